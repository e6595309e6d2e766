package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of an enum, each saved as its place in a list: new ones go to the end of that. Null has a place, too. */
final class Places<E extends Enum<E>> {

    private final List<E> values;
    private final Map<E, Integer> places;

    Places(List<E> values) {
        this.values = List.copyOf(values);
        this.places = new EnumMap<>(values.get(0).getDeclaringClass());
        for (E value : values) {
            places.put(value, places.size());
        }
    }

    List<E> values() {
        return values;
    }

    void write(@Nullable E value, StateOutput out) {
        out.number(value == null ? -1 : places.getOrDefault(value, -1));
    }

    @Nullable E read(StateInput in) throws DamagedStateException {
        long place = in.number();
        if (place < -1 || place >= values.size()) {
            throw new DamagedStateException("no value has the number " + place);
        }
        return place < 0 ? null : values.get((int) place);
    }

    /** As {@link #read}, where null is damage. */
    E need(StateInput in) throws DamagedStateException {
        E value = read(in);
        if (value == null) {
            throw new DamagedStateException("a part is missing");
        }
        return value;
    }
}
