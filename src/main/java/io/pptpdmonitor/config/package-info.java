/** The files that pptpd and pppd themselves read, as they read them; knows nothing of ours. */
@NullMarked
package io.pptpdmonitor.config;

import org.jspecify.annotations.NullMarked;
