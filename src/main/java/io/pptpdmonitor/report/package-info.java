/** The snapshot for people and scripts: table, JSON, CSV. */
@NullMarked
package io.pptpdmonitor.report;

import org.jspecify.annotations.NullMarked;
