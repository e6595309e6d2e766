package io.pptpdmonitor.snmp.agentx;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.snmp4j.smi.VariableBinding;

/**
 * A notification on its way to the master.
 *
 * @param bindings as RFC 2741, 6.2.10 wants them
 * @param taken becomes true when the master has taken it, false when it has gone before it said so, an exception when it
 *     does not want it
 */
record Notice(List<VariableBinding> bindings, CompletableFuture<Boolean> taken) {

    Notice(List<VariableBinding> bindings) {
        this(List.copyOf(bindings), new CompletableFuture<>());
    }

    /** That the master answered with this error, or with none. */
    void answered(int error) {
        if (error == ErrorStatus.NO_ERROR) {
            taken.complete(true);
        } else {
            taken.completeExceptionally(new IOException("it refused it with " + ErrorStatus.name(error)));
        }
    }
}
