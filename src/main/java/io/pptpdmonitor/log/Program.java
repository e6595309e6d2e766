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
    RSYSLOGD(false, "rsyslogd"),
    JOURNALD(false, "systemd-journald"),
    /** Our own hook in /etc/ppp/ip-up.d and its like. */
    HOOK(false, "pptpd-monitor"),
    /** What the firmware of some routers (Padavan) has pppd run in that place. */
    FIRMWARE(false, "VPN server");

    private static final Program[] ALL = values();

    private final boolean relevant;
    private final String tag;
    private final String otherTag;

    Program(boolean relevant, String tag) {
        this(relevant, tag, tag);
    }

    Program(boolean relevant, String tag, String otherTag) {
        this.relevant = relevant;
        this.tag = tag;
        this.otherTag = otherTag;
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
            starts.add(start(program.tag));
            starts.add(start(program.otherTag));
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
        return tag.equals(otherTag) ? List.of(tag) : List.of(tag, otherTag);
    }

    /** The program that logs under this tag, or null. */
    static @Nullable Program ofTag(byte[] line, int from, int to) {
        for (Program program : ALL) {
            if (Bytes.equal(line, from, to, program.tag) || Bytes.equal(line, from, to, program.otherTag)) {
                return program;
            }
        }
        return null;
    }
}
