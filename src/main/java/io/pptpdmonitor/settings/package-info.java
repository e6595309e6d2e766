/** The agent's configuration file: TOML in, validated records out, and every fault with its line and what would be right. */
@NullMarked
package io.pptpdmonitor.settings;

import org.jspecify.annotations.NullMarked;
