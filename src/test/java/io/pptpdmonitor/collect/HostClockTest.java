package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostClockTest {

    /** Around the latest moment that is possible, wherever in its day that is, and with stamps of several offsets. */
    @Test
    void aStampIsOfTheFutureWhereItIsAfterTheLatestThatIsPossible() {
        Random random = new Random(20261127);
        ZoneOffset[] offsets = {ZoneOffset.UTC, ZoneOffset.ofHours(2), ZoneOffset.ofHoursMinutes(-9, -30)};
        for (int day = 0; day < 300; day++) {
            OffsetDateTime latest = OffsetDateTime.parse("2026-11-22T00:00:00Z")
                    .plusNanos((long) (random.nextDouble() * 86_400e9))
                    .withOffsetSameInstant(offsets[random.nextInt(3)]);
            HostClock clock = new HostClock(() -> {}, told -> {});
            long future = 0;
            for (int i = 0; i < 60; i++) {
                ZoneOffset offset = offsets[random.nextInt(i % 20 == 0 ? 3 : 1)];
                OffsetDateTime stamp =
                        latest.plusSeconds(random.nextInt(2 * 86_400) - 86_400).withOffsetSameInstant(offset);
                future += stamp.isAfter(latest) ? 1 : 0;
                clock.next(new LogRecord(stamp, "vpn1", 7, new LogEvent.PppdExited(), "Exit.", 1), latest);
            }
            assertThat(clock.futureStamps()).as("latest %s", latest).isEqualTo(future);
        }
    }
}
