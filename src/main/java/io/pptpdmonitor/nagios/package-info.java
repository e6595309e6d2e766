/** Checks: the snapshot as status, text and performance data of a monitoring plugin. */
@NullMarked
package io.pptpdmonitor.nagios;

import org.jspecify.annotations.NullMarked;
