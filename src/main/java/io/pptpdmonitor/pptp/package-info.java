/** The client's side of a PPTP control connection (RFC 2637), as far as it takes to ask a server whether it answers. */
@NullMarked
package io.pptpdmonitor.pptp;

import org.jspecify.annotations.NullMarked;
