/** Where lines come from: files with their rotated past, and how they are found. */
@NullMarked
package io.pptpdmonitor.source;

import org.jspecify.annotations.NullMarked;
