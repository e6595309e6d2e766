package io.pptpdmonitor.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent.HookTold;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookMessagesTest {

    private static final String TOLD = "event=up ip=4 pid=828 interface=ppp0 user=alice format=1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event=up ip=4 pid=828 interface=ppp0 user=ali", // cut off
                "event=up ip=4 pid=828 interface=ppp0 user=alice format=2",
                "event=up ip=4 pid=828 interface=ppp0 user=alice  format=1",
                "event=up ip=4 pid=828 interface=ppp0 user=alice format=1 ",
                "event=up ip=4 pid=828 interface=ppp0 user=alice user=bob format=1",
                "event=up ip=4 pid=828 interface=ppp0 user= format=1",
                "event=up ip=4 pid=828 interface=ppp0 =alice format=1",
                "event=up ip=4 pid=828 interface=ppp0 alice format=1",
                "event=up ip=4 pid=828 interface=ppp0 user=a%2 format=1",
                "event=up ip=4 pid=828 interface=ppp0 user=a%zz format=1",
                "event=up ip=4 pid=828 interface=ppp0 user=a%c3%bc format=1", // the hook writes upper case
                "event=up ip=4 pid=828 interface=ppp0 user=a%00b format=1",
                "event=up ip=4 pid=828 interface=ppp0 user=jürgen format=1",
                "event=up ip=4 pid=828 user=alice format=1",
                "event=up ip=5 pid=828 interface=ppp0 user=alice format=1",
                "event=off ip=4 pid=828 interface=ppp0 user=alice format=1",
                "event=up ip=4 pid=0 interface=ppp0 user=alice format=1",
                "event=up ip=4 pid=99999999999 interface=ppp0 user=alice format=1",
                "event=up pid=828 ip=4 interface=ppp0 user=alice format=1",
            })
    void takesNothingButWhatTheHookWrites(String line) {
        assertThat(syslog(TOLD)).hasSize(1);
        assertThat(syslog(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a%20b, 'a b'", "100%25, 100%", "%C3%BC, ü", "%FF, \uFFFD", "%0A, '\n'", "a=b, a=b"})
    void decodesAName(String encoded, String name) {
        assertThat(hook(TOLD.replace("alice", encoded)).user()).isEqualTo(name);
    }

    @Test
    void leavesToALaterHookWhatItDoesNotKnow() {
        assertThat(hook(TOLD.replace(" format", " colour=blue format")).user()).isEqualTo("alice");
    }

    @Test
    void isVouchedForWhereTheJournalSawRootWriteIt() {
        assertThat(journal("0")).singleElement().isEqualTo(hook(TOLD).vouchedFor());
        assertThat(hook(TOLD).fromRoot()).isFalse();
        assertThat(journal("1000")).as("anybody may call logger").isEmpty();
    }

    private static HookTold hook(String message) {
        return (HookTold) syslog(message).get(0);
    }

    private static List<LogEvent> syslog(String message) {
        return events("Nov 22 13:00:00 vpn1 pptpd-monitor: " + message);
    }

    private static List<LogEvent> journal(String uid) {
        return events("{\"__REALTIME_TIMESTAMP\":\"1795356613000000\",\"_UID\":\"" + uid
                + "\",\"SYSLOG_IDENTIFIER\":\"pptpd-monitor\",\"_PID\":\"901\",\"MESSAGE\":\"" + TOLD + "\"}");
    }

    private static List<LogEvent> events(String text) {
        List<LogEvent> events = new ArrayList<>();
        byte[] line = text.getBytes(UTF_8);
        new LogParser(ZoneOffset.UTC).line(line, 0, line.length, told -> events.add(told.event()));
        return events;
    }
}
