package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class CursorTest {

    private static final OID ENTRY = new OID("1.3.6.1.4.1.99999.1.1");
    private static final int ROWS = 100_000;

    @Test
    void walksEveryTableAsTheViewDoes() throws IOException {
        for (View view : List.of(
                Examples.view(Examples.morning()),
                Examples.view(Examples.hostile()),
                Examples.view(Examples.users(500)))) {
            Cursor cursor = view.cursor(new OID("0.0"));
            Bindings bindings = new Bindings(10_000_000);
            while (cursor.next()) {
                assertThat(cursor.addTo(bindings)).isTrue();
            }
            List<VariableBinding> walk = Walk.of(view);
            assertThat(decoded(bindings)).isEqualTo(walk);
            assertThat(bindings.size()).isEqualTo(walk.size());
            assertThat(encoded(bindings)).isEqualTo(encoded(walk));
        }
    }

    @Test
    void saysUnderTheLastNameThatItIsAtTheEnd() throws IOException {
        View view = Examples.view(Examples.morning());
        OID last = Walk.of(view).get(Walk.of(view).size() - 1).getOid();
        Cursor cursor = view.cursor(new OID(last.getValue(), 0, last.size() - 1));
        assertThat(cursor.next()).isTrue();
        while (!name(cursor).equals(last)) {
            cursor.next();
        }
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.binding()).isNull();
        Bindings bindings = new Bindings(1000);
        cursor.addTo(bindings);
        assertThat(decoded(bindings)).containsExactly(new VariableBinding(last, Null.endOfMibView));

        Cursor behind = view.cursor(new OID("2.5"));
        assertThat(behind.next()).isFalse();
        Bindings asked = new Bindings(1000);
        behind.addTo(asked);
        assertThat(decoded(asked)).containsExactly(new VariableBinding(new OID("2.5"), Null.endOfMibView));
    }

    @Test
    void makesOneValueForEachStep() {
        AtomicInteger made = new AtomicInteger();
        View view = large(made);
        Cursor cursor = view.cursor(new OID(ENTRY).append("1.70000"));
        Bindings bindings = new Bindings(1_000_000);
        for (int i = 0; i < 1000; i++) {
            cursor.next();
            cursor.addTo(bindings);
        }
        assertThat(bindings.size()).isEqualTo(1000);
        assertThat(made).hasValue(1000);
    }

    @Test
    void makesNoValueToFindOutThatAColumnIsEmpty() {
        AtomicInteger made = new AtomicInteger();
        Cursor cursor = large(made).cursor(new OID(ENTRY).append(2));
        assertThat(cursor.next()).isTrue();
        assertThat(name(cursor)).isEqualTo(new OID(ENTRY).append("3.1"));
        assertThat(made).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 30, 100, 127, 128, 129, 130, 131, 132, 255, 256, 257, 258, 259, 260, 261})
    void addsWholeBindingsOnlyWhileThereIsRoom(int room) throws IOException {
        Bindings bindings = new Bindings(room);
        OID name = new OID("1.3.6.1.4.1.99999.4294967295.0.127.128");
        List<VariableBinding> fitting = new ArrayList<>();
        for (int length : new int[] {3, 80, 150, 1, 300, 0}) {
            VariableBinding binding = new VariableBinding(name, new OctetString("x".repeat(length)));
            boolean fits = encoded(fitting).length + binding.getBERLength() <= room;
            assertThat(bindings.add(name, binding.getVariable())).isEqualTo(fits);
            if (fits) {
                fitting.add(binding);
            }
        }
        assertThat(encoded(bindings)).isEqualTo(encoded(fitting));
        assertThat(bindings.octets()).isLessThanOrEqualTo(Math.max(0, room));
    }

    private static OID name(Cursor cursor) {
        return Objects.requireNonNull(cursor.binding()).getOid();
    }

    /** Its second column is empty. */
    private static View large(AtomicInteger made) {
        Getter<Integer, Variable> encoder = value -> {
            made.incrementAndGet();
            return new Counter64(value);
        };
        Syntax<Integer> counted = new Syntax<>("Counter64", 0, value -> true, encoder, Decoded::integer);
        List<Integer> numbers = IntStream.rangeClosed(1, ROWS).boxed().toList();
        return View.builder()
                .table(
                        ENTRY,
                        List.of(
                                Column.<Integer, Integer>column(1, "first", counted, n -> n),
                                Column.<Integer, Integer>column(2, "empty", counted, n -> null),
                                Column.<Integer, Integer>column(3, "last", counted, n -> n)),
                        Rows.of(numbers, n -> new int[] {n}))
                .build();
    }

    private static byte[] encoded(Bindings bindings) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bindings.octets());
        bindings.writeTo(new BEROutputStream(buffer));
        return buffer.array();
    }

    private static byte[] encoded(List<VariableBinding> bindings) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(
                bindings.stream().mapToInt(VariableBinding::getBERLength).sum());
        for (VariableBinding binding : bindings) {
            binding.encodeBER(new BEROutputStream(buffer));
        }
        return buffer.array();
    }

    private static List<VariableBinding> decoded(Bindings bindings) throws IOException {
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(encoded(bindings)));
        List<VariableBinding> all = new ArrayList<>();
        while (in.available() > 0) {
            VariableBinding binding = new VariableBinding();
            binding.decodeBER(in);
            all.add(binding);
        }
        return all;
    }
}
