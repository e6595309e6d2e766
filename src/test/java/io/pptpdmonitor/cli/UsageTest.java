package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no command: one line that says what to do, and no look at any log. */
class UsageTest {

    /** The words of a line are parted by one blank; an empty word is written {@code EMPTY}. */
    private static String[] words(String line) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("EMPTY") ? "" : words[i];
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -w 80                          | -w 80
        -w 80 -c 90                    | -w 80 -c 90
        -w80                           | -w 80
        -w=80                          | -w 80
        -c 90                          | -c 90
        -c90                           | -c 90
        --warning 80                   | -w 80
        --warning=80 --critical=90     | -w 80 -c 90
        --watch 80                     | -w 80
        --watch=80                     | -w 80
        -rw 80                         | -w 80
        -w 10:                         | -w 10:
        -w :10                         | -w :10
        -w 10:20                       | -w 10:20
        -w @10:20                      | -w @10:20
        -w ~:10                        | -w '~:10'
        -w -5:5                        | -w -5:5
        -w 80%                         | -w 80%
        status -w 80                   | -w 80
        status -w 80 -c 90             | -w 80 -c 90
        users -w 80                    | -w 80
        sessions -c 90                 | -c 90
        -w 80 -f /var/log/syslog       | -w 80 -f /var/log/syslog
        -n -o json -d 5 -w 80 --zone=Z | -w 80 --zone=Z
        -w 80 -f /a;b                  | -w 80 -f '/a;b'
        -w 80 -c 90 check users        | -w 80 -c 90
        -w 80 check users -f /log      | -w 80 -f /log
        -w 80 check                    | -w 80
        """)
    void namesTheCheckThatWasMeant(String args, String meant) {
        assertThat(CliRun.of(words(args)))
                .isEqualTo(new CliRun(
                        2,
                        "",
                        "pptpd-monitor: thresholds belong to a check; did you mean: pptpd-monitor check users " + meant
                                + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --nope                 | Unknown option: '--nope'; see pptpd-monitor --help
        sessions --nope        | Unknown option: '--nope'; see pptpd-monitor sessions --help
        sessions -w            | Unknown option: '-w'; see pptpd-monitor sessions --help
        nope                   | no such command: 'nope'; there is status, sessions, users, failures, why, events, health, agent, check
        80                     | no such command: '80'; there is status, sessions, users, failures, why, events, health, agent, check
        -w on                  | no such command: 'on'; there is status, sessions, users, failures, why, events, health, agent, check
        users alice            | pptpd-monitor users takes no 'alice'; see pptpd-monitor users --help
        users /var/log/syslog  | a log is named with --file: pptpd-monitor users --file /var/log/syslog
        /var/log/syslog        | a log is named with --file: pptpd-monitor --file /var/log/syslog
        --file                 | Missing required parameter for option '--file' (LOG); see pptpd-monitor --help
        --file EMPTY           | Invalid value for option '--file' (LOG): expected a path, but was ''; see pptpd-monitor --help
        --wtmp EMPTY           | Invalid value for option '--wtmp': expected a path, but was ''; see pptpd-monitor --help
        --root EMPTY           | Invalid value for option '--root': expected a path, but was ''; see pptpd-monitor --help
        -o xml                 | Invalid value for option '--output': expected table, json, csv or librenms, but was 'xml'; see pptpd-monitor --help
        --zone Nowhere         | Invalid value for option '--zone': expected a zone such as Europe/Riga, UTC or +02:00, but was 'Nowhere'; see pptpd-monitor --help
        --live maybe           | Invalid value for option '--live': expected auto, yes or no, but was 'maybe'; see pptpd-monitor --help
        --service ftp          | Invalid value for option '--service' (NAME): expected pptp, l2tp, pppoe, client, unknown or all, but was 'ftp'; see pptpd-monitor --help
        -f x sessions          | write --file behind the command: pptpd-monitor sessions --file ...; see pptpd-monitor sessions --help
        --zone UTC agent --community c | write --zone behind the command: pptpd-monitor agent --zone ...; see pptpd-monitor agent --help
        """)
    void saysInOneLineWhatToDo(String args, String said) {
        assertThat(CliRun.of(words(args))).isEqualTo(new CliRun(2, "", "pptpd-monitor: " + said + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "-1",
                "abc",
                "EMPTY",
                "NaN",
                "1e3",
                "0x10",
                "1,5",
                "86401",
                "99999999999999999999",
                "0.01"
            })
    void refusesADelayThatIsNone(String delay) {
        String value = delay.equals("EMPTY") ? "" : delay;
        for (String option : new String[] {"-d", "-wd", "--delay"}) {
            assertThat(CliRun.of(option, value))
                    .isEqualTo(new CliRun(
                            2,
                            "",
                            "pptpd-monitor: Invalid value for option '--delay': expected seconds from 0.1 to 86400,"
                                    + " but was '"
                                    + value + "'; see pptpd-monitor --help\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent --community EMPTY                    | a community's name has 1 to 255 octets
        agent --community c --history-size 0       | the history has 1 to 65535 rows, not 0
        agent --community c --history-size x       | Invalid value for option '--history-size': 'x' is not an int
        agent --agentx 705                         | Invalid value for option '--agentx': not an address of an AgentX master: '705'; write unix:PATH or tcp:HOST:PORT, such as unix:/var/agentx/master or tcp:127.0.0.1:705
        agent --agentx tcp:[::1]:0                 | Invalid value for option '--agentx': a port is 1 to 65535, not 0
        agent --community c --listen 1161          | Invalid value for option '--listen' (ADDRESS): not an address to listen on: '1161'; write udp:ADDRESS:PORT or tcp:ADDRESS:PORT, such as udp:127.0.0.1:161 or udp:[::1]:161
        agent --community c --listen tls:[::1]:161 | Invalid value for option '--listen' (ADDRESS): not an address to listen on: 'tls:[::1]:161'; write udp:ADDRESS:PORT or tcp:ADDRESS:PORT, such as udp:127.0.0.1:161 or udp:[::1]:161
        agent --community c --listen udp:[::1]:65536 | Invalid value for option '--listen' (ADDRESS): a port is 0 to 65535, not 65536
        """)
    void saysWhatTheAgentNeeds(String args, String said) {
        assertThat(CliRun.of(words(args)))
                .isEqualTo(new CliRun(2, "", "pptpd-monitor: " + said + "; see pptpd-monitor agent --help\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        check                          | PPTPD UNKNOWN - name a check, such as: pptpd-monitor check users -w 80 -c 90, there is users, sessions, pool, logins, traffic, quota, daemon, collector, access, alerts, metric
        check --file x                 | PPTPD UNKNOWN - name a check, such as: pptpd-monitor check users -w 80 -c 90, there is users, sessions, pool, logins, traffic, quota, daemon, collector, access, alerts, metric
        check -w 80                    | PPTPD UNKNOWN - Unknown options: '-w', '80', name a check, such as: pptpd-monitor check users -w 80 -c 90, there is users, sessions, pool, logins, traffic, quota, daemon, collector, access, alerts, metric
        check users --nope             | PPTPD USERS UNKNOWN - Unknown option: '--nope', see pptpd-monitor check users --help
        check users alice              | PPTPD USERS UNKNOWN - pptpd-monitor check users takes no 'alice', see pptpd-monitor check users --help
        check users -w                 | PPTPD USERS UNKNOWN - Missing required parameter for option '--warning' (RANGE), see pptpd-monitor check users --help
        check users -w 20:10           | PPTPD USERS UNKNOWN - Invalid value for option '--warning': '20:10' is no range: start 20 is above end 10, write 10:20, see pptpd-monitor check users --help
        check users -w 1 -w 2          | PPTPD USERS UNKNOWN - option '--warning' (RANGE) should be specified only once, see pptpd-monitor check users --help
        -f x check users               | PPTPD USERS UNKNOWN - write --file behind the command: pptpd-monitor check users --file ..., see pptpd-monitor check users --help
        """)
    void ofACheckIsUnknownOnStandardOutput(String args, String line) {
        assertThat(CliRun.of(words(args))).isEqualTo(new CliRun(3, line + "\n", ""));
    }

    @Test
    void namesTheChecksThatThereAre() {
        assertThat(CliRun.of("check", "user").out())
                .startsWith("PPTPD UNKNOWN - no such check: 'user', there is users, sessions, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80%", "abc", "1,5", "EMPTY", "10:~", "~", "@", ":", "@@10", "NaN"})
    void refusesARangeThatIsNone(String range) {
        String value = range.equals("EMPTY") ? "" : range;
        assertThat(CliRun.of("check", "users", "-f", "/nowhere", "-c", value))
                .satisfies(run -> assertThat(run.out())
                        .startsWith("PPTPD USERS UNKNOWN - Invalid value for option '--critical': ")
                        .hasLineCount(1))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb\u001b[2J", "\u202exoc", "\u0085\u2028x"})
    void keepsToOneHarmlessLineWhateverItWasGiven(String text) {
        assertThat(CliRun.of(text).err()).matches("[ -~]+\n");
        assertThat(CliRun.of("-f", "/nowhere/" + text).err()).matches("[ -~]+\n");
        assertThat(CliRun.of("check", text).out()).matches("[ -~]+\n");
        assertThat(CliRun.of("check", "users", "-f", "/nowhere/" + text).out()).matches("[ -~]+\n");
    }
}
