package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.ServerLog;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every check takes, on the command line. alice (198.51.100.1, ppp1) and bob (.2) are up, carol (.3) was; the last line
 * is of four minutes after the first.
 */
class CheckOptionsTest {

    private static final Instant LAST = ServerLog.START.plusSeconds(240);

    @TempDir
    Path scratch = Path.of("");

    private String log = "";

    @BeforeEach
    void write() throws IOException {
        log = ServerLog.goingBack(scratch.resolve("syslog"))
                .login(1, "alice")
                .login(2, "bob")
                .login(3, "carol")
                .logout(3)
                .toString();
    }

    private CliRun check(Instant now, String line) {
        List<String> args = new ArrayList<>(List.of("check"));
        args.addAll(List.of(line.split(" ")));
        args.addAll(List.of("-f", log));
        return CliRun.at(now, args.toArray(String[]::new));
    }

    private String first(String line) {
        return check(LAST, line).out().lines().findFirst().orElse("");
    }

    @Test
    void refuseToExcludeEverybody() {
        assertThat(check(LAST, "users --exclude *").exitCode()).isEqualTo(3);
        assertThat(first("users --exclude *"))
                .contains("'*' is everybody, with or without a name, and leaves nobody", "check collector --unnamed");
        assertThat(first("users --include *")).startsWith("PPTPD USERS OK - 2 active users");
    }

