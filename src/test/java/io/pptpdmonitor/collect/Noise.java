package io.pptpdmonitor.collect;

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

/**
 * A log that no server writes: calls of a server by the grammar of pptpd's and pppd's lines, with lines lost, twice, late
 * and out of order, processes killed, pids and interfaces that come again, hostile names, damaged bytes and a clock that
 * may be set.
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
            "j\303\274rgen",
            "a|b",
            "M-C",
            "<x>",
            "%s");
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

    private final Random random;
    private final boolean clockSet;
    /** Its lines, and the pids that nobody else has meanwhile. */
    private record Running(Iterator<String> lines, int control, int pppd) {}

    private final List<Running> calls = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Map<Integer, String> hosts = new HashMap<>();
    private final List<String> late = new ArrayList<>();
    private OffsetDateTime now = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private int form;
    private int nextPid = 300;

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
        return random.nextInt(100) < 3 ? damaged(bytes) : bytes;
    }

    private void tick() {
        if (random.nextInt(20) == 0) {
            now = now.plusSeconds(1 + random.nextInt(3));
        }
        if (random.nextInt(20_000) == 0) {
            now = now.plusHours(random.nextInt(100));
        }
        if (clockSet && random.nextInt(20_000) == 0) {
            now = random.nextBoolean()
                    ? now.plusHours(random.nextInt(10) - 5)
                    : now.plusDays(random.nextInt(800) - 400);
        }
        if (random.nextInt(50_000) == 0) {
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
        int at = random.nextInt(calls.size());
        Iterator<String> call = calls.get(at).lines();
        if (!call.hasNext() || random.nextInt(500) == 0) {
            Running gone = calls.remove(at);
            taken.remove(gone.control());
            taken.remove(gone.pppd());
            return framed("cron", 7, "(root) CMD (false)");
        }
        String line = call.next();
        if (random.nextInt(50) == 0 && call.hasNext()) {
            line = call.next();
        } else if (random.nextInt(50) == 0) {
            late.add(framed(line));
        }
        return framed(line);
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
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Call call = new Call(control, pppd, "ppp" + unit, client, "192.168.0." + (100 + unit));
        String lines = (random.nextBoolean() ? call.starts("") : call.startsWithDebug(""));
        if (random.nextInt(3) == 0) {
            lines += call.fails("", name) + call.reaped("") + call.exits("") + call.finishes("");
        } else {
            lines += call.comesUp("")
                    + (random.nextBoolean() ? call.named("", name) : "")
                    + call.ends(
                            "",
                            random.nextInt(900) + "." + random.nextInt(10),
                            random.nextInt(1 << 30),
                            random.nextInt());
        }
        return new Running(lines.lines().map(String::strip).iterator(), control, pppd);
    }

    private int pid() {
        do {
            nextPid = nextPid > 900 ? 300 : nextPid + 1 + random.nextInt(3);
        } while (!taken.add(nextPid));
        return nextPid;
    }

    /** {@code pppd[7]: text} */
    private String framed(String line) {
        int open = line.indexOf('[');
        int close = line.indexOf("]: ");
        return framed(
                line.substring(0, open), Integer.parseInt(line.substring(open + 1, close)), line.substring(close + 3));
    }

    private String framed(String tag, int pid, String message) {
        String host = hosts.getOrDefault(pid, "vpn1");
        String tagged = pid == 0 ? tag + ": " + message : tag + "[" + pid + "]: " + message;
        return switch (form) {
            case 0 -> BSD.format(now) + " " + host + " " + tagged;
            case 1 -> BSD.format(now) + " " + tagged;
            case 2 -> BSD.format(now) + " " + host + " daemon.info " + tagged;
            case 3 -> CTIME.format(now) + " daemon.info " + tagged;
            case 4 -> "<29>1 " + now + " " + host + " " + tag + " " + (pid == 0 ? "-" : pid) + " - - " + message;
            default -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now) + " " + host + " " + tagged;
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
