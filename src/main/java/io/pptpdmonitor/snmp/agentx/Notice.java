package io.pptpdmonitor.snmp.agentx;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.snmp4j.smi.VariableBinding;

/**
 * A notification on its way to the master.
 *
 * @param bindings as RFC 2741, 6.2.10 wants them
 * @param taken becomes true when the master has taken it, false when it has not
 */
record Notice(List<VariableBinding> bindings, CompletableFuture<Boolean> taken) {

    Notice(List<VariableBinding> bindings) {
        this(List.copyOf(bindings), new CompletableFuture<>());
    }
}
