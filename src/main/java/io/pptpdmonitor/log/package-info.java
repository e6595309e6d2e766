/** From the bytes of a log to events: formats, lines, message shapes. */
@NullMarked
package io.pptpdmonitor.log;

import org.jspecify.annotations.NullMarked;
