package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A log that logrotate cut three times while sessions were up, in each of its styles. */
class RotatedTest {

    private static final Recording ROTATED = Recording.named("k");

    @TestFactory
    Stream<DynamicTest> readsTheRotatedPastAsIfNeverRotated() {
        return ROTATED.truth().rotations().entrySet().stream()
                .map(style -> dynamicTest(
                        style.getKey(),
                        () -> Agreement.assertSame(
                                style.getKey(),
                                ROTATED.shown("syslog.rfc3339"),
                                ROTATED.shownRotated(style.getValue()))));
    }

    @Test
    void readsTheLiveFileAloneUnlessAskedForThePast() {
        assertThat(ROTATED.shown("syslog").sessions())
                .as("873 ended before the last rotation, 981 after it")
                .extracting(Shown.Session::pid)
                .contains(981)
                .doesNotContain(873);
    }
}
