package io.pptpdmonitor.report;

import io.pptpdmonitor.model.CommonClient;
import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.model.Wtmp;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is read and how far it can be trusted, one line each, with what to do where something is missing. */
final class HealthLines {

    private static final String UNTOLD = "not told by the agent";

    /** @param label what the line is about; "" where it goes on with the one before */
    private record Line(String label, String text) {}

    private final Snapshot snapshot;
    private final Health health;
    private final @Nullable CommonClient common;
    private final List<Line> lines = new ArrayList<>();

    HealthLines(Snapshot snapshot, @Nullable CommonClient common) {
        this.snapshot = snapshot;
        this.health = snapshot.health();
        this.common = common;
        collector();
        health.sources().forEach(this::source);
        begins();
        wtmp();
        lost();
        doubts();
        state();
        line("live view", (health.liveView() ? "yes" : "no") + because(health.liveViewText()));
        strays();
        names();
        notShown();
        setup();
        pool();
        proxy();
        Setup setup = health.setup();
        if (setup != null) {
            setup.findings().forEach(finding -> line("to mend", finding));
        }
    }

    void write(Appendable out) throws IOException {
        for (Line line : lines) {
            out.append(PlainText.of("%-10s  %s".formatted(line.label, line.text)))
                    .append('\n');
        }
    }

    private static String because(String text) {
        return text.isEmpty() ? "" : ", " + text;
    }

    private void line(String label, String text) {
        lines.add(new Line(label, text));
    }

    private void collector() {
        String status = health.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        line("collector", status + (health.statusText().isEmpty() ? "" : ": " + health.statusText()));
    }

    private void source(Health.Source source) {
        line(
                "source",
                source.name() + ", " + lastLine(source.lastLine()) + ", " + condition(source)
                        + (source.text().isEmpty() ? "" : "; " + source.text()));
    }

    /** Of an agent elsewhere it is not told whether it could read more. */
    private void begins() {
        OffsetDateTime begins = health.begins();
        if (begins != null) {
            line("begins", Stamp.text(begins) + ", since when it was read without a gap");
        } else if (health.counted()) {
            line("begins", "since when the log was read without a gap is not known");
        }
    }

    private static String condition(Health.Source source) {
        Long lag = source.lagOctets();
        Health.Source.Condition condition = source.condition();
        if (condition == null) {
            return unread(lag);
        }
        return switch (condition) {
            case READ -> unread(lag);
            case BEHIND -> (lag == null || lag == 0 ? "" : unread(lag) + ", ") + "reading is behind";
            case PAST -> "nothing is written to it any more";
            case GONE -> "it is gone";
            case UNREADABLE -> "it cannot be read";
        };
    }

    private void wtmp() {
        Wtmp wtmp = health.wtmp();
        if (wtmp != null && !wtmp.text().isEmpty()) {
            line("wtmp", "names are missing: " + wtmp.text());
        } else if (wtmp != null && wtmp.path() != null) {
            line("wtmp", wtmp.path());
        }
    }

    /** @param octets null where they are not known */
    static String unread(@Nullable Long octets) {
        if (octets == null) {
            return "? octets unread";
        }
        return (octets == 0 ? "nothing" : Counted.of(octets, "octet")) + " unread";
    }

    private String lastLine(@Nullable OffsetDateTime last) {
        if (last == null) {
            return "no line of pptpd or pppd";
        }
        long seconds = Duration.between(last, snapshot.generated()).toSeconds();
        return "last line " + (seconds < 0 ? "ahead of our clock" : Elapsed.rough(seconds) + " ago");
    }

    private void lost() {
        line(
                "lines",
                health.lines() + " read, " + (health.relevantLines() == null ? "?" : health.relevantLines())
                        + " of the server, " + health.unparsedLines()
                        + " of those not understood, " + health.lostLines() + " lost");
    }

    private void doubts() {
        Health.Doubts doubts = health.doubts();
        if (doubts == null) {
            line("doubts", UNTOLD);
            return;
        }
        String ahead = doubts.clocksAhead().text(snapshot.asOf().toInstant());
        if (!ahead.isEmpty()) {
            line("doubts", ahead);
        }
        if (doubts.contradictedNames() > 0) {
            line(
                    "doubts",
                    "the hook named " + Counted.of(doubts.contradictedNames(), "session")
                            + " otherwise than pppd did; see who writes to the log");
        }
        if (doubts.failedAccounts() > 0) {
            line("doubts", "pppd could not account to RADIUS, as it said " + doubts.failedAccounts() + " times");
        }
        if (doubts.futureStamps() > 0) {
            line(
                    "doubts",
                    Counted.of(doubts.futureStamps(), "line")
                            + " stamped more than a day ahead of our clock; a clock was, or is, wrong");
        }
    }

