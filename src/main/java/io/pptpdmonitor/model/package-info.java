/** What is known of a pptpd server at one moment, as immutable values; imports nothing of ours. */
@NullMarked
package io.pptpdmonitor.model;

import org.jspecify.annotations.NullMarked;
