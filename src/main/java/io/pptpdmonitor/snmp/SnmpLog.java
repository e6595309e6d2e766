package io.pptpdmonitor.snmp;

import org.snmp4j.log.JavaLogFactory;
import org.snmp4j.log.LogFactory;

/** Where SNMP4J's own log goes. */
public final class SnmpLog {

    private SnmpLog() {}

    /**
     * To java.util.logging, by the names of its classes; for the whole process, and only of classes that are loaded later.
     * Without it, it goes nowhere.
     */
    public static void open() {
        if (!(LogFactory.getLogFactory() instanceof JavaLogFactory)) {
            LogFactory.setLogFactory(new JavaLogFactory());
        }
    }
}
