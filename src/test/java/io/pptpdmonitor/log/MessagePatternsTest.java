package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus is the test: all recorded lines, and those of messages/authored.log for what was not printed there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagePatternsTest {

    private final Recognised.Eye eye = new Recognised.Eye();
    private final Set<MessagePattern> sampled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Class<?>> events = new HashSet<>();
    private final Set<String> unknown = new TreeSet<>();

    @BeforeAll
    void readTheCorpus() {
        for (RecordedLog log : RecordedLog.all()) {
            log.lines((b, from, to) -> recorded(log, b, from, to));
        }
        AuthoredLine.all().forEach(authored -> see(recognise(authored)));
    }

    private void recorded(RecordedLog log, byte[] b, int from, int to) {
        Recognised seen = eye.line(b, from, to);
        see(seen);
        Program program = seen.program();
        if (program != null && program.relevant() && seen.pattern() == null && !isWrapped(seen)) {
            unknown.add(log + ": " + seen.message());
        }
    }

    /** "message repeated N times: [ ...]" is unwrapped by the parser, see RepeatedLinesTest. */
    private static boolean isWrapped(Recognised seen) {
        return seen.message().matches("message repeated \\d+ times: \\[ .*]");
    }

    private void see(Recognised seen) {
        if (seen.pattern() != null) {
            sampled.add(seen.pattern());
        }
        if (seen.event() != null) {
            events.add(seen.event().getClass());
        }
    }

    private Recognised recognise(AuthoredLine authored) {
        byte[] b = authored.line().getBytes(StandardCharsets.UTF_8);
        return eye.line(b, 0, b.length);
    }

    @Test
    void everyShapeHasASample() {
        List<MessagePattern> without = new ArrayList<>(eye.patterns().all());
        without.removeAll(sampled);

        assertThat(without).as("shapes that no line of the corpus has").isEmpty();
    }

    @Test
    void everyEventOccurs() {
        Set<Class<?>> missing = leaves(LogEvent.class);
        missing.removeAll(events);

        assertThat(missing).as("events that no line of the corpus makes").isEmpty();
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    @Test
    void knowsEveryRecordedLineOfPptpdAndPppd() {
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyShapeStandsInTheTableOnce() {
        assertThat(eye.patterns().all()).extracting(MessagePattern::toString).doesNotHaveDuplicates();
    }

    @Test
    void everyShapeNamesItsSource() {
        assertThat(eye.patterns().all())
                .allSatisfy(pattern -> assertThat(pattern.source())
                        .as(pattern.toString())
                        .matches(
                                "(pptpd|pppd|accel-pptp|rt-n56u|xl2tpd|rp-pppoe|NetworkManager(-\\w+)?|Linux|rsyslog|systemd)"
                                        + "( \\d+\\.\\d+\\.\\d+)?, [a-z0-9_/-]+\\.c.*"
                                        + "|pptpd-monitor, etc/ppp/ip-up\\.d"));
    }

    @ParameterizedTest
    @MethodSource("authoredLines")
    void takesForWhatItIs(AuthoredLine authored) {
        Recognised seen = recognise(authored);

        assertThat(seen.template()).isEqualTo(authored.template());
        assertThat(String.valueOf(seen.event() == null ? "nothing" : seen.event()))
                .isEqualTo(authored.event());
    }

    @ParameterizedTest
    @MethodSource("authoredLines")
    void authoredLinesNameFileAndRelease(AuthoredLine authored) {
        assertThat(authored.source())
                .matches("[A-Za-z0-9-]+ v?\\d+(\\.\\d+)*, ([a-zA-Z0-9_./-]+\\.c|etc/ppp/ip-(up|down)\\.d): \\w+");
    }

    static Stream<AuthoredLine> authoredLines() {
        return AuthoredLine.all().stream();
    }
}
