package io.pptpdmonitor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.alert.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every check in real Nagios 4 and real Icinga 2, by the definitions that are shipped: both are started once, run all rows of
 * {@code engines.txt} against one agent, and are then asked what they have of them. To add a check is to add rows.
 */
@Tag("programs")
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnginesIT {

    private static final List<String> SERVICES =
            List.of("collector", "users", "sessions", "pool", "logins", "traffic", "daemon");

    /** What check_snmp tells of that server; rates are there only when a minute has been measured. */
    private static final Map<String, String> FIGURES = Map.of(
            "pool", "3 %",
            "users", "3",
            "sessions", "3",
            "logins", "2",
            "negotiation", "0",
            "most", "1",
            "collector", "1",
            "alerts", "0");

    @TempDir
    static Path scratch;

    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(scratch);
    }

    @AfterAll
    static void end() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> nagiosHasWhatTheTableSays() {
        return table(site.nagios().told());
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> icingaHasWhatTheTableSays() {
        return table(site.icinga().told());
    }

    private static Stream<DynamicTest> table(Map<String, Told> told) {
        return site.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.service(), () -> {
                    Told actual = told.getOrDefault("rows!" + row.service(), Told.NOTHING);
                    assertThat(actual.fits(row))
                            .withFailMessage(
                                    "%s\nexpected %s %s|%s\nfound    %s %s|%s",
                                    row.arguments(),
                                    row.state(),
                                    row.text(),
                                    row.perfData(),
                                    actual.state(),
                                    actual.text(),
                                    actual.perfData())
                            .isTrue();
                }));
    }

    /** Every check that there is a command for has a row for each state. */
    @Test
    @Order(1)
    void theTableHoldsEveryCheckInEveryState() throws IOException {
        Map<String, List<Integer>> states = site.rows().stream()
                .collect(Collectors.groupingBy(Row::check, Collectors.mapping(Row::state, Collectors.toList())));
        assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(checks());
        assertThat(states)
                .allSatisfy((check, found) -> assertThat(found).as(check).contains(0, 1, 2, 3));
    }

    private static List<String> checks() throws IOException {
        return Pattern.compile("/check_pptpd ([a-z]+)")
                .matcher(Files.readString(Site.SHIPPED.resolve("commands.cfg")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The services as they are shipped, in both. */
    @Test
    @Order(1)
    void theShippedServicesAreGreen() {
        for (Engine engine : site.engines()) {
            Map<String, Told> told = engine.told();
            assertThat(told.keySet())
                    .filteredOn(name -> name.startsWith("shipped!"))
                    .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                            .map(check -> "shipped!pptpd-" + check)
                            .toList());
            assertThat(SERVICES).filteredOn(check -> !check.equals("traffic")).allSatisfy(check -> {
                Told green = told.get("shipped!pptpd-" + check);
                assertThat(green.state()).as(green.text()).isZero();
                assertThat(green.text()).startsWith("PPTPD " + check.toUpperCase(Locale.ROOT) + " OK - ");
            });
            assertThat(told.get("shipped!pptpd-traffic").text())
                    .matches("PPTPD TRAFFIC (OK|UNKNOWN - the traffic was not measured: ).*");
            assertThat(told.get("shipped!pptpd-pool"))
                    .isEqualTo(new Told(
                            0,
                            "PPTPD POOL OK - 3 % of the pool used, 3 of 100 slots",
                            "pool=3%;80;95;0;100 pool_used=3;;;0;100"));
        }
    }

    /** From where the engine runs, by the host's address and a file of credentials. */
    @Test
    @Order(1)
    void anAgentElsewhereIsAskedByTheAddressOfItsHost() {
        for (Engine engine : site.engines()) {
            Told told = engine.told().get("asked!pptpd-users");
            assertThat(told.text()).isEqualTo("PPTPD USERS OK - 3 active users, 3 sessions");
            assertThat(told.perfData()).startsWith("users=3;80;90;0;100 sessions=3;;;0;100 ");
        }
    }

    /** By v2c and v3, OK by the ranges that are shipped, WARNING and CRITICAL by others. */
    @ParameterizedTest
    @ValueSource(strings = {"snmp2 OK 0", "snmp3 OK 0", "snmp2-warning WARNING 1", "snmp3-critical CRITICAL 2"})
    @Order(1)
    void checkSnmpReadsTheFiguresOf(String host) {
        String[] words = host.split(" ", -1);
        for (Engine engine : site.engines()) {
            assertThat(Polled.FIGURES).filteredOn(EnginesIT::isNoRate).allSatisfy(figure -> {
                Told told = engine.told().get(words[0] + "!pptpd-snmp-" + figure);
                assertThat(told.state()).as(told.text()).isEqualTo(Integer.parseInt(words[2]));
                // It marks what is wrong with asterisks.
                assertThat(told.text().replace("*", ""))
                        .matches("SNMP " + words[1] + " - [a-z_]+ " + FIGURES.getOrDefault(figure, "\\d+ s"));
                assertThat(told.perfData()).matches("[a-z_]+=\\d+(;.*)?");
            });
            assertThat(engine.told().get("snmp2!pptpd-snmp-pool").perfData()).isEqualTo("pool=3;80;95");
        }
    }

    private static boolean isNoRate(String figure) {
        return !figure.equals("in") && !figure.equals("out");
    }

    /** What the agent does not know it has no instance of, and of the rest nothing is OK but that it looked just now. */
    @Test
    @Order(1)
    void checkSnmpIsUnknownOfWhatTheAgentDoesNotKnow() {
        for (Engine engine : site.engines()) {
            assertThat(Polled.FIGURES).allSatisfy(figure -> {
                Told told = engine.told().get("snmp2-blind!pptpd-snmp-" + figure);
                int expected = switch (figure) {
                    case "age" -> 0;
                    case "collector", "alerts" -> 2;
                    default -> 3;
                };
                assertThat(told.state()).as(told.text()).isEqualTo(expected);
            });
        }
    }

    /** Nagios makes of one line one dependency for each host, of its own service. */
    @Test
    @Order(1)
    void theOthersDependOnTheCollectorOfTheirHost() throws IOException {
        assertThat(site.nagios().objects())
                .containsPattern(
                        "define servicedependency \\{\\s+host_name\\s+shipped\\s+service_description\\s+pptpd-collector\\s+"
                                + "dependent_host_name\\s+shipped\\s+dependent_service_description\\s+pptpd-users\\s");
        assertThat(site.icinga()
                        .asked("objects/dependencies", "-X", "GET")
                        .get("results")
                        .findValuesAsText("name"))
                .contains("shipped!pptpd-users!pptpd-collector", "passive!pptpd-alert-most!pptpd-alerts")
                .doesNotContain("shipped!pptpd-collector!pptpd-collector");
    }

    /** Its import ("kickstart") reads them from the API, and takes no functions; what it shows are the descriptions. */
    @Test
    @Order(1)
    void theCommandsAreWhatIcingasDirectorImports() throws IOException {
        JsonNode all = site.icinga().asked("objects/checkcommands", "-X", "GET").get("results");
        List<JsonNode> ours = all.valueStream()
                .map(command -> command.get("attrs"))
                .filter(command -> command.get("__name").asText().startsWith("pptpd_"))
                .toList();
        assertThat(ours).hasSameSizeAs(checks()).allSatisfy(command -> {
            assertThat(command.get("arguments").toString()).doesNotContain("\"type\":\"Function\"");
            assertThat(command.get("command").valueStream()).allMatch(JsonNode::isTextual);
            assertThat(command.get("arguments").properties())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(argument -> {
                        JsonNode its = argument.getValue();
                        assertThat(its.path("description").asText())
                                .as(argument.getKey())
                                .isNotEmpty();
                        assertThat(its.path("value").asText()
                                        + its.path("set_if").asText())
                                .as(argument.getKey())
                                .matches("\\$pptpd_[a-z_]+\\$");
                    });
        });
    }

    /** The stranger's name went through a shell, in notifications and event handlers: nothing of it was run, or cut. */
    @Test
    @Order(2)
    void aNameDoesNoHarmInNotificationsAndHandlers() throws IOException {
        for (Engine engine : site.engines()) {
            for (List<String> lines : List.of(engine.notified(), engine.handled())) {
                assertThat(site.rows())
                        .filteredOn(row -> row.state() > 0)
                        .allSatisfy(row -> anyFits(lines, row.text()));
            }
        }
        assertThat(site.rows().stream().map(Row::text)).anyMatch(text -> text.contains("a_b,_(x)_i_'_%_y__z"));
    }

    private static void anyFits(List<String> lines, String text) {
        assertThat(lines).as(text).anyMatch(line -> Row.fits(text, line.strip()));
    }

    /** The agent's threshold, its command, both engines. */
    @Test
    @Order(3)
    void anAlertOfTheAgentBecomesAPassiveResult() throws IOException {
        site.server().login(6, Site.STRANGER);

        for (Engine engine : site.engines()) {
            Until.holds(
                    "the alert has come",
                    () -> engine.told().get("passive!pptpd-alert-most").state() == 2);
            Told told = engine.told().get("passive!pptpd-alert-most");
            assertThat(told.text()).startsWith("PPTPD ALERT CRITICAL - ");
            assertThat(told.perfData()).isEqualTo("most=2;;2");
        }
    }

    @Test
    @Order(4)
    void aCheckThatIsSubmittedIsFreshAndThenNot() throws IOException {
        site.liveFor(1);
        Program.Result submitted = site.submit("alerts");
        assertThat(submitted.exit()).as(submitted.err()).isZero();

        for (Engine engine : site.engines()) {
            Until.holds(
                    "it has the result",
                    () -> engine.told().get("passive!pptpd-alerts").state() == 2);
        }
        Until.holds(
                "Icinga says that none comes",
                () -> site.icinga()
                        .told()
                        .get("passive!pptpd-alerts")
                        .equals(new Told(3, "no result came from the agent of passive", "")));
        Until.holds(
                "Nagios says that none comes",
                () -> site.nagios()
                        .told()
                        .get("silent!pptpd-alerts")
                        .equals(new Told(3, "UNKNOWN: no result came from the agent", "")));
    }

    /** Nobody is told of the others while the log is not read, and nothing is spent on them; then they go on. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Order(5)
    void theOthersAreHeldBackWhileTheCollectorIsNotWell(int state) throws IOException {
        List<String> green = site.rows().stream()
                .filter(row -> row.state() == 0)
                .map(Row::service)
                .toList();
        for (Engine engine : site.engines()) {
            engine.leave("shipped!pptpd-collector");
            engine.hurry("shipped!pptpd-users");
            for (int i = 0; i < 3; i++) {
                engine.submit("shipped!pptpd-collector", state, "for the test");
            }
            Until.holds("it is hard", () -> isHard(engine, "shipped!pptpd-collector", state));
            Until.holds("four looks are left out", () -> {
                Engine.Schedule users = engine.schedule("shipped!pptpd-users");
                return users.next() - users.last() >= 4;
            });

            String check = state == 2 ? "pool" : "sessions";
            engine.fail(check);
            Until.holds("it is hard", () -> isHard(engine, "shipped!pptpd-" + check, 2));
            String told = "told beside it in state " + state;
            engine.submit("rows!" + green.get(state - 2), 2, told);
            Until.holds("the other is told", () -> notified(engine).contains(told));
            assertThat(notified(engine))
                    .doesNotContain(engine.told().get("shipped!pptpd-" + check).text());

            double last = engine.schedule("shipped!pptpd-users").last();
            engine.submit("shipped!pptpd-collector", 0, "well again");
            Until.holds(
                    "it is checked again",
                    () -> engine.schedule("shipped!pptpd-users").last() > last);
        }
    }

    private static boolean isHard(Engine engine, String service, int state) {
        return engine.told().get(service).state() == state
                && engine.schedule(service).hard();
    }

    private static List<String> notified(Engine engine) {
        try {
            return engine.notified().stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that is not green at once: by then a minute has been measured. */
    @Test
    @Order(6)
    void theShippedTrafficGetsGreen() throws IOException {
        String service = "shipped!pptpd-traffic";
        for (Engine engine : site.engines()) {
            engine.hurry(service);
            Until.holds(
                    service,
                    Duration.ofSeconds(90),
                    () -> engine.told().get(service).state() == 0);
            Told told = engine.told().get(service);
            assertThat(told.text()).startsWith("PPTPD TRAFFIC OK - ");
            assertThat(told.perfData()).matches("rate=\\d+B;.* in_rate=\\d+B;.* out_rate=\\d+B;.*");
        }
    }

    /** By then a minute has been measured. */
    @Test
    @Order(6)
    void checkSnmpReadsTheRates() throws IOException {
        for (Engine engine : site.engines()) {
            for (String host : List.of("snmp2 OK", "snmp3 OK", "snmp2-warning WARNING", "snmp3-critical CRITICAL")) {
                String[] words = host.split(" ", -1);
                for (String rate : List.of("in", "out")) {
                    String service = words[0] + "!pptpd-snmp-" + rate;
                    engine.hurry(service);
                    String text = "SNMP " + words[1] + " - " + rate + "_rate 0 B";
                    Until.holds(
                            service,
                            Duration.ofSeconds(90),
                            () -> engine.told()
                                    .get(service)
                                    .text()
                                    .replace("*", "")
                                    .equals(text));
                }
            }
        }
    }
}
