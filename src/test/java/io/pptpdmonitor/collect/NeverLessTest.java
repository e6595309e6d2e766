package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.proc.HostTree;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import io.pptpdmonitor.wtmp.WtmpBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server with true counters of 64 bits, its log, of which a pppd 2.4.9 tells the last 32, and a monitor that looks now
 * and then, is restarted, and misses lines; who a session's user is, and of which service it is, may be told minutes after
 * it came up, or at its end. What a named user or the server carried is never told less than before, and what is told to
 * be exact is so.
 */
class NeverLessTest {

    private static final int STEPS = 400;
    /** What MPPE over a pty can carry at most. */
    private static final long OCTETS_PER_SECOND = 12_000_000;

    private static final Instant BOOT = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path root;

    /** One pppd, and what it truly carried since IPCP came up. */
    private static final class Pppd {
        final int pid;
        final String interfaceName;
        final String user;
        final boolean wide;
        final int negotiation;
        final Instant up;
        long sent;
        long received;

        Pppd(int pid, String interfaceName, String user, boolean wide, int negotiation, Instant up) {
            this.pid = pid;
            this.interfaceName = interfaceName;
            this.user = user;
            this.wide = wide;
            this.negotiation = negotiation;
            this.up = up;
        }

        long told(long octets) {
            return wide ? octets : octets & 0xffff_ffffL;
        }
    }

    private final class World {
        final Random random;
        final HostTree tree = new HostTree(root);
        final LogParser parser = new LogParser(ZoneOffset.UTC);
        final List<Pppd> running = new ArrayList<>();
        final Map<String, Pppd> all = new HashMap<>();
        final Map<String, Long> least = new HashMap<>();
        final List<String> sinceState = new ArrayList<>();
        byte @Nullable [] state;
        /** Lines of our hook that the queue of a syslog daemon holds back. */
        final List<Runnable> late = new ArrayList<>();

        final List<WtmpBytes> logins = new ArrayList<>();
        final Path wtmp = root.resolve("wtmp");
        WtmpNames names = new WtmpNames(wtmp, false);
        SessionTable table = table();
        final Map<Long, Session> up = new HashMap<>();
        int namedLate;
        int knownLate;
        Instant now = BOOT.plusSeconds(3600);
        Instant boot = BOOT;
        int nextPid = 1000;
        int exact;
        int beyond;
        int boots;

        World(long seed) {
            random = new Random(seed);
            tree.with("proc/stat", "cpu  1 2 3 4\nbtime " + BOOT.getEpochSecond() + "\n")
                    .with("proc/sys/kernel/hostname", "vpn1\n")
                    .with("proc/1/stat", HostTree.stat(1, "systemd", "S", 0, 1));
            process(818, "pptpd", 1, now);
            line("pptpd[818]", "MGR: Manager process started");
        }

        private SessionTable table() {
            return new SessionTable(new SessionTable.Kept(1000, 1000), session -> names.join(session));
        }

        void step() throws IOException {
            pass();
            if (!late.isEmpty() && random.nextInt(4) == 0) {
                late.remove(0).run();
            }
            int what = random.nextInt(100);
            if (what < 20 && running.size() < 6) {
                connect();
            } else if (what < 35 && !running.isEmpty()) {
                end(running.remove(random.nextInt(running.size())));
            } else if (what < 40) {
                restart();
            } else if (what < 42) {
                reboot();
            } else if (what < 85) {
                look(random.nextInt(8) > 0);
            }
        }

