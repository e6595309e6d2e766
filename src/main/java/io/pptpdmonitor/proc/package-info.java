/** What the kernel shows of this host: processes and ppp interfaces, read below a given root. */
@NullMarked
package io.pptpdmonitor.proc;

import org.jspecify.annotations.NullMarked;
