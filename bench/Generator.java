import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Writes a log of a pptpd server, and beside it (.truth) what is true of it: who is on, and all octets.
 *
 * <p>{@code java bench/Generator.java FILE KIND BYTES [HOSTS] [3164|3339] [LINES_PER_SECOND] [USERS]}. KIND: echo (nearly all
 * are LCP echoes and their control messages), foreign (90 % of the lines are other programs'), authentic (80 % tell of
 * GRE packets, as pptpd's option debug does). Where USERS are given, each comes once before any comes again. The same
 * arguments give the same bytes.
 */
public final class Generator {

    private static final int SESSIONS_AT_A_TIME = 400;
    private static final int USUAL_USERS = 2000;
    private static final double MEAN_SECONDS = 1800;
    private static final double ECHO_SECONDS = 30;
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 5, 0, 0);
    private static final String[] NAMES = {"john", "mary", "anna", "jan", "piet", "olga", "ivan", "wei", "ali", "kim"};

    private final SplittableRandom random = new SplittableRandom(20261126);
    private final PriorityQueue<Session> due = new PriorityQueue<>((a, b) -> Double.compare(a.next, b.next));
    private final Host[] hosts;
    private final boolean iso;
    private final double foreignPerLine;
    private final boolean packets;
    private final int users;
    /** The user who was made last, while each comes once. */
    private int newest;
    private final OutputStream out;
    private final byte[] block = new byte[1 << 20];
    private int length;
    private long written;
    private long lines;
    private long sent;
    private long received;
    private long ended;
    private long second = -1;
    private String stamp = "";

    /** What is given out again and again. */
    private static final class Host {
        final String name;
        final boolean[] pids = new boolean[32768];
        final ArrayDeque<Integer> freeUnits = new ArrayDeque<>();
        int lastPid = 2200;
        int units;

        Host(String name) {
            this.name = name;
        }

        int pid() {
            do {
                lastPid = lastPid >= 32767 ? 300 : lastPid + 1;
            } while (pids[lastPid]);
            pids[lastPid] = true;
            return lastPid;
        }

        int unit() {
            return freeUnits.isEmpty() ? units++ : freeUnits.pop();
        }
    }

    private static final class Session {
        Host host;
        double next;
        double start;
        double end;
        int stage;
        int pppd;
        int control;
        int unit;
        int packet;
        long sent;
        long received;
        String user;
        String client;
        boolean refused;
    }

    private Generator(OutputStream out, String kind, int hostCount, boolean iso, int users) {
        this.out = out;
        this.iso = iso;
        foreignPerLine = kind.equals("foreign") ? 9 : kind.equals("authentic") ? 0.1 : 0.06;
        packets = kind.equals("authentic");
        this.users = users == 0 ? USUAL_USERS : users;
        newest = users == 0 ? USUAL_USERS : 0;
        hosts = new Host[hostCount];
        for (int i = 0; i < hostCount; i++) {
            hosts[i] = new Host(i == 3 ? "gateway.example.org" : "vpn" + (i + 1));
        }
        for (int i = 0; i < SESSIONS_AT_A_TIME; i++) {
            due.add(session(random.nextDouble() * MEAN_SECONDS));
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        long bytes = Long.parseLong(args[2]);
        int hosts = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        boolean iso = args.length > 4 && args[4].equals("3339");
        int rate = args.length > 5 ? Integer.parseInt(args[5]) : 0;
        int users = args.length > 6 ? Integer.parseInt(args[6]) : 0;
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            Generator generator = new Generator(out, args[1], hosts, iso, users);
            generator.write(bytes, rate);
            Files.writeString(Path.of(file + ".truth"), generator.truth());
        }
    }

    private void write(long bytes, int rate) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (written + length < bytes) {
            Session session = due.poll();
            step(session);
            due.add(session.stage < 0 ? session(session.next + random.nextDouble() * 60) : session);
            if (length > block.length / 2) {
                flush();
            }
            if (rate > 0) {
                long ahead = lines * 1_000_000_000L / rate - (System.nanoTime() - begun);
                if (ahead > 10_000_000) {
                    flush();
                    Thread.sleep(ahead / 1_000_000);
                }
            }
        }
        flush();
    }

    private void flush() throws IOException {
        out.write(block, 0, length);
        written += length;
        length = 0;
    }

    /** As the check tells it, and what only counting tells. */
    private String truth() {
        Map<String, Integer> users = new HashMap<>();
        int up = 0;
        for (Session session : due) {
            if (session.stage == 4) {
                up++;
                users.merge(session.user, 1, Integer::sum);
            }
        }
        return "users=" + users.size() + "\nsessions=" + up + "\nin=" + received + "\nout=" + sent + "\nended=" + ended
                + "\nlines=" + lines + "\n";
    }

    private Session session(double start) {
        Session s = new Session();
        s.host = hosts[random.nextInt(hosts.length)];
        s.start = start;
        s.next = start;
        s.end = start - MEAN_SECONDS * Math.log(1 - random.nextDouble() * 0.9999);
        s.control = s.host.pid();
        s.pppd = s.host.pid();
        s.unit = s.host.unit();
        int user = newest < users ? newest++ : random.nextInt(random.nextInt(3) == 0 ? 50 : users);
        String name = NAMES[user % NAMES.length] + user;
        s.user = user % 40 == 7 ? "CORP\\\\" + name : user % 40 == 9 ? name + "@example.org" : name;
        s.client = address();
        s.refused = random.nextInt(20) == 0;
        return s;
    }

    // The life of a session.

    private void step(Session s) {
        setStamp(s.next);
        switch (s.stage++) {
            case 0 -> called(s);
            case 1 -> launched(s);
            case 2 -> negotiated(s);
            case 3 -> up(s);
            default -> {
                if (s.next >= s.end) {
                    ended(s);
                } else {
                    s.stage = 4;
                    carries(s);
                }
            }
        }
    }

    private void called(Session s) {
        control(s, "MGR: Launching /usr/sbin/pptpctrl to handle client");
        control(s, "CTRL: local address = 192.168.0.1");
        control(s, "CTRL: remote address = " + assigned(s));
        control(s, "CTRL: pppd options file = /etc/ppp/pptpd-options");
        control(s, "CTRL: Client " + s.client + " control connection started");
        control(s, "CTRL: Received PPTP Control Message (type: 1)");
        control(s, "CTRL: Made a START CTRL CONN RPLY packet");
        control(s, "CTRL: I wrote 156 bytes to the client.");
        control(s, "CTRL: Sent packet to client");
        s.next += random.nextDouble() * 0.3;
    }

    private void launched(Session s) {
        control(s, "CTRL: Received PPTP Control Message (type: 7)");
        control(s, "CTRL: Set parameters to 100000000 maxbps, 64 window size");
        control(s, "CTRL: Made a OUT CALL RPLY packet");
        control(s, "CTRL: Starting call (launching pppd, opening GRE)");
        control(s, "CTRL: pty_fd = 6");
        control(s, "CTRL: tty_fd = 7");
        line(s.host, "pptpd", s.pppd, "CTRL (PPPD Launcher): program binary = /usr/sbin/pppd");
        pppd(s, "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.");
        pppd(s, "pppd 2.4.9 started by root, uid 0");
        pppd(s, "using channel " + ended % 4000);
        pppd(s, "Using interface ppp" + s.unit);
        pppd(s, "Connect: ppp" + s.unit + " <--> /dev/pts/" + (s.unit + 1));
        s.next += random.nextDouble() * 0.5;
    }

    private void negotiated(Session s) {
        String magic = hex(8);
        pppd(s, "sent [LCP ConfReq id=0x1 <asyncmap 0x0> <auth chap MS-v2> <magic 0x" + magic + "> <pcomp> <accomp>]");
        pppd(s, "rcvd [LCP ConfReq id=0x0 <mru 1400> <magic 0x" + hex(8) + "> <pcomp> <accomp> <callback CBCP>]");
        pppd(s, "sent [LCP ConfRej id=0x0 <callback CBCP>]");
        pppd(s, "rcvd [LCP ConfAck id=0x1 <asyncmap 0x0> <auth chap MS-v2> <magic 0x" + magic + "> <pcomp> <accomp>]");
        pppd(s, "sent [CHAP Challenge id=0x" + hex(2) + " <" + hex(32) + ">, name = \"pptpd\"]");
        pppd(s, "rcvd [LCP Ident id=0x2 magic=0x" + hex(8) + " \"MSRASV5.20\"]");
        pppd(s, "rcvd [CHAP Response id=0xc8 <" + hex(98) + ">, name = \"" + s.user + "\"]");
        if (s.refused) {
            pppd(s, "No CHAP secret found for authenticating " + s.user.replace("\\\\", "\\"));
            pppd(s, "Peer " + s.user.replace("\\\\", "\\") + " failed CHAP authentication");
            pppd(s, "sent [CHAP Failure id=0xc8 \"E=691 R=1 C=" + hex(32) + " V=0 M=Access denied\"]");
            over(s);
            return;
        }
        pppd(s, "sent [CHAP Success id=0xc8 \"S=" + hex(40) + " M=Access granted\"]");
        pppd(s, "peer from calling number " + s.client + " authorized");
        pppd(s, "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]");
        pppd(s, "rcvd [CCP ConfReq id=0x4 <mppe +H -M +S -L -D +C>]");
        pppd(s, "rcvd [CCP ConfAck id=0x1 <mppe +H -M +S -L -D -C>]");
        pppd(s, "MPPE 128-bit stateless compression enabled");
        s.next += random.nextDouble() * 0.5;
    }

    private void up(Session s) {
        pppd(s, "sent [IPCP ConfReq id=0x1 <addr 192.168.0.1>]");
        pppd(s, "rcvd [IPCP ConfAck id=0x1 <addr 192.168.0.1>]");
        pppd(s, "rcvd [IPCP ConfReq id=0x7 <addr " + assigned(s) + "> <ms-dns1 192.0.2.53> <ms-dns2 192.0.2.54>]");
        pppd(s, "sent [IPCP ConfAck id=0x7 <addr " + assigned(s) + "> <ms-dns1 192.0.2.53> <ms-dns2 192.0.2.54>]");
        pppd(s, "Cannot determine ethernet address for proxy ARP");
        pppd(s, "local  IP address 192.168.0.1");
        pppd(s, "remote IP address " + assigned(s));
        pppd(s, "pptpd-logwtmp.so ip-up ppp" + s.unit + " " + s.user.replace("\\\\", "\\") + " " + s.client);
        pppd(s, "Script /etc/ppp/ip-up started (pid " + random.nextInt(32000) + ")");
        pppd(s, "Script /etc/ppp/ip-up finished (pid " + random.nextInt(32000) + "), status = 0x0");
        s.next += random.nextDouble() * ECHO_SECONDS;
    }

    private void carries(Session s) {
        s.sent += random.nextInt(2_000_000);
        s.received += random.nextInt(300_000);
        for (int i = packets ? 2 + random.nextInt(40) : 0; i > 0; i--) {
            control(s, "GRE: accepting packet #" + s.packet++);
        }
        int id = s.packet & 255;
        pppd(s, "rcvd [LCP EchoReq id=0x" + Integer.toHexString(id) + " magic=0x" + hex(8) + "]");
        pppd(s, "sent [LCP EchoRep id=0x" + Integer.toHexString(id) + " magic=0x" + hex(8) + "]");
        if (random.nextBoolean()) {
            control(s, "CTRL: Received PPTP Control Message (type: 5)");
            control(s, "CTRL: Made a ECHO RPLY packet");
            control(s, "CTRL: I wrote 20 bytes to the client.");
            control(s, "CTRL: Sent packet to client");
        }
        if (random.nextInt(40) == 0) {
            control(s, "GRE: Discarding out of order packet");
        }
        s.next += ECHO_SECONDS;
    }

    private void ended(Session s) {
        pppd(s, "rcvd [LCP TermReq id=0x9 \"" + hex(8) + "\\000<\\315t\\000\\000\\000\\000\"]");
        pppd(s, "LCP terminated by peer (M-^P^?M-^Gk^@<M-Mt^@^@^@^@)");
        pppd(s, "pptpd-logwtmp.so ip-down ppp" + s.unit);
        long tenths = (long) Math.ceil((s.next - s.start) / 6);
        pppd(s, "Connect time " + tenths / 10 + "." + tenths % 10 + " minutes.");
        pppd(s, "Sent " + s.sent + " bytes, received " + s.received + " bytes.");
        pppd(s, "Script /etc/ppp/ip-down started (pid " + random.nextInt(32000) + ")");
        pppd(s, "MPPE disabled");
        pppd(s, "sent [LCP TermAck id=0x9]");
        sent += s.sent;
        received += s.received;
        ended++;
        over(s);
    }

    private void over(Session s) {
        pppd(s, "Connection terminated.");
        control(s, "CTRL: Received PPTP Control Message (type: 12)");
        control(s, "CTRL: Made a CALL DISCONNECT RPLY packet");
        control(s, "CTRL: Received CALL CLR request (closing call)");
        pppd(s, "Modem hangup");
        pppd(s, "Exit.");
        control(s, "CTRL: Reaping child PPP[" + s.pppd + "]");
        control(s, "CTRL: Client " + s.client + " control connection finished");
        s.host.pids[s.pppd] = false;
        s.host.pids[s.control] = false;
        s.host.freeUnits.push(s.unit);
        s.stage = -1;
    }

    // Lines.

    private void pppd(Session s, String message) {
        line(s.host, "pppd", s.pppd, message);
        others();
    }

    private void control(Session s, String message) {
        line(s.host, "pptpd", s.control, message);
        others();
    }

    private void others() {
        double count = foreignPerLine;
        for (; count >= 1; count--) {
            other();
        }
        if (random.nextDouble() < count) {
            other();
        }
    }

    private void other() {
        Host host = hosts[random.nextInt(hosts.length)];
        int pid = 1000 + random.nextInt(31000);
        switch (random.nextInt(10)) {
            case 0 -> line(host, "kernel", 0, "[" + random.nextInt(9_999_999) + "." + (100_000 + random.nextInt(900_000))
                    + "] [UFW BLOCK] IN=eth0 OUT= MAC=52:54:00:12:34:56:00:1c:73:00:00:99:08:00 SRC=" + address()
                    + " DST=198.51.100.4 LEN=40 TOS=0x00 PREC=0x00 TTL=240 ID=" + random.nextInt(65536)
                    + " PROTO=TCP SPT=" + random.nextInt(65536) + " DPT=23 WINDOW=1024 RES=0x00 SYN URGP=0 ");
            case 1 -> line(host, "sshd", pid, "Failed password for invalid user " + NAMES[random.nextInt(10)] + " from "
                    + address() + " port " + random.nextInt(65536) + " ssh2");
            case 2 -> line(host, "sshd", pid, "Invalid user admin from " + address() + " port " + random.nextInt(65536));
            case 3 -> line(host, "CRON", pid, "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)");
            case 4 -> line(host, "CRON", pid, "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)");
            case 5 -> line(host, "postfix/smtpd", pid, "connect from unknown[" + address() + "]");
            case 6 -> line(host, "postfix/smtpd", pid, "NOQUEUE: reject: RCPT from unknown[" + address()
                    + "]: 554 5.7.1 Service unavailable; Client host blocked; from=<a@example.org> to=<b@example.com>"
                    + " proto=ESMTP helo=<win-" + hex(8) + ">");
            case 7 -> line(host, "systemd", 1, "Started Session " + random.nextInt(100_000) + " of user root.");
            case 8 -> line(host, "named", 733, "client @0x7f" + hex(8) + " " + address() + "#" + random.nextInt(65536)
                    + " (www.example.com): query (cache) 'www.example.com/A/IN' denied");
            default -> line(host, "dovecot", 801, "imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<"
                    + NAMES[random.nextInt(10)] + ">, method=PLAIN, rip=" + address() + ", TLS, session=<" + hex(8) + ">");
        }
    }

    private void line(Host host, String tag, int pid, String message) {
        put(stamp);
        if (iso) {
            int micros = random.nextInt(1_000_000);
            for (int scale = 100_000; scale > 0; scale /= 10) {
                block[length++] = (byte) ('0' + micros / scale % 10);
            }
            put("+00:00");
        }
        put(" ");
        put(host.name);
        put(" ");
        put(tag);
        put(pid > 0 ? "[" + pid + "]: " : ": ");
        put(message);
        block[length++] = '\n';
        lines++;
    }

    @SuppressWarnings("deprecation") // The one way that copies ASCII without an array of its own.
    private void put(String ascii) {
        ascii.getBytes(0, ascii.length(), block, length);
        length += ascii.length();
    }

    private void setStamp(double time) {
        if ((long) time != second) {
            second = (long) time;
            DateTimeFormatter format = iso
                    ? DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT)
                    : DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
            stamp = BEGIN.plusSeconds(second).format(format);
        }
    }

    private String assigned(Session s) {
        return "192.168." + (1 + s.unit / 200) + "." + (10 + s.unit % 200);
    }

    private String address() {
        return (1 + random.nextInt(223)) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                + (1 + random.nextInt(254));
    }

    private String hex(int digits) {
        byte[] text = new byte[digits];
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            bits = i % 16 == 0 ? random.nextLong() : bits >>> 4;
            text[i] = (byte) "0123456789abcdef".charAt((int) (bits & 15));
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