    private void state() {
        KeptState kept = health.kept();
        if (kept == null) {
            line("state", UNTOLD);
            return;
        }
        OffsetDateTime written = kept.written();
        long seconds = written == null
                ? 0
                : Math.max(0, Duration.between(written, snapshot.generated()).toSeconds());
        String age = written == null ? "not written yet" : "written " + Elapsed.rough(seconds) + " ago";
        String told = switch (kept.use()) {
            case NONE -> "not kept";
            case KEPT -> "kept in " + kept.path() + ", " + age;
            case READ -> "read from " + kept.path() + ", " + age + ", which another keeps";
            case UNWRITABLE -> written == null ? "not kept" : "not kept, but read from " + kept.path() + ", " + age;
            case NEWER -> kept.path() + " is left alone, " + age;
        };
        line("state", told + (kept.text().isEmpty() ? "" : "; " + kept.text()));
    }

    private void strays() {
        Health.StrayInterfaces strays = health.strayInterfaces();
        if (strays != null && strays.number() > 0) {
            line("interfaces", strays.text() + "; look what runs them (ps -C pppd)");
        }
    }

    private void names() {
        Boolean known = health.namesKnown();
        int unnamed = snapshot.server().unnamedSessions();
        if (known == null && snapshot.server().totals().sessions() > 0) {
            // Of an agent elsewhere whose figures alone were asked for.
            line("names", UNTOLD + (unnamed == 0 ? "" : "; of those that are up " + unnamed + " have none"));
        } else if (known == null) {
            line("names", "nobody" + (others() == 0 ? "" : " of the service asked for") + " was up yet");
        } else if (known) {
            line("names", "known of all sessions that were up");
        } else {
            line("names", "not known of all sessions that were up, nor of " + unnamed + " that are; " + advice());
        }
    }

    private long others() {
        return health.notShown() == null ? 0 : health.notShown().otherServices();
    }

    private void notShown() {
        if (others() > 0) {
            line(
                    "services",
                    Counted.of(others(), "session")
                            + " without a sign of the service asked for (pptp, unless --service names another); --service"
                            + " all shows them");
        }
        NotShown notShown = health.notShown();
        if (notShown != null && notShown.cut()) {
            line("lists", NotShownText.of(notShown));
        }
    }

    private String advice() {
        Setup setup = health.setup();
        if (setup == null) {
            return "'debug' in pppd's options, 'logwtmp' in pptpd.conf (and --wtmp FILE), or the hook in etc/ppp tells"
                    + " them";
        }
        if (setup.pppdDebug() != null || setup.logwtmp() != null || setup.hook() != null) {
            return "what tells them is set up, so that sessions from now on should have one";
        }
        return "install the hook (etc/ppp of pptpd-monitor), or write 'logwtmp' to /etc/pptpd.conf or 'debug' to pppd's"
                + " options";
    }

    private void setup() {
        Setup setup = health.setup();
        Boolean debugSeen = health.debugSeen();
        if (debugSeen == null) {
            line("debug", UNTOLD);
            line("hook", UNTOLD);
            return;
        }
        String seen = debugSeen ? "pppd's debug lines were seen" : "no debug line of pppd's was seen";
        if (setup == null || !setup.read()) {
            line("debug", seen + "; where it is set is not known");
            line("hook", hookSeen());
            return;
        }
        line("debug", seen + "; " + place("for pppd ", setup.pppdDebug()));
        if (setup.pptpdDebug() != null) {
            line("", "for pptpd at " + setup.pptpdDebug() + ": that logs every packet and names nobody");
        }
        line("logwtmp", setup.logwtmp() == null ? "not set" : "set at " + setup.logwtmp());
        line("hook", hookSeen() + "; " + (setup.hook() == null ? "not installed" : "installed as " + setup.hook()));
        line(
                "users",
                Counted.of(setup.users(), "name") + " in chap-secrets and pap-secrets, "
                        + (setup.usersComplete() ? "and nobody else can log in" : "others may log in, too"));
    }

    private static String place(String what, @Nullable String place) {
        return place == null ? what + "not set" : what + "set at " + place;
    }

    private String hookSeen() {
        boolean seen = snapshot.sessions().stream().map(Session::userSource).anyMatch(UserSource.HOOK::equals);
        return seen ? "its lines were seen" : "no line of it was seen";
    }

    private void pool() {
        Pool pool = snapshot.server().pool();
        String used = pool.used() == null ? "?" : pool.used().toString();
        if (pool.size() == null) {
            line(
                    "pool",
                    used
                            + " of ? slots; pptpd tells the number at its start only, read the log's rotated past"
                            + " (--rotate)");
        } else {
            String told = pool.source() == null
                    ? "as the agent tells"
                    : pool.source() == Pool.Source.LOG ? "as pptpd logged" : "by pptpd's configuration";
            line("pool", used + " of " + pool.size() + " slots used, " + told + delegated());
        }
    }

    private String delegated() {
        Setup setup = health.setup();
        return setup != null && setup.delegated() ? "; the clients' addresses come from elsewhere (delegate)" : "";
    }

    private void proxy() {
        if (common != null) {
            line("clients", CommonClientText.of(common));
        }
    }
}
