package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.PppdNotation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log that no server writes: calls of a server by the grammar of pptpd's, pppd's, xl2tpd's, pppoe-server's and our
 * hook's lines, with lines lost, twice, merged, late and out of order, processes killed, pids and interfaces that come
 * again, hostile names, damaged bytes and a clock that may be set.
 */
final class Noise {

    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final List<String> NAMES = List.of(
            "alice",
            "bob",
            "carol",
            "dave",
            "erin 10.99.0.9",
            "EXAMPLE\\frank",
            "j\u00fcrgen",
            "a|b",
            "q\"uote",
            "M-C",
            "<x>",
            "%s",
            "Exit.",
            "eve failed CHAP authentication");
    /** Named by stray lines. */
    private static final String STRANGER = "mallory";
    /** What a refusal calls M-C: pppd writes it as it writes the octet 0xC3, which is no UTF-8. */
    private static final String LOST = "\ufffd";

    /** All that whole lines may call a user. */
    static final Set<String> TOLD =
            Stream.concat(NAMES.stream(), Stream.of(STRANGER, LOST)).collect(Collectors.toUnmodifiableSet());

    private static final List<String> STRAY = List.of(
            "GRE: accepting packet #7",
            "sent [LCP EchoReq id=0x1 magic=0x8d21c5a9]",
            "rcvd [LCP TermReq id=0x2 \"User request\"]",
            "rcvd [CHAP Response id=0x1 <00>, name = \"mallory\"]",
            "Exit.",
            "Connection terminated.",
            "Modem hangup",
            "Terminating on signal 15",
            "MGR: Manager process started",
            "MGR: Maximum of 100 connections available",
            "MGR: dropped small initial connection",
            "MGR: No free connection slots or IPs - no more clients can connect!",
            "Using interface ppp1",
            "Connect: ppp2 <--> pptp (10.99.0.11)",
            "local  IP address 192.168.0.1",
            "remote IP address 192.168.0.240",
            "Connect time 99.9 minutes.",
            "Sent 4294967295 bytes, received 1 bytes.",
            "CHAP authentication succeeded",
            "Plugin rp-pppoe.so loaded.",
            "Peer mallory failed CHAP authentication",
            "CTRL: Reaping child PPP[0]",
            "never heard of");

    /**
     * Of one program, in octets.
     *
     * @param pid 0 where its tag has none
     */
    private record Line(String host, String tag, int pid, String message) {

        /** {@code pppd[7]: text} */
        static Line of(String host, String line) {
            int open = line.indexOf('[');
            int close = line.indexOf("]: ");
            int pid = Integer.parseInt(line.substring(open + 1, close));
            return new Line(host, line.substring(0, open), pid, line.substring(close + 3));
        }

        Line saying(String other) {
            return new Line(host, tag, pid, other);
        }
    }

    /** Its lines, and the pids that nobody else has meanwhile. */
    private record Running(Iterator<Line> lines, int control, int pppd) {}

    private final Random random;
    private final boolean clockSet;
    private final List<Running> calls = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Map<Integer, String> hosts = new HashMap<>();
    private final List<String> late = new ArrayList<>();
    private OffsetDateTime now = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private int form;
    private int nextPid = 300;
    private @Nullable Line last;
    private boolean whole;

    /** @param clockSet whether the host's clock is set now and then */
    Noise(long seed, boolean clockSet) {
        random = new Random(seed);
        this.clockSet = clockSet;
    }

    /** The next line, without its newline. */
    byte[] line() {
        tick();
        String line = text();
        if (late.size() > 20 || (!late.isEmpty() && random.nextInt(10) == 0)) {
            late.add(line);
            line = late.remove(0);
        }
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        whole = random.nextInt(100) >= 3;
        return whole ? bytes : damaged(bytes);
    }

    /** Whether the last line is as a program wrote it. */
    boolean isWhole() {
        return whole;
    }

    private void tick() {
        if (random.nextInt(20) == 0) {
            now = now.plusSeconds(1 + random.nextInt(3));
        }
        if (random.nextInt(4_000) == 0) {
            now = now.plusHours(random.nextInt(100));
        }
        if (clockSet && random.nextInt(4_000) == 0) {
            now = random.nextBoolean()
                    ? now.plusHours(random.nextInt(10) - 5)
                    : now.plusDays(random.nextInt(800) - 400);
        }
        if (random.nextInt(5_000) == 0) {
            form = random.nextInt(6);
        }
    }

