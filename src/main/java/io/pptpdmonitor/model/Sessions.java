package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a snapshot, by number; immutable. Those that ended long ago are kept in few octets by whoever made the
 * list, and become objects only when they are asked for, so that tens of thousands of them cost a view that does not
 * list them nothing.
 */
public final class Sessions extends AbstractList<Session> implements RandomAccess {

    /** Sessions that ended, in the order of their numbers; immutable. */
    public interface Archived {

        Archived NONE = new Archived() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public Session get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int countBelow(long number) {
                return 0;
            }

            @Override
            public Iterator<Session> latestFirst(boolean cameUp) {
                return List.<Session>of().iterator();
            }
        };

        int size();

        /** The session at {@code index}, by number. */
        Session get(int index);

        /** How many have a smaller number. */
        int countBelow(long number);

        /** Those that came up, or those that did not, about in the order of their ends, the last one first. */
        Iterator<Session> latestFirst(boolean cameUp);
    }

    private static final Comparator<Session> BY_NUMBER = (one, other) -> Long.compare(one.number(), other.number());

    private final Archived archived;
    private final List<Session> current;
    /** Where each of {@link #current} stands among all; null before somebody asked. */
    private volatile int @Nullable [] places;

    /**
     * All these; no number may be in both.
     *
     * @param current sessions that run, or ended a short time ago, in any order
     */
    public Sessions(Archived archived, List<Session> current) {
        this.archived = archived;
        this.current = current.stream().sorted(BY_NUMBER).toList();
    }

    private int[] places() {
        int[] all = places;
        if (all == null) {
            all = new int[current.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i + archived.countBelow(current.get(i).number());
            }
            places = all;
        }
        return all;
    }

    /** The list itself where it is one of these. */
    static Sessions copyOf(List<Session> sessions) {
        return sessions instanceof Sessions all ? all : new Sessions(Archived.NONE, sessions);
    }

    @Override
    public Session get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        int place = Arrays.binarySearch(places(), index);
        // Behind a miss stands how many of the current ones are before it.
        return place >= 0 ? current.get(place) : archived.get(index + place + 1);
    }

    @Override
    public int size() {
        return archived.size() + current.size();
    }

    /** Null if there is none of that number. */
    @Nullable Session find(long number) {
        int low = 0;
        int high = current.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Session session = current.get(middle);
            if (session.number() == number) {
                return session;
            }
            low = session.number() < number ? middle + 1 : low;
            high = session.number() < number ? high : middle - 1;
        }
        int place = archived.countBelow(number);
        Session session = place < archived.size() ? archived.get(place) : null;
        return session == null || session.number() != number ? null : session;
    }

    /** 0 if there is none. */
    long highestNumber() {
        long ofCurrent = current.isEmpty() ? 0 : current.get(current.size() - 1).number();
        long ofArchived =
                archived.size() == 0 ? 0 : archived.get(archived.size() - 1).number();
        return Math.max(ofCurrent, ofArchived);
    }

    /** Those that have not ended, by number. */
    public Stream<Session> running() {
        return current.stream().filter(session -> !session.state().ended());
    }

    /**
     * Those that ended last among those that came up, or among the others, at most {@code count}: the last one first, of
     * equal ends that of the higher number.
     */
    public Stream<Session> latestEnded(int count, boolean cameUp) {
        Stream<Session> recent = current.stream()
                .filter(session -> session.state().ended() && session.state().cameUp() == cameUp);
        Stream<Session> earlier = StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(archived.latestFirst(cameUp), 0), false)
                .limit(count);
        return Stream.concat(recent, earlier).sorted(Sessions::latestEndFirst).limit(count);
    }

    private static int latestEndFirst(Session one, Session other) {
        int order = OffsetDateTime.timeLineOrder().compare(end(other), end(one));
        return order == 0 ? Long.compare(other.number(), one.number()) : order;
    }

    private static OffsetDateTime end(Session session) {
        return Objects.requireNonNull(session.ended());
    }
}
