/** The Unix socket on which the agent answers the checks of its own host. It knows neither checks nor snapshots. */
@NullMarked
package io.pptpdmonitor.local;

import org.jspecify.annotations.NullMarked;
