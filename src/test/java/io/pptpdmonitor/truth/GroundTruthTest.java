package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every log of every recording, with its wtmp, against what was measured outside the logs. */
class GroundTruthTest {

    @TestFactory
    Stream<DynamicContainer> tellsTheTruthOf() {
        return Recording.all().stream().map(recording -> dynamicContainer(recording.name(), formats(recording)));
    }

    private static Stream<DynamicTest> formats(Recording recording) {
        return recording.truth().formats().entrySet().stream()
                .map(format -> dynamicTest(
                        format.getKey(),
                        () -> assertThat(Comparison.misfits(
                                        recording.truth(), format.getValue(), recording.shown(format.getKey())))
                                .as(recording.name() + ", " + format.getKey())
                                .isEmpty()));
    }
}
