package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {

    @ParameterizedTest
    @CsvSource({"OK, 0", "WARNING, 1", "CRITICAL, 2", "UNKNOWN, 3"})
    void exitsWithTheNumberOfTheGuideline(Status status, int code) {
        assertThat(status.exitCode()).isEqualTo(code);
    }

    @Test
    void ranksCriticalThenWarningThenUnknownThenOk() {
        assertThat(Status.worst(List.of(Status.UNKNOWN, Status.CRITICAL, Status.WARNING, Status.OK)))
                .isEqualTo(Status.CRITICAL);
        assertThat(Status.worst(List.of(Status.OK, Status.UNKNOWN, Status.WARNING)))
                .isEqualTo(Status.WARNING);
        assertThat(Status.worst(List.of(Status.OK, Status.UNKNOWN))).isEqualTo(Status.UNKNOWN);
        assertThat(Status.worst(List.of(Status.OK, Status.OK))).isEqualTo(Status.OK);
    }

    @Test
    void callsNothingMeasuredUnknown() {
        assertThat(Status.worst(List.of())).isEqualTo(Status.UNKNOWN);
    }
}
