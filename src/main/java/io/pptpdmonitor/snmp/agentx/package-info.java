/**
 * The tables of {@code mib} behind another agent, the master, that speaks SNMP for us: a subagent as RFC 2741 has it.
 * Of SNMP4J it takes the types of values only.
 */
@NullMarked
package io.pptpdmonitor.snmp.agentx;

import org.jspecify.annotations.NullMarked;