    /** Two names that differ in such an octet alone would be one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "users --require M\ufffdller",
                "users --forbid M\ufffdller",
                "users --include user=M\ufffdller",
                "users --exclude M\ufffdller",
                "quota --user M\ufffdller"
            })
    void refuseANameThatIsNoUtf8(String line) {
        assertThat(check(LAST, line).exitCode()).isEqualTo(3);
        assertThat(first(line))
                .matches("PPTPD \\w+ UNKNOWN - Invalid value for option '--\\w+'( \\(\\w+\\))?: expected UTF-8, but was"
                        + " '(user=)?M\\?ller', name such a user by --include, with \\? for what is not, see .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "sessions", "pool", "logins", "traffic", "quota", "collector", "access"})
    void callTooOldUnknown(String name) {
        CliRun run = check(LAST.plusSeconds(91), name + " --max-age 90");
        assertThat(run.exitCode()).isEqualTo(3);
        if (!name.equals("collector")) {
            assertThat(run.out())
                    .endsWith(" UNKNOWN - what is known is 91 s old, more than the 90 s of --max-age\n")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "119, 2m", "100000, 2d"})
    void takeWhatIsYoungEnough(long age, String most) {
        CliRun run = check(LAST.plusSeconds(age), "users --max-age " + most);
        assertThat(run.out()).startsWith("PPTPD USERS OK - 2 active users, 2 sessions");
        assertThat(run.exitCode()).isZero();
    }

    /** Of a copied log, the only age there is. */
    @Test
    void sayWhereItIsFromAndHowOld() {
        for (String option : List.of("-v", "--verbose")) {
            assertThat(check(LAST.plusSeconds(30), "sessions " + option).out())
                    .endsWith("\nsource: " + log + ", data 30 s old\n")
                    .hasLineCount(2);
        }
        for (String option : List.of("-vv", "-v -v", "-vvv")) {
            assertThat(check(LAST.plusSeconds(30), "sessions " + option).out())
                    .contains("\nsource: " + log + ", data 30 s old\ncollector ok\nsource " + log)
                    .contains("\nlive view no, ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "sessions", "pool", "logins", "quota", "collector"})
    void areOneShortLineOnRequest(String name) {
        String plain = check(LAST, name).out();
        assertThat(check(LAST, name + " --short -v").out()).isEqualTo(plain).hasLineCount(1);
    }

    @Test
    void cutPerformanceDataThatDoNotFitShort() throws IOException {
        ServerLog many = ServerLog.at(scratch.resolve("many"));
        for (int i = 1; i <= 99; i++) {
            many.login(i, "somebody-with-a-name-of-some-length-" + i);
        }
        log = many.toString();
        CliRun whole = check(LAST, "quota --top 99");
        CliRun brief = check(LAST, "quota --top 99 --short");
        assertThat(whole.out()).hasSizeGreaterThan(3_000);
        assertThat(brief.out()).hasSizeBetween(900, 1_001).endsWith("\n").hasLineCount(1);
        assertThat(whole.out()).startsWith(brief.out().strip());
    }

    /** Of standard input an end never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"users", "sessions", "traffic --interval 1", "collector", "access"})
    @Timeout(30)
    void endInTimeWhereALogDoesNot(String check) throws IOException {
        Path fifo = scratch.resolve("fifo");
        assertThat(Program.require("mkfifo").run(fifo.toString()).exit()).isZero();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (RandomAccessFile both = new RandomAccessFile(fifo.toFile(), "rw");
                FileInputStream endless = new FileInputStream(both.getFD())) {
            both.write(Files.readAllBytes(Path.of(log)));
            Environment environment = new Environment(
                    InstantSource.fixed(LAST),
                    ZoneOffset.UTC,
                    endless,
                    new PrintWriter(out),
                    new PrintWriter(err),
                    false,
                    delay -> false);
            String[] args = ("check " + check + " -t 2 -f -").split(" ");
            assertThat(PptpdMonitorCommand.commandLine(environment, args).execute(args))
                    .isEqualTo(3);
            environment.out().flush();
        }
        assertThat(out.toString())
                .matches(
                        "PPTPD [A-Z]+ UNKNOWN - the log was not read within 2 s, give it more with --timeout, or keep a"
                                + " state \\(see README\\)\n");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users --require alice                  | PPTPD USERS OK - 2 active users, 2 sessions
            users --require alice --require carol  | PPTPD USERS CRITICAL - carol has no session, 2 active users
            users --require carol --require nobody | PPTPD USERS CRITICAL - carol has no session, nobody has no session,
            users --forbid carol                   | PPTPD USERS OK - 2 active users, 2 sessions
            users --forbid bob -w 1                | PPTPD USERS CRITICAL - bob has a session, 2 active users (outside the
            """)
    void requireAndForbidNames(String line, String begin) {
        assertThat(first(line)).startsWith(begin);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users --include alice                 | PPTPD USERS OK - 1 active user, 1 session
            users --include user=b* --include alice | PPTPD USERS OK - 2 active users, 2 sessions
            users --exclude net=198.51.100.2      | PPTPD USERS OK - 1 active user, 1 session
            sessions --include interface=ppp2     | PPTPD SESSIONS OK - 1 session up, most of one user 1
            sessions --exclude net=198.51.100.0/24 -w 1: | PPTPD SESSIONS WARNING - 0 sessions up (outside the warning
            sessions --include net=198.51.100.0/31 --per-user 0 | PPTPD SESSIONS WARNING - most of one user 1 (alice) (out
            quota --exclude alice --exclude bob   | PPTPD QUOTA OK - carol 5.0KB since 2026-11-22 10:03:00
            access --include nobody --known-users /dev/null | PPTPD ACCESS UNKNOWN - Invalid value for option '--known-users'
            users --include nett=192.0.2.0/24     | PPTPD USERS UNKNOWN - Invalid value for option '--include' (WHOM)
            """)
    void lookAtAPart(String line, String begin) {
        assertThat(first(line)).startsWith(begin);
    }

    @Test
    void knowNoPoolOfAPart() {
        assertThat(first("pool --include alice"))
                .startsWith("PPTPD POOL UNKNOWN - Unknown options: '--include', 'alice'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sessions --change 50,-60     | PPTPD SESSIONS OK
            sessions --change x          | expected percent, such as 50 (more or fewer), -50 (fewer), +50 (more) or -25,-50
            sessions --change -25:       | expected percent, such as
            sessions --change -100       | there are never more than 100 percent fewer, write less than -100
            sessions --minimum 0         | expected a number from 1 to 999999, but was '0'
            sessions --per-user 1,       | '1,' is neither one range nor two
            sessions --duration 5M       | '5M' is no length of time, write seconds, or 90s, 5m, 2h or 1d
            logins --cause negotiation-failed | PPTPD LOGINS OK - 0 failed negotiations in 5 min | failed_total=0c failed=0;;;0 ok=3;;;0 per_address=0;;;0
            logins --cause auth-failed   | PPTPD LOGINS OK - 0 failed logins in 5 min, 0 under names of users | failed=0
            logins --cause lost          | expected auth-failed or negotiation-failed, but was 'lost'
            logins --known 1 --cause negotiation-failed | whose negotiation failed is not known
            traffic --in 5m              | '5m' is no number of octets, write octets, or 500K, 10M, 2G or 1T
            logins --window 0            | expected a length of time
            logins --window 999999999d   | only, 999999997 d are missing
            users --max-age 0            | expected a length of time
            pool --size 0                | expected a number
            pool --size 1000000          | expected a number
            traffic --interval 10        | --interval must end before --timeout, which is 10 s
            quota -w 10Gb                | '10Gb' is no number of octets
            quota --top 0                | expected a number from 1 to 999999, but was '0'
            collector -w 5x              | '5x' is no length of time
            access --allow-net 192.0.2.0/33 | expected an address, or one and a length, such as 192.0.2.1 or 192.0.2.0/24
            access --known-users /nowhere | no such file: /nowhere
            access --known-users /       | expected a file of names, one a line, but was '/'
            """)
    void sayWhatWouldBeRight(String line, String part) {
        assertThat(first(line)).contains(part);
    }

    @Test
    void knowTheUsersOfAList() throws IOException {
        Path names = Files.writeString(scratch.resolve("names"), " alice\n\ndave\n");
        assertThat(first("access --known-users " + names))
                .isEqualTo("PPTPD ACCESS CRITICAL - 1 unknown user: bob (outside the critical range 0)"
                        + " | unknown_users=1;;0;0");
        assertThat(first("access --exclude bob --known-users " + names)).startsWith("PPTPD ACCESS OK - 1 known user |");
    }

    /** It tells why the others are UNKNOWN. */
    @Test
    void callACollectorWithoutALogCritical() {
        log = scratch + "/missing";
        assertThat(check(LAST, "collector"))
                .isEqualTo(new CliRun(2, "PPTPD COLLECTOR CRITICAL - no such file: " + log + "\n", ""));
        assertThat(check(LAST, "users").exitCode()).isEqualTo(3);
        assertThat(check(LAST, "collector -H tcp:127.0.0.1:1 -C x").exitCode())
                .as("an agent and a log")
                .isEqualTo(3);
        CliRun agent = CliRun.of("check", "collector", "-H", "tcp:127.0.0.1:1", "-C", "x");
        assertThat(agent.exitCode()).as("out of reach").isEqualTo(3);
        assertThat(agent.out()).startsWith("PPTPD COLLECTOR UNKNOWN - cannot reach tcp:127.0.0.1:1");
    }
}
