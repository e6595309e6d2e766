/**
 * PPTPD-MONITOR-MIB over a snapshot: what its tables hold, and the lookups that every way of serving it shares. Knows
 * no protocol; of SNMP4J it takes the types of values.
 */
@NullMarked
package io.pptpdmonitor.snmp.mib;

import org.jspecify.annotations.NullMarked;
