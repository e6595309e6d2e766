/** What survives a restart of ours: the parts of a state as octets. */
@NullMarked
package io.pptpdmonitor.store;

import org.jspecify.annotations.NullMarked;
