package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.model.Server.Totals;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * A line that is late shows that a session which seems to have failed did not. The total that was told of those does not
 * fall: whoever draws a counter takes that for a new beginning (RFC 2578, 7.1.6).
 */
class RevisedFailureTest {

    private static final Call CAROL = BOB.pppd(880);

    private final LogParser parser = new LogParser(ZoneOffset.UTC);
    private SessionTable table = new SessionTable();
    private OffsetDateTime last = OffsetDateTime.MIN;

    private Snapshot reads(String lines) {
        lines.lines().forEach(line -> {
            String stamped = Told.DAY + line.replaceFirst(" ", "Z vpn1 ");
            byte[] bytes = stamped.getBytes(StandardCharsets.UTF_8);
            parser.line(bytes, 0, bytes.length, record -> {
                last = record.time();
                table.apply(record);
            });
        });
        return Truths.snapshot(table, last);
    }

    private static String fails(Call call, String time) {
        return call.pppdStarts(time)
                + call.pppd(time, "LCP: timeout sending Config-Requests")
                + call.pppd(time, "Connection terminated.")
                + call.exits(time);
    }

    @Test
    void takesNoFailureBackThatWasCounted() throws DamagedStateException {
        // Another pppd has its interface: it is gone, as far as is known.
        Snapshot taken = reads(
                ALICE.pppdStarts("13:00:00") + BOB.on(ALICE.interfaceName()).pppdStarts("13:01:00"));
        assertThat(taken.server().totals())
                .returns(1L, Totals::negotiationFailures)
                .returns(0L, Totals::sessions);

        Snapshot revised = reads(ALICE.addresses("13:01:01"));
        assertThat(revised.sessions()).noneMatch(session -> session.state() == State.FAILED);
        assertThat(revised.server().totals())
                .returns(1L, Totals::negotiationFailures)
                .returns(1L, Totals::sessions);

        restarts();
        assertThat(reads(fails(CAROL, "13:02:00")).server().totals().negotiationFailures())
                .as("the one that failed instead")
                .isEqualTo(1);
        assertThat(reads(fails(CAROL, "13:03:00")).server().totals().negotiationFailures())
                .isEqualTo(2);
    }

    private void restarts() throws DamagedStateException {
        StateOutput out = new StateOutput();
        table.save(out);
        table = new SessionTable();
        table.restore(new StateInput(out.toByteArray()));
    }
}
