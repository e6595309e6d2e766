package io.pptpdmonitor.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateOutput} wrote, in the same order. Octets that it did not write give a {@link
 * DamagedStateException}, never another exception and never an endless loop. Not thread-safe.
 */
public final class StateInput {

    /** Reads one element of a list. */
    @FunctionalInterface
    public interface Reader<T> {
        T read() throws DamagedStateException;
    }

    private final byte[] octets;
    private final int end;
    private int at;
    private @Nullable OffsetDateTime last;
    private long lastSecond;

    public StateInput(byte[] octets) {
        this(octets, 0, octets.length);
    }

    /** Reads a part of an array, which must not be changed meanwhile. */
    public StateInput(byte[] octets, int from, int to) {
        this.octets = octets;
        this.at = from;
        this.end = to;
    }

    public long number() throws DamagedStateException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new DamagedStateException("it ends within a number");
            }
            byte octet = octets[at++];
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new DamagedStateException("a number has more than 64 bits");
    }

    /** A number from 0 to 2^31-1. */
    public int count() throws DamagedStateException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new DamagedStateException("a count of " + value);
        }
        return (int) value;
    }

    public boolean flag() throws DamagedStateException {
        long value = number();
        if (value != 0 && value != 1) {
            throw new DamagedStateException("neither yes nor no: " + value);
        }
        return value == 1;
    }

    public @Nullable Long optionalLong() throws DamagedStateException {
        return flag() ? Long.valueOf(number()) : null;
    }

    public @Nullable Integer optionalInteger() throws DamagedStateException {
        Long value = optionalLong();
        if (value != null && value != value.intValue()) {
            throw new DamagedStateException("too large a number: " + value);
        }
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    public @Nullable Boolean optionalBoolean() throws DamagedStateException {
        long value = number();
        if (value < 0 || value > 2) {
            throw new DamagedStateException("neither yes nor no: " + value);
        }
        return value == 0 ? null : Boolean.valueOf(value == 2);
    }

    public @Nullable String text() throws DamagedStateException {
        int length = length();
        if (length < 0) {
            return null;
        }
        at += length;
        return new String(octets, at - length, length, StandardCharsets.UTF_8);
    }

    /** Passes over a text. */
    public void skipText() throws DamagedStateException {
        int length = length();
        at += Math.max(0, length);
    }

    /** As {@link #text}, where null is damage. */
    public String needText() throws DamagedStateException {
        return needed(text());
    }

    public byte @Nullable [] octets() throws DamagedStateException {
        int length = length();
        if (length < 0) {
            return null;
        }
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    /** A part of its own, not copied. */
    public Slice slice() throws DamagedStateException {
        int length = length();
        if (length < 0) {
            throw new DamagedStateException("a part is missing");
        }
        at += length;
        return new Slice(octets, at - length, at);
    }

    /** As {@link #octets}, where null is damage. */
    public byte[] needOctets() throws DamagedStateException {
        byte[] value = octets();
        if (value == null) {
            throw new DamagedStateException("a part is missing");
        }
        return value;
    }

    private int length() throws DamagedStateException {
        long length = number();
        if (length < -1 || length > end - at) {
            throw new DamagedStateException("a length of " + length + " where " + (end - at) + " octets are left");
        }
        return (int) length;
    }

    public <E extends Enum<E>> @Nullable E choice(Class<E> type) throws DamagedStateException {
        String name = text();
        try {
            return name == null ? null : Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new DamagedStateException("no " + type.getSimpleName() + ": " + name);
        }
    }

    /** As {@link #choice}, where null is damage. */
    public <E extends Enum<E>> E needChoice(Class<E> type) throws DamagedStateException {
        return needed(choice(type));
    }

    public @Nullable Instant instant() throws DamagedStateException {
        if (!flag()) {
            return null;
        }
        long seconds = number();
        long nanos = number();
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException impossible) {
            throw new DamagedStateException("no moment: " + seconds);
        }
    }

    /** Most are those of the line before, or of one that was not far from it. */
    public @Nullable OffsetDateTime time() throws DamagedStateException {
        if (!flag()) {
            return null;
        }
        long second = number();
        long nano = number();
        long offset = number();
        OffsetDateTime before = last;
        boolean same = before != null
                && second == lastSecond
                && nano == before.getNano()
                && offset == before.getOffset().getTotalSeconds();
        return same ? before : time(second, nano, offset);
    }

    private OffsetDateTime time(long second, long nano, long offset) throws DamagedStateException {
        try {
            // Not Instant.atOffset(), which makes the rules of a zone each time.
            ZoneOffset of = ZoneOffset.ofTotalSeconds(Math.toIntExact(offset));
            OffsetDateTime time = OffsetDateTime.of(LocalDateTime.ofEpochSecond(second, Math.toIntExact(nano), of), of);
            last = time;
            lastSecond = second;
            return time;
        } catch (DateTimeException | ArithmeticException impossible) {
            throw new DamagedStateException("no moment: " + second + ", with the offset " + offset);
        }
    }

    /** Passes over a time. */
    public void skipTime() throws DamagedStateException {
        if (flag()) {
            number();
            number();
            number();
        }
    }

    /** As {@link #time}, where null is damage. */
    public OffsetDateTime needTime() throws DamagedStateException {
        return needed(time());
    }

    /** As many elements as were written; each takes an octet at least, so that damage cannot fill the memory. */
    public <T> List<T> list(Reader<T> reader) throws DamagedStateException {
        int count = count();
        if (count > end - at) {
            throw new DamagedStateException(count + " elements where " + (end - at) + " octets are left");
        }
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(reader.read());
        }
        return elements;
    }

    private static <T> T needed(@Nullable T value) throws DamagedStateException {
        if (value == null) {
            throw new DamagedStateException("a part is missing");
        }
        return value;
    }

    /** Whether all was read. */
    public boolean atEnd() {
        return at == end;
    }
}
