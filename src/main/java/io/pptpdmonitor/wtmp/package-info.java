/** The login records that pptpd and pppd leave in wtmp. */
@NullMarked
package io.pptpdmonitor.wtmp;

import org.jspecify.annotations.NullMarked;
