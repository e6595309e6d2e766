package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clocks are set: by NTP after a boot, by hand, by decades where there is no battery. No duration may tell of it. */
class ClockTest {

    private static final String EPOCH = "1970-01-01T00:00:";

    private final SessionTable table = new SessionTable();
    private final LogParser parser = new LogParser(ZoneOffset.UTC);
    private OffsetDateTime last = OffsetDateTime.parse("2026-11-22T10:00:00Z");

    /** Whole lines; those of {@link Call} have {@code time} for their stamp and no host. */
    private Snapshot read(String lines) {
        lines.lines().forEach(line -> {
            byte[] b = line.getBytes(StandardCharsets.UTF_8);
            parser.line(b, 0, b.length, told -> {
                table.apply(told);
                last = told.time();
            });
        });
        return Truths.snapshot(table, last);
    }

    private Session only(String lines) {
        Snapshot told = read(lines);
        assertThat(told.sessions()).hasSize(1);
        return told.sessions().get(0);
    }

    @Test
    void trustsTheConnectTimeOfASessionThatSawTheClockTold() {
        Session session = only(ALICE.starts(EPOCH + "20Z")
                + ALICE.comesUp(EPOCH + "23Z")
                + ALICE.ends("2026-11-22T14:00:00Z", "3.0", 1000, 2000));

        assertThat(session.connectSeconds()).isEqualTo(180);
        assertThat(session.state()).isEqualTo(State.CLOSED);
        assertThat(session.started()).isEqualTo("1970-01-01T00:00:20Z");
        assertThat(session.ended()).isEqualTo("2026-11-22T14:00:00Z");
    }

    @Test
    void knowsNoSecondsOfASessionThatIsUpSinceTheEpoch() {
        Session session = only(ALICE.starts(EPOCH + "20Z")
                + ALICE.comesUp(EPOCH + "23Z")
                + ALICE.pptpd("2026-11-22T14:00:00Z", "CTRL: Ignored a SET LINK INFO packet with real ACCMs!")
                + ALICE.control(1).connects("2026-11-22T14:00:10Z"));

        assertThat(session.state()).isEqualTo(State.UP);
        assertThat(session.connectSeconds()).as("56 years it was not").isNull();
    }

    @Test
    void knowsNoSecondsWhereTheClockWentBackMeanwhile() {
        Session session = only(ALICE.starts("2026-11-22T12:00:00Z")
                + ALICE.comesUp("2026-11-22T12:00:03Z")
                + ALICE.control(1).connects("2026-11-22T10:00:00Z")
                + ALICE.control(2).connects("2026-11-22T13:00:00Z"));

        assertThat(session.connectSeconds()).as("not an hour, but three").isNull();
        assertThat(session.up()).isEqualTo("2026-11-22T12:00:03Z");
    }

    @Test
    void countsTheSecondsOfASessionAfterTheClockWasSet() {
        Session session = only(ALICE.control(1).connects("2026-11-22T12:00:00Z")
                + ALICE.starts("2026-11-22T10:00:00Z")
                + ALICE.comesUp("2026-11-22T10:00:03Z")
                + ALICE.control(2).connects("2026-11-22T10:10:03Z"));

        assertThat(session.connectSeconds()).isEqualTo(600);
    }

    @Test
    void beginsNoSessionInTheFuture() {
        Session running = only(ALICE.starts("2099-01-01T00:00:00Z")
                + ALICE.comesUp("2099-01-01T00:00:03Z")
                + ALICE.control(1).connects("2026-11-22T10:00:00Z"));

        assertThat(running.started()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(running.up()).isNull();
        assertThat(running.connectSeconds()).isNull();

        Session ended = only(ALICE.ends("2026-11-22T10:10:00Z", "12.0", 1, 2));

        assertThat(ended.ended()).isEqualTo("2026-11-22T10:10:00Z");
        assertThat(ended.up()).isEqualTo("2026-11-22T09:58:00Z");
        assertThat(ended.started()).isEqualTo("2026-11-22T09:58:00Z");
        assertThat(ended.connectSeconds()).isEqualTo(720);
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 6) * 10L).boxed();
    }

    /** One call after the other while the clock is set, forward and back, by seconds and by decades. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noDurationIsNegativeAndNoSessionOfTheFuture(long seed) {
        Random random = new Random(seed);
        OffsetDateTime now = OffsetDateTime.parse("2026-11-22T10:00:00Z");
        for (int i = 0; i < 60; i++) {
            Call call = ALICE.control(1000 + 2 * i)
                    .pppd(random.nextInt(4) == 0 ? 77 : 1001 + 2 * i)
                    .on("ppp" + random.nextInt(3));
            now = step(now, random);
            read(call.starts(now.toString()));
            now = step(now, random);
            read(call.comesUp(now.toString()));
            now = step(now, random);
            Snapshot told = random.nextInt(3) == 0
                    ? read(call.exits(now.toString()))
                    : random.nextBoolean() ? read(call.ends(now.toString(), "1.0", 1, 2)) : read("");
            assertOrdered(told);
        }
    }

    private static void assertOrdered(Snapshot told) {
        for (Session session : told.sessions()) {
            Long seconds = session.connectSeconds();
            OffsetDateTime end = session.ended() == null ? told.asOf() : session.ended();
            OffsetDateTime latest = session.ended() == null ? end : end.plusDays(1);
            assertThat(session.started()).as(session.toString()).isBeforeOrEqualTo(latest);
            if (session.up() != null) {
                assertThat(session.up()).as(session.toString()).isBeforeOrEqualTo(latest);
            }
            assertThat(seconds == null || (seconds >= 0 && seconds < 86_400 * 366))
                    .as("seconds of %s", session)
                    .isTrue();
        }
    }

    /** Some seconds pass, and sometimes the clock is set. */
    private static OffsetDateTime step(OffsetDateTime now, Random random) {
        OffsetDateTime later = now.plusSeconds(random.nextInt(100));
        return switch (random.nextInt(12)) {
            case 0 -> later.minus(Duration.ofHours(2));
            case 1 -> OffsetDateTime.parse("1970-01-01T00:00:12Z");
            case 2 -> OffsetDateTime.parse("2026-11-22T10:00:00Z").plusHours(random.nextInt(48));
            case 3 -> OffsetDateTime.parse("2038-01-19T03:14:07Z");
            default -> later;
        };
    }
}
