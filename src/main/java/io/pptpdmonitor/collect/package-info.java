/** Folds events and live counters into one immutable {@link io.pptpdmonitor.model.Snapshot}. */
@NullMarked
package io.pptpdmonitor.collect;

import org.jspecify.annotations.NullMarked;
