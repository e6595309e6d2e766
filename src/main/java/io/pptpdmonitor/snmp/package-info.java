/** The SNMP agent: answers managers from the tables of {@code mib}. */
@NullMarked
package io.pptpdmonitor.snmp;

import org.jspecify.annotations.NullMarked;
