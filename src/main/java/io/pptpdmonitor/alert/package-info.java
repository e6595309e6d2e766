/**
 * Thresholds over snapshots: what they measure, their states, and what is to be told of them. Knows no protocol; whoever
 * sends a {@link io.pptpdmonitor.alert.Notification} is handed it.
 */
@NullMarked
package io.pptpdmonitor.alert;

import org.jspecify.annotations.NullMarked;