        /** Somebody is idle, somebody carries all that the line can; minutes, or seconds. */
        void pass() {
            int seconds = 1 + random.nextInt(random.nextBoolean() ? 20 : 900);
            now = now.plusSeconds(seconds);
            for (Pppd pppd : running) {
                long most = OCTETS_PER_SECOND * seconds;
                pppd.sent += random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * most);
                pppd.received += random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * most / 4);
            }
        }

        void connect() throws IOException {
            int pid = nextPid;
            nextPid += 2;
            String name = "ppp0";
            for (int i = 0; isTaken(name); i++) {
                name = "ppp" + i;
            }
            Pppd pppd = new Pppd(
                    pid,
                    name,
                    List.of("alice", "bob", "carol").get(random.nextInt(3)),
                    random.nextInt(4) == 0,
                    36 + random.nextInt(400),
                    now);
            process(pid - 1, "pptpctrl", 818, now);
            process(pid, "pppd", pid - 1, now);
            tree.with("run/" + name + ".pid", pid + "\n");
            boolean known = random.nextInt(3) > 0;
            if (known) {
                line("pptpd[" + (pid - 1) + "]", "CTRL: Client 10.99.0.11 control connection started");
            }
            pppd(pppd, "pppd " + (pppd.wide ? "2.5.2" : "2.4.9") + " started by root, uid 0");
            pppd(pppd, "Using interface " + name);
            pppd(pppd, "Connect: " + name + " <--> /dev/pts/1");
            named(pppd, known);
            pppd(pppd, "local  IP address 192.168.0.1");
            pppd(pppd, "remote IP address 192.168.0.234");
            running.add(pppd);
            all.put(key(pid), pppd);
        }

        /** At once, which shows the service, too; or by wtmp, which is looked at later; or by our hook, or at the end. */
        private void named(Pppd pppd, boolean known) throws IOException {
            int how = random.nextInt(4);
            if (how == 0 && known) {
                pppd(pppd, "pptpd-logwtmp.so ip-up " + pppd.interfaceName + " " + pppd.user + " 10.99.0.11");
            } else if (how == 1) {
                logins.add(WtmpBytes.narrow(7, pppd.pid, pppd.interfaceName, pppd.user, (int) now.getEpochSecond(), 0));
                WtmpBytes.write(wtmp, logins.toArray(WtmpBytes[]::new));
            } else if (how == 2) {
                late.add(() -> line(
                        "pptpd-monitor",
                        "event=up ip=4 pid=" + pppd.pid + " interface=" + pppd.interfaceName
                                + " client=10.99.0.11 server=192.168.0.1 assigned=192.168.0.234 user=" + pppd.user
                                + " format=1"));
            }
        }

        private boolean isTaken(String name) {
            return running.stream().anyMatch(pppd -> pppd.interfaceName.equals(name));
        }

        /** In order, with its statistics lost, killed with pptpctrl's lines only, or without a word. */
        void end(Pppd pppd) throws IOException {
            int how = random.nextInt(6);
            long tenths = (Duration.between(pppd.up, now).toSeconds() + 5) / 6;
            if (how < 4) {
                pppd(pppd, "LCP terminated by peer (MPPE disabled)");
                if (how > 0) {
                    pppd(pppd, "Connect time " + tenths / 10 + "." + tenths % 10 + " minutes.");
                    pppd(
                            pppd,
                            "Sent " + pppd.told(pppd.sent) + " bytes, received " + pppd.told(pppd.received)
                                    + " bytes.");
                }
                if (how == 1) {
                    hook(pppd);
                }
                pppd(pppd, "Connection terminated.");
                pppd(pppd, "Exit.");
            }
            if (how < 5) {
                line("pptpd[" + (pppd.pid - 1) + "]", "CTRL: Reaping child PPP[" + pppd.pid + "]");
                line("pptpd[" + (pppd.pid - 1) + "]", "CTRL: Client 10.99.0.11 control connection finished");
            }
            vanish(pppd);
        }

        private void vanish(Pppd pppd) throws IOException {
            for (int pid : new int[] {pppd.pid, pppd.pid - 1}) {
                for (String file : List.of("stat", "status", "cmdline", "")) {
                    Files.delete(root.resolve("proc/" + pid).resolve(file));
                }
            }
            Files.delete(root.resolve("run/" + pppd.interfaceName + ".pid"));
        }

        /** The power fails: nobody writes an end, and the kernel's first line may be in another log. */
        void reboot() throws IOException {
            for (Pppd pppd : running) {
                vanish(pppd);
            }
            running.clear();
            boot = now.plusSeconds(30);
            now = boot.plusSeconds(20);
            tree.with("proc/stat", "cpu  1 2 3 4\nbtime " + boot.getEpochSecond() + "\n");
            if (random.nextBoolean()) {
                line("kernel", "[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)");
            }
            process(818, "pptpd", 1, now);
            line("pptpd[818]", "MGR: Manager process started");
            boots++;
        }

        /** What its script read of the interface; or of the next one that bears its name. */
        private void hook(Pppd pppd) {
            boolean own = random.nextBoolean();
            line(
                    "pptpd-monitor",
                    "event=down ip=4 pid=" + pppd.pid + " interface=" + pppd.interfaceName + " sent="
                            + pppd.told(pppd.sent) + " received=" + pppd.told(pppd.received) + " tx="
                            + (own ? pppd.sent + pppd.negotiation : random.nextInt(100_000)) + " rx="
                            + (own ? pppd.received + pppd.negotiation : random.nextInt(100_000)) + " user=" + pppd.user
                            + " format=1");
        }

        /** The state is as it was a while ago, what the looks found as it was at the last one, and the log is read again. */
        void restart() throws IOException {
            if (state == null || random.nextBoolean()) {
                keep();
            }
            StateOutput octets = new StateOutput();
            table.samples().save(octets);
            table = table();
            names = new WtmpNames(wtmp, false);
            StateInput in = new StateInput(Objects.requireNonNull(state));
            table.restore(in);
            names.restore(in);
            table.recall(new StateInput(octets.toByteArray()));
            names.refresh();
            List<String> again = List.copyOf(sinceState);
            again.forEach(this::read);
            check(LiveView.none("not looked yet"));
        }

        private void keep() {
            StateOutput out = new StateOutput();
            table.save(out);
            names.save(out);
            table.samples().keptInState();
            state = out.toByteArray();
            sinceState.clear();
        }

        void look(boolean sees) throws IOException {
            Path init = root.resolve("proc/1/stat");
            StringBuilder counters = new StringBuilder("Inter-|   Receive  |  Transmit\n face |bytes |bytes\n");
            for (Pppd pppd : running) {
                counters.append("%6s: %d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0%n"
                        .formatted(pppd.interfaceName, pppd.received + pppd.negotiation, pppd.sent + pppd.negotiation));
            }
            tree.with("proc/net/dev", counters.toString());
            LiveHost host = new LiveHost(sees ? root : init);
            OffsetDateTime looked = now.atOffset(ZoneOffset.UTC);
            names.refresh();
            LiveView live = LiveView.of(host.look(), host, looked, table, Ownership.sure(ZoneOffset.UTC));
            table.samples().take(table.sessions());
            if (random.nextInt(6) == 0) {
                keep();
            }
            check(live);
        }

        private void check(LiveView live) {
            for (SessionEntry session : table.sessions()) {
                names.join(session);
            }
            OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
            for (Set<Service> services : List.of(Set.of(Service.PPTP), EnumSet.allOf(Service.class))) {
                check(services, new SnapshotBuilder(table, List.of(), services, live).build(time, time));
            }
        }

        /** How much of that is news of a session that was told to be up before. */
        private void note(Session session) {
            Session before = up.put(session.number(), session);
            if (before != null && before.state() == State.UP) {
                namedLate += before.user() == null && session.user() != null ? 1 : 0;
                knownLate += before.service() != session.service() ? 1 : 0;
            }
        }

        private void check(Set<Service> services, Snapshot told) {
            atLeast(services + " server sent", told.server().totals().toClientOctets());
            atLeast(services + " server received", told.server().totals().fromClientOctets());
            atLeast(services + " server sessions", told.server().totals().sessions());
            for (User user : told.users()) {
                if (user.name() != null) { // Those of the others may find a name.
                    atLeast(services + user.name() + " sent", user.toClientOctets());
                    atLeast(services + user.name() + " received", user.fromClientOctets());
                    atLeast(services + user.name() + " sessions", (long) user.sessions());
                }
            }
            for (Session session : told.sessions()) {
                note(session);
                Traffic traffic = session.traffic();
                Pppd truth = all.get(key(Objects.requireNonNull(session.pid())));
                if (traffic != null && truth != null) {
                    assertThat(traffic.toClientOctets()).isLessThanOrEqualTo(truth.sent + truth.negotiation);
                    if (traffic.exact()) {
                        assertThat(traffic.toClientOctets())
                                .as(session.toString())
                                .isBetween(truth.sent, truth.sent + truth.negotiation);
                        assertThat(traffic.fromClientOctets())
                                .as(session.toString())
                                .isBetween(truth.received, truth.received + truth.negotiation);
                        exact += session.state() == State.UP ? 0 : 1;
                        beyond += session.state() != State.UP && truth.sent > 0xffff_ffffL ? 1 : 0;
                    }
                }
            }
        }

        private void atLeast(String what, @Nullable Long octets) {
            Long before = least.get(what);
            // 0 of nobody is known; of the first one nothing may be.
            if (before != null && before > 0) {
                assertThat(octets).as(what).isNotNull().isGreaterThanOrEqualTo(before);
            }
            if (octets != null) {
                least.put(what, octets);
            }
        }

        private void process(int pid, String comm, int parent, Instant started) {
            long ticks = Duration.between(boot, started).toMillis() / 10;
            tree.with("proc/" + pid + "/stat", HostTree.stat(pid, comm, "S", parent, ticks))
                    .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + pid + "\n")
                    .with("proc/" + pid + "/cmdline", comm + "\0");
        }

        private void pppd(Pppd pppd, String message) {
            line("pppd[" + pppd.pid + "]", message);
        }

        private void line(String tag, String message) {
            String line = now + " vpn1 " + tag + ": " + message;
            sinceState.add(line);
            read(line);
        }

        private void read(String text) {
            byte[] line = text.getBytes(StandardCharsets.UTF_8);
            parser.line(line, 0, line.length, table::apply);
        }

        private static String key(int pid) {
            return String.valueOf(pid);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverTellsLessThanBeforeAndIsExactWhereItSaysSo(long seed) throws IOException {
        World world = new World(seed);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        assertThat(world.exact).as("exact ones among those that ended").isPositive();
        assertThat(world.beyond).as("of those, beyond 32 bits").isPositive();
        assertThat(world.boots).as("reboots").isPositive();
        assertThat(world.namedLate).as("sessions that are named later").isPositive();
        assertThat(world.knownLate)
                .as("sessions of which the service is known later")
                .isPositive();
    }
}
