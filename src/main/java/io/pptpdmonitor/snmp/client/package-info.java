/** The manager's side: reads a snapshot back from an agent elsewhere, over SNMP. */
@NullMarked
package io.pptpdmonitor.snmp.client;

import org.jspecify.annotations.NullMarked;
