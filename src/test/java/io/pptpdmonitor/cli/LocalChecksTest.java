package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.local.Reply;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The checks of a process of their own and those that the agent answers: the same, but for what opens something. */
class LocalChecksTest {

    /** They name another source, read files or open connections. */
    private static final Set<String> ELSEWHERE = Set.of(
            "--file",
            "--rotate",
            "--wtmp",
            "--live",
            "--service",
            "--zone",
            "--root",
            "--log-host",
            "--host-zone",
            "--host-alias",
            "--probes-from",
            "--state",
            "--agent",
            "--community",
            "--protocol",
            "--secname",
            "--seclevel",
            "--authproto",
            "--authpasswd",
            "--privproto",
            "--privpasswd",
            "--credentials",
            "--retries",
            "--known-users",
            "--probe");

    private static final Instant NOW = Instant.parse("2026-11-22T14:10:30Z");
    private static final String LOG = "etc/demo/syslog";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Environment agent;
    private Snapshots known;

    @BeforeEach
    void look() throws Exception {
        StringWriter out = new StringWriter();
        agent = new Environment(
                now::get,
                ZoneOffset.UTC,
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(out),
                false,
                delay -> false);
        SourceOptions source = new SourceOptions();
        source.files = List.of(Path.of(LOG));
        source.live = SourceOptions.Live.NO;
        Collector collector = source.open(agent, false);
        LatestSnapshot latest = new LatestSnapshot(collector, agent.clock());
        known = new LatestSnapshots(latest, collector, () -> AlertBoard.EMPTY);
    }

    private Reply answer(String... args) {
        return new ReadyCheck(agent, known, args.length == 0 ? "" : args[0]).answer(args);
    }

    @Test
    void everyOptionIsEitherAnsweredOrKnownToBelongElsewhere() {
        Set<String> open = new TreeSet<>();
        CommandLine checks = CheckCommand.commandLine(agent, "check");
        for (CommandLine check : checks.getSubcommands().values()) {
            for (OptionSpec option : check.getCommandSpec().options()) {
                String name = option.longestName();
                if (LocalChecks.ANSWERED.contains(name) == ELSEWHERE.contains(name)
                        && !option.usageHelp()
                        && !option.versionHelp()) {
                    open.add(check.getCommandName() + " " + name);
                }
            }
        }
        assertThat(open)
                .as("whether the agent may answer them: name them in LocalChecks.ANSWERED, or else here")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "users -w 80 -c 90",
                "users -w 1",
                "users -c 0 --short",
                "users --require bob --require nobody",
                "users --forbid bob",
                "users --include user=b* --unknown-as one",
                "users -w 10:~",
                "users --max-age 1s",
                "users --max-age soon",
                "pool",
                "pool -w 5% -c 50%",
                "pool --size 2",
                "pool --slots 1,2",
                "sessions",
                "sessions -w 1 --per-user 0 --duration 1 --reconnects 0 --change 50,-60 --minimum 1 --window 10",
                "sessions --include bob",
                "logins",
                "logins -w 0 --known 0 --per-address 0,0 --window 2m",
                "logins --cause negotiation-failed",
                "traffic",
                "traffic --per-user 1M --in 1M --out 1M --interval 9",
                "quota -w 1K --top 3",
                "quota --user bob",
                "quota --at-least -w 1G",
                "collector",
                "collector --lost 0 --unread 1K --unnamed 5 --stray 0 --no-debug",
                "access",
                "access --allow-net 10.99.0.12 --allow-net 192.0.2.0/24",
                "daemon",
                "daemon -w 1",
                "metric active-users -w 1",
                "metric nothing",
                "metric",
                ""
            })
    void tellTheSame(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        CliRun own = CliRun.at(NOW, ("check " + line + (line.isEmpty() ? "" : " --live no --file " + LOG)).split(" "));
        assertThat(answer(args)).isEqualTo(new Reply(own.exitCode(), own.out()));
    }

    /** Of a log nobody could tell them. */
    @Test
    void tellOfTheAlertsThatTheAgentJudges() {
        assertThat(answer("alerts").text()).startsWith("PPTPD ALERTS UNKNOWN - the agent watches nothing");
    }

    @Test
    void nothingOfOneAskingStaysForTheNext() {
        ReadyCheck users = new ReadyCheck(agent, known, "users");
        String plain = users.answer("users").text();
        for (String line : List.of(
                "users -w 1 -c 0 -v --short",
                "users --require a --require b --forbid bob",
                "users --include user=bob --exclude user=carol --unknown-as none",
                "users --max-age 1s",
                "users --nonsense",
                "users -w x",
                "users --help",
                "users --version")) {
            String[] args = line.split(" ");
            assertThat(users.answer(args)).as(line).isEqualTo(answer(args));
            assertThat(users.answer("users").text()).as("after " + line).isEqualTo(plain);
        }
    }

    @Test
    void namesTheAgentAndTheAgeOfItsData() {
        assertThat(answer("users", "-v").text().lines().toList().get(1))
                .matches("source: agent on this host, data \\d+ s old");
    }

    /** It looked at 14:10:30, and one whose look hangs has its last numbers for ever; that the log is silent is no matter. */
    @ParameterizedTest
    @ValueSource(strings = {"users", "sessions", "pool", "logins", "traffic", "quota", "daemon", "access", "alerts"})
    void areUnknownWhereTheAgentHasNotLookedForTooLong(String name) {
        now.set(NOW.plusSeconds(120));
        assertThat(answer(name).text()).doesNotContain("what is known is");
        now.set(NOW.plusSeconds(121));
        assertThat(answer(name).text())
                .endsWith(" UNKNOWN - what is known is 121 s old, more than the 120 s of --max-age\n")
                .hasLineCount(1);
        assertThat(answer(name, "--max-age", "1h").text()).doesNotContain("what is known is");
    }

    /** Its last line is of between two and three seconds before that. */
    @Test
    void areUnknownWhereWhatTheAgentReadsIsOlderThanItMayBe() {
        assertThat(answer("users", "--max-age", "2s").text()).startsWith("PPTPD USERS OK");
        now.set(NOW.plusSeconds(1));
        assertThat(answer("users", "--max-age", "2s").text())
                .isEqualTo("PPTPD USERS UNKNOWN - what is known is 3 s old, more than the 2 s of --max-age\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users --file /etc/passwd",
                "users -f/etc/passwd",
                "users -vr",
                "users --rotate",
                "users --root=/",
                "users --wtmp /var/log/wtmp",
                "users --live yes",
                "users --state /tmp/x",
                "users --service all",
                "users -H 192.0.2.1",
                "users --agent 192.0.2.1 -C public",
                "users --credentials /etc/shadow",
                "users @/etc/passwd",
                "daemon --probe 192.0.2.1",
                "-f /etc/passwd users",
                "--root / users",
                "status",
                "agent",
                "nonsense"
            })
    void whatOpensSomethingIsRefusedInOneLine(String line) {
        Reply reply = answer(line.split(" "));
        assertThat(reply.code()).isEqualTo(3);
        assertThat(reply.text())
                .matches("PPTPD (\\w+ )?UNKNOWN - not through the socket: [^\n]*\n")
                .doesNotContain("root:");
    }
}
