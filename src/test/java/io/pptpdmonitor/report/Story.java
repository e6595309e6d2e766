package io.pptpdmonitor.report;

import static io.pptpdmonitor.model.SessionSketch.session;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;

/** One server with everything a view has to tell apart; the golden files show it. */
final class Story {

    private Story() {}

    static Snapshot snapshot() {
        return new SnapshotSketch()
                .session(session(1)
                        .user(null)
                        .traffic(new Traffic(613_836_390, 99_404_186, false))
                        .connectSeconds(9_000)
                        .at(null, "192.168.0.10", "ppp0")
                        .ended(State.CLOSED, EndCause.USER_REQUEST, "Exit."))
                .session(session(2)
                        .user("alice")
                        .traffic(new Traffic(3_000, 2_000, true))
                        .ended(State.CLOSED, EndCause.LOST_CARRIER, "No response to 4 echo-requests"))
                .session(session(3)
                        .user("alice")
                        .traffic(new Traffic(112_931_635, 22_020_096, true))
                        .connectSeconds(15_171)
                        .live(new LiveCounters(17, 90_112, 40_960, new Losses(5, 31, 18, 2)))
                        .at("203.0.113.7", "192.168.0.11", "ppp0"))
                .session(session(4).user("alice").bare().startedBeforeTheLog())
                .session(session(5)
                        .user(null)
                        .traffic(null)
                        .at("203.0.113.8", "192.168.0.12", "ppp1")
                        .connectSeconds(187_971))
                .session(
                        session(6).user("None").traffic(new Traffic(0, 0, true)).at("203.0.113.9", null, "ppp2"))
                .session(session(7).user("bo\u001b[2Jb\u202e").traffic(null).ended(State.LOST, EndCause.LOST, "gone"))
                .session(session(8)
                        .user("\u5f20\u4f1f")
                        .at("2001:db8:85a3:8d3:1319:8a2e:370:7348", "192.168.100.100", "ppp3"))
                .session(session(9).failed(EndCause.AUTH_FAILED, "Peer =mallory failed CHAP authentication"))
                .session(session(10).starting())
                .failure("=mallory|x", "198.51.100.9", AuthMethod.MSCHAPV2)
                .failure(null, null, null)
                .failure("None", "198.51.100.9", AuthMethod.PAP)
                .blind("no process of the log was found")
                .lostLines(3)
                .build();
    }
}
