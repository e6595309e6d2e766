/** The commands: options in, one call out. */
@NullMarked
package io.pptpdmonitor.cli;

import org.jspecify.annotations.NullMarked;
