/** The SNMP agent: the snapshot as the objects of PPTPD-MONITOR-MIB. */
@NullMarked
package io.pptpdmonitor.snmp;

import org.jspecify.annotations.NullMarked;
