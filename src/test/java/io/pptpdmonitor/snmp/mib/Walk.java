package io.pptpdmonitor.snmp.mib;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** All that a view has, as GETNEXT finds it, and as lines for people and golden files. */
public final class Walk {

    private Walk() {}

    /** From the beginning to the end; stops with a fault where an OID does not ascend. */
    public static List<VariableBinding> of(View view) {
        List<VariableBinding> found = new ArrayList<>();
        OID at = new OID("0.0");
        for (VariableBinding next = view.next(at); next != null; next = view.next(at)) {
            if (next.getOid().compareTo(at) <= 0) {
                throw new AssertionError(next.getOid() + " does not follow " + at);
            }
            found.add(next);
            at = next.getOid();
        }
        return found;
    }

    /** One line for each instance: OID, ASN.1 type, value, object. */
    public static List<String> lines(View view) {
        return of(view).stream().map(binding -> line(view, binding)).toList();
    }

    private static String line(View view, VariableBinding binding) {
        return String.join(
                "\t",
                binding.getOid().toString(),
                binding.getVariable().getSyntaxString(),
                value(binding.getVariable()),
                object(view, binding.getOid()));
    }

    private static String object(View view, OID instance) {
        @Nullable String name = view.objects().stream()
                .filter(object -> object.holds(instance.getValue()))
                .map(object -> object.column().name())
                .findFirst()
                .orElse(null);
        return String.valueOf(name);
    }

    /** Text that is ASCII in quotes, other octets in hexadecimal. */
    private static String value(Variable variable) {
        if (!(variable instanceof OctetString octets)) {
            return variable.toString();
        }
        String text = new String(octets.getValue(), StandardCharsets.ISO_8859_1);
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return plain ? '"' + text + '"' : octets.toHexString();
    }
}
