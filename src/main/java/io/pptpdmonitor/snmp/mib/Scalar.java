package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.Snapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/**
 * A number that the MIB has of the server or the collector, for those who do not ask by SNMP: the same names, and the same
 * values.
 */
public final class Scalar {

    private static final String SERVER = "pptpdServer";
    private static final String RECENT = "pptpdServerRecent";
    private static final String RECENT_WINDOW = "pptpdServerRecentWindow";
    private static final String ALL_HAVE = "pptpd";

    /** In the order of the MIB. */
    public static final List<Scalar> ALL = Stream.of(
                    numbers(
                            ServerScalars.IDENTITY,
                            false,
                            (Moment at) -> at.snapshot().server()),
                    numbers(
                            ServerScalars.FIGURES,
                            true,
                            (Moment at) -> at.snapshot().server()),
                    numbers(CollectorScalars.SCALARS, false, (Moment at) -> at))
            .flatMap(Function.identity())
            .toList();

    private final String name;
    private final boolean counter;
    private final boolean counted;
    private final Function<Moment, @Nullable Long> value;

    private Scalar(String name, boolean counter, boolean counted, Function<Moment, @Nullable Long> value) {
        this.name = name;
        this.counter = counter;
        this.counted = counted;
        this.value = value;
    }

    private static <R> Stream<Scalar> numbers(List<Column<R>> columns, boolean counted, Function<Moment, R> row) {
        return columns.stream()
                .filter(column -> isNumber(column.syntax()))
                .map(column -> new Scalar(
                        column.name(),
                        isCounter(column.syntax()),
                        counted,
                        at -> number(column.variable().of(row.apply(at)))));
    }

    /** Times are texts to others, and those of sysUpTime are of one agent. */
    private static boolean isNumber(Syntax<?> syntax) {
        return isCounter(syntax)
                || syntax.equals(Syntax.GAUGE32)
                || syntax.equals(Syntax.UNSIGNED32)
                || syntax.equals(Syntax.INTEGER);
    }

    private static boolean isCounter(Syntax<?> syntax) {
        return syntax.equals(Syntax.COUNTER32) || syntax.equals(Syntax.COUNTER64);
    }

    private static @Nullable Long number(@Nullable Variable variable) {
        return variable == null ? null : Long.valueOf(variable.toLong());
    }

    /** In the MIB, such as {@code pptpdServerActiveUsers}. */
    public String name() {
        return name;
    }

    /** Whether it only grows. */
    public boolean counter() {
        return counter;
    }

    /** Whether it is counted in the log, so that nobody knows it while that is not read. */
    public boolean counted() {
        return counted;
    }

    /** Whether it counts what happened in the last minutes. */
    public boolean recent() {
        return name.startsWith(RECENT) && !name.equals(RECENT_WINDOW);
    }

    /** The name without what all have, such as {@code active-users} or {@code collector-lines}. */
    public String label() {
        String own = name.substring((name.startsWith(SERVER) ? SERVER : ALL_HAVE).length());
        return own.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The one that is called that: as in the MIB, or by its label, with or without hyphens; null if none is. */
    public static @Nullable Scalar named(String text) {
        String wanted = letters(text);
        return ALL.stream()
                .filter(scalar -> letters(scalar.name).equals(wanted)
                        || letters(scalar.label()).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static String letters(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** What it is in that snapshot, now; null if it is not known. */
    public @Nullable Long in(Snapshot snapshot, InstantSource clock) {
        return value.apply(new Moment(snapshot, 0, clock, () -> 0, 0, 0, Node.NONE));
    }
}
