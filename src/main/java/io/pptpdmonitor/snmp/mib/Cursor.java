package io.pptpdmonitor.snmp.mib;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * Goes through the instances of a view in their order. Only the first step searches; each further one costs the same,
 * however large the table is. For use by one thread.
 */
public final class Cursor {

    private final View view;
    private final OID begin;
    /** Where to look for the next instance: an object's position in the view, and a row of it. */
    private int object;

    private int row;
    /** Where the last instance was found; null before the first. */
    private @Nullable Instances<?> found;

    private int foundRow;
    private boolean atEnd;

    Cursor(View view, OID begin) {
        this.view = view;
        this.begin = begin;
        int[] oid = begin.getValue();
        object = view.atOrBefore(oid);
        if (object < 0) {
            object = 0;
        } else {
            row = view.object(object).rowBehind(oid);
        }
    }

    /** Goes to the next instance; false at the end. */
    public boolean next() {
        for (; object < view.size(); object++, row = 0) {
            Instances<?> candidate = view.object(object);
            int present = candidate.presentFrom(row);
            if (present >= 0) {
                found = candidate;
                foundRow = present;
                row = present + 1;
                return true;
            }
        }
        atEnd = true;
        return false;
    }

    /**
     * Adds the instance, or at the end what says so under the last name (RFC 3416, 4.2.2).
     *
     * @return whether there was room for it
     */
    public boolean addTo(Bindings bindings) {
        Instances<?> at = found;
        if (at == null) {
            return bindings.add(begin, Null.endOfMibView);
        }
        return at.addTo(bindings, foundRow, atEnd);
    }

    /** The instance; null before the first and at the end. */
    public @Nullable VariableBinding binding() {
        Instances<?> at = found;
        return at == null || atEnd ? null : at.binding(foundRow);
    }
}