    private String text() {
        int what = random.nextInt(100);
        if (what < 2 || calls.isEmpty()) {
            calls.add(call());
        }
        if (what < 12) {
            String stray = STRAY.get(random.nextInt(STRAY.size()));
            boolean ofPptpd = stray.startsWith("MGR") || stray.startsWith("CTRL") || stray.startsWith("GRE");
            return framed(ofPptpd ? "pptpd" : "pppd", 300 + random.nextInt(300), stray);
        }
        if (what < 14) {
            return clockSet && random.nextInt(500) == 0
                    ? framed("kernel", 0, "Linux version 6.1.176")
                    : framed("cron", 7, "(root) CMD (true)");
        }
        if (what < 16 && last != null) {
            return again(last);
        }
        int at = random.nextInt(calls.size());
        Iterator<Line> call = calls.get(at).lines();
        if (!call.hasNext() || random.nextInt(500) == 0) {
            Running gone = calls.remove(at);
            taken.remove(gone.control());
            taken.remove(gone.pppd());
            return framed("cron", 7, "(root) CMD (false)");
        }
        Line line = call.next();
        if (random.nextInt(50) == 0 && call.hasNext()) {
            line = call.next();
        } else if (random.nextInt(50) == 0) {
            late.add(framed(line));
        }
        return framed(line);
    }

    /** Equal lines are merged: rsyslog wraps the line, sysklogd tells of the one before. */
    private String again(Line before) {
        int times = 1 + random.nextInt(3);
        if (form != 0 && form != 5) {
            return framed(before.saying("message repeated " + times + " times: [ " + before.message() + "]"));
        }
        return stamp() + " " + before.host() + " last message repeated " + times + " times";
    }

    /** All that is written of one call. */
    private Running call() {
        int control = pid();
        int pppd = pid();
        int unit = random.nextInt(12);
        String host = random.nextInt(5) == 0 ? "vpn2" : "vpn1";
        hosts.put(control, host);
        hosts.put(pppd, host);
        String client = "10.99.0." + random.nextInt(30);
        byte[] name = NAMES.get(random.nextInt(NAMES.size())).getBytes(StandardCharsets.UTF_8);
        Call call = new Call(control, pppd, "ppp" + unit, client, "192.168.0." + (100 + unit));
        long sent = random.nextInt(1 << 30);
        long received = random.nextInt() & 0xffff_ffffL;
        String lines = begins(call);
        if (random.nextInt(3) == 0) {
            lines += refused(call, name) + call.reaped("") + call.exits("") + call.finishes("");
        } else {
            String minutes = random.nextInt(900) + "." + random.nextInt(10);
            String octets =
                    " sent=" + sent + " received=" + received + " tx=" + (sent + 136) + " rx=" + (received + 142);
            lines += comesUp(call, name)
                    + (random.nextInt(3) == 0 ? hook(call, "down", name, " seconds=60" + octets) : "")
                    + call.ends("", minutes, sent, received)
                    + (random.nextInt(9) == 0 ? call.pppd("", "Accounting STOP failed for " + latin(name)) : "");
        }
        return new Running(
                lines.lines().map(line -> Line.of(host, line.strip())).iterator(), control, pppd);
    }

    /** A call of pptpd's, in a bundle or by itself, or one that another daemon took. */
    private String begins(Call call) {
        String bare = call.pppd("", "pppd 2.4.9 started by root, uid 0")
                + call.pppd("", "Using interface " + call.interfaceName())
                + call.pppd("", "Connect: " + call.interfaceName() + " <--> ");
        return switch (random.nextInt(10)) {
            case 0 ->
                " xl2tpd[820]: Call established with " + call.client() + ", PID: " + call.pppd()
                        + ", Local: 19916, Remote: 42180, Serial: 1\n" + bare;
            case 1 ->
                " pppoe-server[" + call.pppd() + "]: Session 1 created for client aa:6b:df:dd:fa:66 (" + call.assigned()
                        + ") on s2 using Service-Name ''\n" + bare;
            case 2 ->
                call.connects("")
                        + call.starting("")
                        + call.pppd("", "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.")
                        + call.pppd("", "pppd 2.4.9 started by root, uid 0")
                        + call.pppd("", "Starting negotiation on /dev/pts/1")
                        + call.authorized("")
                        + call.pppd("", "Using interface " + call.interfaceName())
                        + (random.nextBoolean()
                                ? call.pppd("", "New bundle " + call.interfaceName() + " created")
                                : call.pppd("", "Link attached to ppp" + random.nextInt(12)));
            case 3, 4, 5, 6 -> call.starts("");
            default -> call.startsWithDebug("");
        };
    }

