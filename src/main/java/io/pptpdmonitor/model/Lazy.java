package io.pptpdmonitor.model;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list that is made when it is first asked for; immutable, for any number of threads. A view that does not show it
 * does not pay for it.
 */
public final class Lazy<T> extends AbstractList<T> implements RandomAccess {

    private final Supplier<List<T>> maker;
    private volatile @Nullable List<T> made;

    /** What {@code maker} makes must not depend on when it is called; it may be called twice. */
    public Lazy(Supplier<List<T>> maker) {
        this.maker = maker;
    }

    /** The list itself where it is one of these, else a copy. */
    static <T> List<T> copyOf(List<T> list) {
        return list instanceof Lazy ? list : List.copyOf(list);
    }

    private List<T> made() {
        List<T> list = made;
        if (list == null) {
            list = maker.get();
            made = list;
        }
        return list;
    }

    @Override
    public T get(int index) {
        return made().get(index);
    }

    @Override
    public int size() {
        return made().size();
    }
}
