package io.pptpdmonitor.log;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The programs whose lines are read; all others end at the tag. */
public enum Program {
    /** The manager, pptpctrl, and between fork and exec the child that becomes pppd (pptpd, pptpctrl.c). */
    PPTPD(true, "pptpd", "pptpctrl"),
    PPPD(true, "pppd"),
    /** The PPTP client; where accel-pptp serves (routers of ASUS, Padavan), pppd itself: its lines have pppd's shapes. */
    PPTP(false, "pptp"),
    XL2TPD(false, "xl2tpd"),
    PPPOE_SERVER(false, "pppoe-server"),
    KERNEL(false, "kernel"),
    /** Where it writes what it says by itself, the number of the error stands behind its name: 2177 is that of its rate limit. */
    RSYSLOGD(false, "rsyslogd", "rsyslogd-2177"),
    /** Of before systemd 228 the journal tells no tag, so that journalctl shows its short name, and rsyslog calls it journal. */
    JOURNALD(false, "systemd-journald", "systemd-journal", "journal"),
    /** Our own hook in /etc/ppp/ip-up.d and its like. */
    HOOK(false, "pptpd-monitor"),
    /** What the firmware of some routers (Padavan) has pppd run in that place. */
    FIRMWARE(false, "VPN server");

    private static final Program[] ALL = values();

    private final boolean relevant;

    @SuppressWarnings("ImmutableEnumChecker") // It is, as List.of makes it.
    private final List<String> tags;

    Program(boolean relevant, String... tags) {
        this.relevant = relevant;
        this.tags = List.of(tags);
    }

    /** Whether each of its lines should be understood; of the other programs only a few matter. */
    public boolean relevant() {
        return relevant;
    }

    /** Whether root alone writes its lines: where the source tells who wrote, those of others are forged. */
    boolean isOfRoot() {
        return relevant || this == PPTP || this == HOOK || this == FIRMWARE;
    }

    /** The first bytes of all their tags; where none of them stands, there is a tag of another program. */
    static Literal[] tagStarts() {
        Set<String> starts = new TreeSet<>();
        for (Program program : ALL) {
            program.tags.forEach(tag -> starts.add(start(tag)));
        }
        return starts.stream()
                .map(Bytes::ascii)
                .map(start -> new Literal(start, 0, start.length))
                .toArray(Literal[]::new);
    }

    private static String start(String tag) {
        return tag.substring(0, Math.min(tag.length(), Long.BYTES));
    }

    /** What it logs under. */
    List<String> tags() {
        return tags;
    }

    /** The program that logs under this tag, or null. Without an iterator for each, which was a quarter of what foreign lines allocate. */
    static @Nullable Program ofTag(byte[] line, int from, int to) {
        for (Program program : ALL) {
            List<String> tags = program.tags;
            for (int i = 0; i < tags.size(); i++) {
                if (Bytes.equal(line, from, to, tags.get(i))) {
                    return program;
                }
            }
        }
        return null;
    }
}