    /** By IPv4 and IPv6, or by one of them; named by any of those that name somebody, or by nobody. */
    private String comesUp(Call call, byte[] name) {
        String quoted = latin(PppdNotation.quoted(PppdNotation.visible(name)));
        String named = switch (random.nextInt(8)) {
            case 0 ->
                call.pppd("", "rcvd [CHAP Response id=0x1 <00>, name = \"" + latin(PppdNotation.packet(name)) + "\"]");
            case 1 -> call.pppd("", "Peer " + quoted + " authenticated with CHAP");
            case 2 -> call.pppd("", "PAP peer authentication succeeded for " + quoted);
            case 3 -> call.pppd("", "Accounting START failed for " + latin(name));
            default -> "";
        };
        boolean ipv6Alone = random.nextInt(10) == 0;
        String up = ipv6Alone
                ? call.authorized("")
                        + call.pppd("", "local  LL address fe80::91a6:8e8d:193a:8def")
                        + call.pppd("", "remote LL address fe80::24d3:1ef1:cd02:aea8")
                : random.nextInt(4) == 0 ? call.authorized("") + call.addresses("") : call.comesUp("");
        return named
                + up
                + (random.nextInt(3) == 0 ? call.named("", latin(PppdNotation.visible(name))) : "")
                + (random.nextInt(3) == 0 ? hook(call, "up", name, "") : "")
                + (random.nextInt(9) == 0 ? call.pppd("", "Interim accounting failed for " + latin(name)) : "");
    }

    private String refused(Call call, byte[] name) {
        String quoted = latin(PppdNotation.quoted(PppdNotation.visible(name)));
        return switch (random.nextInt(3)) {
            case 0 -> call.pppd("", "PAP peer authentication failed for " + quoted);
            case 1 -> call.pppd("", "no PAP secret found for " + latin(PppdNotation.visible(name)));
            default -> call.fails("", quoted);
        };
    }

    /** As etc/ppp/ip-up.d/pptpd-monitor writes it. */
    private static String hook(Call call, String event, byte[] name, String more) {
        StringBuilder user = new StringBuilder();
        for (byte octet : name) {
            boolean plain = "._:@/+-".indexOf(octet) >= 0 || Character.isLetterOrDigit(octet);
            user.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xff));
        }
        return " pptpd-monitor[0]: event=" + event + " ip=4 pid=" + call.pppd() + " interface=" + call.interfaceName()
                + " client=" + call.client() + " server=192.168.0.1 assigned=" + call.assigned() + more + " user="
                + user
                + " format=1\n";
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private int pid() {
        do {
            nextPid = nextPid > 900 ? 300 : nextPid + 1 + random.nextInt(3);
        } while (!taken.add(nextPid));
        return nextPid;
    }

    private String framed(String tag, int pid, String message) {
        return framed(new Line(hosts.getOrDefault(pid, "vpn1"), tag, pid, message));
    }

    private String framed(Line line) {
        last = line;
        String pid = line.pid() == 0 ? "" : "[" + line.pid() + "]";
        String tagged = line.tag() + pid + ": " + line.message();
        return switch (form) {
            case 1 -> stamp() + " " + tagged;
            case 2 -> stamp() + " " + line.host() + " daemon.info " + tagged;
            case 3 -> stamp() + " daemon.info " + tagged;
            case 4 ->
                stamp() + " " + line.host() + " " + line.tag() + " " + (line.pid() == 0 ? "-" : line.pid()) + " - - "
                        + line.message();
            default -> stamp() + " " + line.host() + " " + tagged;
        };
    }

    private String stamp() {
        return switch (form) {
            case 3 -> CTIME.format(now);
            case 4 -> "<29>1 " + now;
            case 5 -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now);
            default -> BSD.format(now);
        };
    }

    private byte[] damaged(byte[] line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(line.length + 1);
        out.write(line, 0, at);
        if (random.nextBoolean()) {
            out.write(random.nextInt(256));
        }
        int rest = Math.min(line.length, at + random.nextInt(4));
        if (random.nextInt(4) > 0) {
            out.write(line, rest, line.length - rest);
        }
        return out.toByteArray();
    }

    OffsetDateTime now() {
        return now;
    }
}
