package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # stamp                                | moment
                    2026-11-22T13:56:34Z                   | 2026-11-22T13:56:34Z
                    2026-11-22T13:56:34+00:00              | 2026-11-22T13:56:34Z
                    2026-11-22T13:56:34+05:45              | 2026-11-22T13:56:34+05:45
                    2026-11-22T13:56:34-03:30              | 2026-11-22T13:56:34-03:30
                    2026-11-22T13:56:34+0100               | 2026-11-22T13:56:34+01:00
                    2026-11-22T13:56:34-0330               | 2026-11-22T13:56:34-03:30
                    2026-11-22T13:56:34+14:00              | 2026-11-22T13:56:34+14:00
                    2026-11-22T13:56:34.1+00:00            | 2026-11-22T13:56:34.1Z
                    2026-11-22T13:56:34.12+00:00           | 2026-11-22T13:56:34.12Z
                    2026-11-22T13:56:34.123+00:00          | 2026-11-22T13:56:34.123Z
                    2026-11-22T13:56:34.123456+00:00       | 2026-11-22T13:56:34.123456Z
                    2026-11-22T13:56:34.123456789+00:00    | 2026-11-22T13:56:34.123456789Z
                    2026-11-22T13:56:34.123456789999+00:00 | 2026-11-22T13:56:34.123456789Z
                    2026-11-22T13:56:34.000000001Z         | 2026-11-22T13:56:34.000000001Z
                    2026-11-22T13:56:34,5Z                 | 2026-11-22T13:56:34.5Z
                    2026-11-22T13:56:34.Z                  | 2026-11-22T13:56:34Z
                    2024-02-29T00:00:00Z                   | 2024-02-29T00:00:00Z
                    2016-12-31T23:59:60Z                   | 2016-12-31T23:59:59Z
                    Sun Nov 22 13:56:34 2026               | 2026-11-22T13:56:34Z
                    Thu Feb 29 00:00:00 2024               | 2024-02-29T00:00:00Z
                    Mon Nov  2 03:04:05 2026               | 2026-11-02T03:04:05Z
                    """)
    void readsWholeStamps(String stamp, OffsetDateTime moment) {
        assertThat(new Clockwork(ZoneOffset.UTC).read(stamp)).isEqualTo(moment);
    }

    /** Year and zone of the host that reads must not matter: the limit and the zone are given. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # modified            | stamp           | moment
                    2026-11-22T14:00:00Z  | Nov 22 13:56:34 | 2026-11-22T13:56:34Z
                    2026-11-22T14:00:00Z  | Nov 2 13:56:34  | 2026-11-02T13:56:34Z
                    2026-11-22T14:00:00Z  | Jan  1 00:00:00 | 2026-01-01T00:00:00Z
                    # modified in January, holding December
                    2027-01-02T00:10:00Z  | Dec 31 23:59:59 | 2026-12-31T23:59:59Z
                    2027-01-02T00:10:00Z  | Jan  1 00:00:01 | 2027-01-01T00:00:01Z
                    2027-01-02T00:10:00Z  | Jan  4 00:00:01 | 2026-01-04T00:00:01Z
                    # a few hours after the modification, as clocks are set and files copied; then a year before
                    2026-11-22T14:00:00Z  | Nov 22 20:00:00 | 2026-11-22T20:00:00Z
                    2026-11-22T14:00:00Z  | Nov 23 13:59:59 | 2026-11-23T13:59:59Z
                    2026-11-22T14:00:00Z  | Nov 23 14:00:01 | 2025-11-23T14:00:01Z
                    2026-12-31T22:00:00Z  | Jan  1 03:00:00 | 2027-01-01T03:00:00Z
                    # 29 February
                    2024-03-05T00:00:00Z  | Feb 29 12:00:00 | 2024-02-29T12:00:00Z
                    2026-11-22T14:00:00Z  | Feb 29 12:00:00 | 2024-02-29T12:00:00Z
                    2027-01-02T00:10:00Z  | Feb 29 12:00:00 | 2024-02-29T12:00:00Z
                    2103-06-01T00:00:00Z  | Feb 29 12:00:00 | 2096-02-29T12:00:00Z
                    1970-01-01T00:00:00Z  | Nov 22 13:56:34 | 1969-11-22T13:56:34Z
                    """)
    void infersTheYearFromTheModificationTime(Instant modified, String stamp, OffsetDateTime moment) {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);
        clock.modified(modified);

        assertThat(clock.read(stamp)).isEqualTo(moment);
    }

    @Test
    void theYearTurnsInsideAFile() {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);
        clock.modified(Instant.parse("2027-01-01T08:00:00Z"));

        assertThat(clock.readAll("Dec 31 23:59:58", "Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  1 07:00:00"))
                .containsExactly(
                        "2026-12-31T23:59:58Z", "2026-12-31T23:59:59Z", "2027-01-01T00:00Z", "2027-01-01T07:00Z");
    }

    /** Lines from before move neither themselves nor those that follow to another year; one parser went up to 2246. */
    @Test
    void strayOlderLinesChangeNothing() {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);
        clock.modified(Instant.parse("2026-11-22T14:00:00Z"));

        assertThat(clock.readAll("Nov 22 13:00:00", "Mar  1 00:00:00", "Nov 22 13:00:01", "Nov 21 00:00:00"))
                .containsExactly("2026-11-22T13:00Z", "2026-03-01T00:00Z", "2026-11-22T13:00:01Z", "2026-11-21T00:00Z");
    }

    @Test
    void theSameStampMayMeanAnotherYearInAnotherFile() {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);

        clock.modified(Instant.parse("2025-12-01T00:00:00Z"));
        assertThat(clock.read("Nov 22 13:56:34")).hasToString("2025-11-22T13:56:34Z");
        clock.modified(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(clock.read("Nov 22 13:56:34")).hasToString("2026-11-22T13:56:34Z");
    }

    /** Berlin, 25 October 2026: at 03:00 CEST it is 02:00 CET. */
    @Test
    void anHourComesTwiceInOrder() {
        Clockwork clock = new Clockwork(BERLIN);
        clock.modified(Instant.parse("2026-10-25T08:00:00Z"));

        assertThat(clock.readAll(
                        "Oct 25 01:59:59",
                        "Oct 25 02:00:00",
                        "Oct 25 02:59:59",
                        "Oct 25 02:00:00",
                        "Oct 25 02:00:01",
                        "Oct 25 02:30:00",
                        "Oct 25 02:59:59",
                        "Oct 25 03:00:00"))
                .containsExactly(
                        "2026-10-25T01:59:59+02:00",
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:59:59+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:00:01+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T02:59:59+01:00",
                        "2026-10-25T03:00+01:00");
    }

    /** Lines of two processes a second out of order are no second pass. */
    @Test
    void aLittleDisorderIsNoSecondPass() {
        Clockwork clock = new Clockwork(BERLIN);
        clock.modified(Instant.parse("2026-10-25T08:00:00Z"));

        assertThat(clock.readAll("Oct 25 02:10:01", "Oct 25 02:10:00", "Oct 25 02:10:02"))
                .containsExactly("2026-10-25T02:10:01+02:00", "2026-10-25T02:10+02:00", "2026-10-25T02:10:02+02:00");
    }

    /** Berlin, 29 March 2026: after 01:59:59 CET comes 03:00 CEST; who writes 02:30 has not put the clock forward. */
    @Test
    void anHourIsSkipped() {
        Clockwork clock = new Clockwork(BERLIN);
        clock.modified(Instant.parse("2026-03-29T08:00:00Z"));

        assertThat(clock.readAll("Mar 29 01:59:59", "Mar 29 02:30:00", "Mar 29 03:00:00"))
                .containsExactly("2026-03-29T01:59:59+01:00", "2026-03-29T02:30+01:00", "2026-03-29T03:00+02:00");
    }

    /** A stamp that tells its offset is taken at its word, whatever the zone does. */
    @Test
    void ownOffsetsWin() {
        assertThat(new Clockwork(BERLIN).readAll("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 22 25:00:00",
                "Nov 22 24:00:00",
                "Nov 22 13:60:00",
                "Nov 22 13:00:61",
                "Nov 22 13:00:99",
                "Nov 31 13:00:00",
                "Feb 30 13:00:00",
                "Nov 99 13:00:00",
                "Nov 00 13:00:00",
                "2026-11-22T25:00:00Z",
                "2026-02-30T13:00:00Z",
                "2026-02-29T13:00:00Z",
                "2026-13-01T13:00:00Z",
                "2026-00-01T13:00:00Z",
                "2026-11-00T13:00:00Z",
                "2026-11-22T13:60:00Z",
                "2026-11-22T13:00:61Z",
                "2026-11-22T13:00:00+19:00",
                "2026-11-22T13:00:00+01:60",
                "2026-11-22T13:00:00+1:00",
                "2026-11-22T13:00:00*01:00",
                "2026-11-22T13:00:00ZZ",
                "2026-11-22T13:00:00.5x",
                "2x26-11-22T13:00:00Z",
                "Sun Feb 29 13:56:34 2026",
                "Sun Nov 22 24:56:34 2026"
            })
    void impossibleMomentsAreNone(String stamp) {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);
        clock.modified(Instant.parse("2026-11-23T00:00:00Z"));

        assertThat(clock.read(stamp)).isNull();
    }

    @Test
    void anImpossibleMomentDoesNotStandForTheNext() {
        Clockwork clock = new Clockwork(ZoneOffset.UTC);
        clock.modified(Instant.parse("2026-11-23T00:00:00Z"));

        clock.read("Nov 22 13:00:00");
        assertThat(clock.read("Nov 22 25:00:00")).isNull();
        assertThat(clock.read("Nov 22 25:00:00")).isNull();
        assertThat(clock.read("Nov 22 13:00:00")).hasToString("2026-11-22T13:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1795354171123456      | 2026-11-22T13:29:31.123456Z
                    1795354171000000      | 2026-11-22T13:29:31Z
                    0                     | 1970-01-01T00:00:00Z
                    1                     | 1970-01-01T00:00:00.000001Z
                    253402300799999999    | 9999-12-31T23:59:59.999999Z
                    """)
    void readsMicrosecondsOfTheJournal(String micros, Instant moment) {
        assertThat(microseconds(micros)).isNotNull().isEqualTo(moment.atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "253402300800000000", "99999999999999999999", "1795354171123456 "})
    void takesNothingElseForMicroseconds(String micros) {
        assertThat(microseconds(micros)).isNull();
    }

    /** A file's modification time can be anything that fits its file system. */
    @ParameterizedTest
    @ValueSource(
            strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59Z"})
    void anyModificationTimeWillDo(String modified) {
        Clockwork clock = new Clockwork(BERLIN);
        clock.modified(Instant.parse(modified));

        clock.read("Nov 22 13:00:00");
        assertThat(clock.read("2026-11-22T13:00:00Z")).hasToString("2026-11-22T13:00Z");
    }

    private static @Nullable OffsetDateTime microseconds(String micros) {
        byte[] b = ("{\"__REALTIME_TIMESTAMP\":\"" + micros + "\"}").getBytes(StandardCharsets.UTF_8);
        SyslogLine line = new SyslogLine();
        assertThat(new JournalLine().read(b, 0, b.length, line)).isTrue();
        return new StampReader(ZoneOffset.UTC).read(line);
    }

    /** Stamps that are only noted tell those behind them as much as if they had been read. */
    @Test
    void whatIsNotedCountsAsRead() {
        Random random = new Random(20261127);
        for (int run = 0; run < 300; run++) {
            Clockwork noting = new Clockwork(BERLIN);
            Clockwork reading = new Clockwork(BERLIN);
            noting.modified(Instant.parse("2026-10-25T12:00:00Z"));
            reading.modified(Instant.parse("2026-10-25T12:00:00Z"));
            // The night in which summer time ends; its hour from 2 to 3 o'clock comes twice.
            int second = 7000 + random.nextInt(200);
            for (int i = 0; i < 100; i++) {
                second += random.nextInt(8) == 0 ? random.nextInt(150) - 75 : random.nextInt(20);
                second -= random.nextInt(60) == 0 && second > 7200 ? 3600 : 0;
                String stamp = "Oct 25 %02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
                OffsetDateTime moment = reading.read(stamp);
                if (random.nextInt(3) == 0) {
                    assertThat(noting.read(stamp)).as("run %d, %s", run, stamp).isEqualTo(moment);
                }
                noting.note(stamp);
                if (random.nextInt(20) == 0) {
                    assertThat(noting.stamps.latest())
                            .as("run %d, %s", run, stamp)
                            .isEqualTo(moment);
                }
            }
        }
    }

    /** Most stamps differ from the one before in their seconds alone, and are read by that one; the moments are known. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasReadBeforeChangesNothing(long seed) {
        Random random = new Random(seed);
        LocalDateTime limit = LocalDateTime.parse("2027-01-01T00:00:20").plusSeconds(random.nextInt(40));
        Clockwork clock = new Clockwork(BERLIN);
        clock.modified(limit.minusDays(1).atZone(BERLIN).toInstant());
        List<LocalDateTime> begins = List.of(
                limit.minusSeconds(60),
                LocalDateTime.parse("2026-12-31T23:59:00"),
                LocalDateTime.parse("2026-03-29T01:58:30"),
                LocalDateTime.parse("2026-10-25T03:01:00"),
                LocalDateTime.parse("2026-02-28T23:59:10"));
        for (int i = 0; i < 400; i++) {
            LocalDateTime local = begins.get(random.nextInt(begins.size()));
            boolean iso = random.nextBoolean();
            int digits = random.nextInt(8);
            ZoneOffset offset = ZoneOffset.ofHours(random.nextInt(3));
            for (int line = 0; line < 30; line++) {
                local = local.plusSeconds(random.nextInt(9) - 1L);
                if (iso) {
                    int nanos = random.nextInt(1_000_000_000);
                    String fraction =
                            digits == 0 ? "" : String.format(".%09d", nanos).substring(0, digits + 1);
                    String stamp = local.format(SECONDS) + fraction + offset;
                    OffsetDateTime moment = OffsetDateTime.parse(stamp);
                    assertThat(clock.read(stamp)).as(stamp).isEqualTo(moment);
                } else {
                    LocalDateTime meant = local.isAfter(limit) ? local.minusYears(1) : local;
                    String stamp = local.format(BSD);
                    assertThat(clock.read(stamp)).as(stamp + " of " + limit).isEqualTo(inBerlin(meant));
                }
            }
        }
    }

    /** In the hour that is skipped the clock had not been put forward. */
    private static OffsetDateTime inBerlin(LocalDateTime local) {
        boolean skipped = BERLIN.getRules().getValidOffsets(local).isEmpty();
        return skipped
                ? local.atOffset(ZoneOffset.ofHours(1))
                : local.atZone(BERLIN).toOffsetDateTime();
    }

    /** A file's stamps, one after the other. */
    private static final class Clockwork {
        private final SyslogHeader header = new SyslogHeader();
        private final SyslogLine line = new SyslogLine();
        private final StampReader stamps;

        Clockwork(ZoneId zone) {
            stamps = new StampReader(zone);
        }

        void modified(Instant modified) {
            stamps.modified(modified);
        }

        @Nullable OffsetDateTime read(String stamp) {
            return read(stamp, stamps::read);
        }

        private @Nullable OffsetDateTime read(String stamp, Function<SyslogLine, @Nullable OffsetDateTime> reader) {
            byte[] b = (stamp + " vpn1 pppd[1]: Exit.").getBytes(StandardCharsets.UTF_8);
            return header.read(b, 0, b.length, line) ? reader.apply(line) : null;
        }

        void note(String stamp) {
            read(stamp, noted -> {
                stamps.note(noted);
                return null;
            });
        }

        List<String> readAll(String... all) {
            List<String> read = new ArrayList<>();
            for (String stamp : all) {
                read.add(String.valueOf(read(stamp)));
            }
            return read;
        }
    }
}
