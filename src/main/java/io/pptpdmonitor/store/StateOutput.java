package io.pptpdmonitor.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a state, one behind the other, as octets; {@link StateInput} reads them in the same order. Null is told
 * apart from 0 and "" everywhere. Not thread-safe.
 */
public final class StateOutput {

    private byte[] octets;
    private int length;

    public StateOutput() {
        this(256);
    }

    /** Makes room for {@code expected} octets; more may come. */
    public StateOutput(int expected) {
        octets = new byte[Math.max(16, expected)];
    }

    /** Any number; those near 0 take one octet (LEB128 of the zigzag code). */
    public StateOutput number(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            octets[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octets[length++] = (byte) rest;
        return this;
    }

    public StateOutput flag(boolean value) {
        room(1);
        octets[length++] = (byte) (value ? 2 : 0); // As number() writes 1 and 0.
        return this;
    }

    public StateOutput optional(@Nullable Long value) {
        flag(value != null);
        return value == null ? this : number(value);
    }

    public StateOutput optional(@Nullable Integer value) {
        return optional(value == null ? null : Long.valueOf(value));
    }

    public StateOutput optional(@Nullable Boolean value) {
        return number(value == null ? 0 : value ? 2 : 1);
    }

    public StateOutput text(@Nullable String value) {
        return octets(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public StateOutput octets(byte @Nullable [] value) {
        if (value == null) {
            return number(-1);
        }
        return part(value, 0, value.length);
    }

    /** By its name, so that a later release may add others. */
    public StateOutput choice(@Nullable Enum<?> value) {
        return text(value == null ? null : value.name());
    }

    public StateOutput instant(@Nullable Instant value) {
        flag(value != null);
        return value == null ? this : number(value.getEpochSecond()).number(value.getNano());
    }

    /** With its offset. */
    public StateOutput time(@Nullable OffsetDateTime value) {
        flag(value != null);
        return value == null
                ? this
                : number(value.toEpochSecond())
                        .number(value.getNano())
                        .number(value.getOffset().getTotalSeconds());
    }

    /** How many there are, then each as {@code writer} writes it. */
    public <T> StateOutput list(Collection<T> values, Consumer<T> writer) {
        number(values.size());
        values.forEach(writer);
        return this;
    }

    /** A part of its own, which can be read without a copy. */
    public StateOutput slice(Slice value) {
        return part(value.octets, value.from, value.length());
    }

    /** Likewise all that was written to another one so far. */
    public StateOutput slice(StateOutput value) {
        return part(value.octets, 0, value.length);
    }

    private StateOutput part(byte[] value, int from, int size) {
        number(size);
        room(size);
        System.arraycopy(value, from, octets, length, size);
        length += size;
        return this;
    }

    /** Forgets what was written; the room for it stays. */
    void clear() {
        length = 0;
    }

    /** All that was written. */
    public Slice toSlice() {
        byte[] all = toByteArray();
        return new Slice(all, 0, all.length);
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(octets, length);
    }

    /** All that was written, not copied: nothing may be written any more. */
    ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(octets, 0, length);
    }

    private void room(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }
}
