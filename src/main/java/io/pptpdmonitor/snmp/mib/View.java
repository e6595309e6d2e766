package io.pptpdmonitor.snmp.mib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Everything the agent answers from, in the order of the OIDs, as of one snapshot; safe for use by several threads.
 * A lookup takes two binary searches.
 */
public final class View {

    private final List<Instances<?>> objects;

    private View(List<Instances<?>> objects) {
        this.objects = List.copyOf(objects);
    }

    static Builder builder() {
        return new Builder();
    }

    /** What SNMPv1 can be told: the objects that are no Counter64 (RFC 3584, 4.2.2.1). */
    public View version1() {
        return new View(objects.stream()
                .filter(object -> object.column().syntax().inVersion1())
                .toList());
    }

    /** All that both have; no object may be in both. */
    View and(View other) {
        Builder both = builder();
        both.objects.addAll(objects);
        both.objects.addAll(other.objects);
        return both.build();
    }

    /** What a manager of that scope is shown; filtered once, so that no request is. */
    public View within(Scope scope) {
        return switch (scope) {
            case EVERYTHING -> this;
            case WITHOUT_PERSONAL_DATA ->
                new View(objects.stream()
                        .filter(object -> PptpdMib.PERSONAL.stream()
                                .noneMatch(subtree -> new OID(object.object()).startsWith(subtree)))
                        .toList());
        };
    }

    /** In ascending order. */
    List<Instances<?>> objects() {
        return objects;
    }

    /** The value of an instance; null if there is no such instance. */
    public @Nullable Variable get(OID instance) {
        int[] oid = instance.getValue();
        int position = atOrBefore(oid);
        return position < 0 ? null : objects.get(position).get(oid);
    }

    /** Whether the OID is of an object that can have instances, whatever it has now. */
    public boolean implemented(OID instance) {
        int[] oid = instance.getValue();
        int position = atOrBefore(oid);
        return position >= 0 && objects.get(position).holds(oid);
    }

    /** The first instance behind an OID, with its value; null at the end. */
    public @Nullable VariableBinding next(OID after) {
        Cursor cursor = cursor(after);
        return cursor.next() ? cursor.binding() : null;
    }

    /** All instances behind an OID, one after the other. */
    public Cursor cursor(OID after) {
        return new Cursor(this, after);
    }

    int size() {
        return objects.size();
    }

    Instances<?> object(int position) {
        return objects.get(position);
    }

    /** The last object whose own OID is not behind the given one; -1 if there is none. */
    int atOrBefore(int[] oid) {
        int low = 0;
        int high = objects.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (objects.get(middle).compareTo(oid) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Collects tables in any order. */
    static final class Builder {

        private final List<Instances<?>> objects = new ArrayList<>();

        private Builder() {}

        <R> Builder table(OID parent, List<Column<R>> columns, Rows<R> rows) {
            columns.forEach(column -> objects.add(new Instances<>(parent, column, rows)));
            return this;
        }

        View build() {
            objects.sort(Comparator.comparing(Instances::object, Arrays::compareUnsigned));
            return new View(objects);
        }
    }
}
