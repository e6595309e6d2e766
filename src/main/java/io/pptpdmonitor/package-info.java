/** Who is on a pptpd server; {@link io.pptpdmonitor.Main} wires the parts. */
@NullMarked
package io.pptpdmonitor;

import org.jspecify.annotations.NullMarked;
