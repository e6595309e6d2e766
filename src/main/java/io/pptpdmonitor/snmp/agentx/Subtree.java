package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.snmp.mib.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What of a view the master gets to see: the subtree that was registered. The group "system" is the master's own, and
 * so is the time.
 */
final class Subtree {

    private final View view;
    private final OID root;
    private final MasterTime time;

    Subtree(View view, OID root, MasterTime time) {
        this.view = view;
        this.root = root;
        this.time = time;
    }

    /** The value, or noSuchObject or noSuchInstance (RFC 2741, 7.2.3.1). */
    Variable get(OID instance) {
        Variable value = instance.startsWith(root) ? view.get(instance) : null;
        if (value != null) {
            return time.told(value);
        }
        return instance.startsWith(root) && view.implemented(instance) ? Null.noSuchInstance : Null.noSuchObject;
    }

    /** The first instance in the range; null if there is none (RFC 2741, 7.2.3.2). */
    @Nullable VariableBinding first(SearchRange range) {
        VariableBinding found = range.include() ? at(range.start()) : null;
        if (found == null) {
            found = view.next(before(range.start(), root) ? root : range.start());
        }
        return found != null && holds(range, found.getOid()) ? told(found) : null;
    }

    private @Nullable VariableBinding at(OID instance) {
        Variable value = instance.startsWith(root) ? view.get(instance) : null;
        return value == null ? null : new VariableBinding(instance, value);
    }

    private boolean holds(SearchRange range, OID instance) {
        OID end = range.end();
        return instance.startsWith(root) && (end == null || before(instance, end));
    }

    private VariableBinding told(VariableBinding binding) {
        binding.setVariable(time.told(binding.getVariable()));
        return binding;
    }

    private static boolean before(OID one, OID other) {
        return Arrays.compareUnsigned(one.getValue(), other.getValue()) < 0;
    }
}
