/** Files as logrotate leaves them: what became of a file by its name, and what a compressed one holds. */
@NullMarked
package io.pptpdmonitor.file;

import org.jspecify.annotations.NullMarked;
