package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsTest {

    /** One month of one locale, as glibc names it. */
    record Name(String locale, Month month, String name) {}

    static Stream<Name> names() {
        List<Name> names = new ArrayList<>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] words = line.split(" ", -1);
            for (Month month : Month.values()) {
                names.add(new Name(words[0], month, words[month.getValue()]));
            }
        });
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsTheMonthsOfOtherLanguages(Name name) {
        String capital = name.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + name.name().substring(1);
        for (String spelt : List.of(name.name(), capital)) {
            OffsetDateTime read = read(spelt + " 22 13:29:31 vpn1 pppd[1952]: Exit.");

            assertThat(read)
                    .as(spelt)
                    .isEqualTo(OffsetDateTime.of(2026, name.month().getValue(), 22, 13, 29, 31, 0, ZoneOffset.UTC));
        }
    }

    @Test
    void thereAreMonthsOfTwentyLanguages() {
        assertThat(names().map(Name::locale).distinct()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Foo", "srpanj", ".", "", "1", "13月", "0월", "J", "Ja", "Janu", "\ufffd\ufffd"})
    void takesNoOtherWordForAMonth(String word) {
        assertThat(read(word + " 22 13:29:31 vpn1 pppd[1952]: Exit.")).isNull();
    }

    private static @Nullable OffsetDateTime read(String text) {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        SyslogLine line = new SyslogLine();
        StampReader stamps = new StampReader(ZoneOffset.UTC);
        stamps.modified(Instant.parse("2026-12-31T00:00:00Z"));
        return new SyslogHeader().read(b, 0, b.length, line) ? stamps.read(line) : null;
    }

    private static String text() {
        try (InputStream in = MonthsTest.class.getResourceAsStream("/messages/months.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
