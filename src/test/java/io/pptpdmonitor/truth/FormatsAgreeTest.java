package io.pptpdmonitor.truth;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One and the same recording, read in each format that lost nothing, gives the same sessions and failures. */
class FormatsAgreeTest {

    @TestFactory
    Stream<DynamicContainer> readsTheSameFromEveryFormatOf() {
        return Recording.all().stream()
                .filter(recording -> !recording.truth().clockStep())
                .filter(recording -> recording.losslessFormats().size() > 1)
                .map(recording -> dynamicContainer(recording.name(), formats(recording)));
    }

    private static Stream<DynamicTest> formats(Recording recording) {
        String first = recording.losslessFormats().contains("syslog.rfc3339")
                ? "syslog.rfc3339"
                : recording.losslessFormats().get(0);
        return recording.losslessFormats().stream()
                .filter(format -> !format.equals(first))
                .map(format -> dynamicTest(
                        format,
                        () -> Agreement.assertSame(
                                recording.name() + ", " + format, recording.shown(first), recording.shown(format))));
    }
}
