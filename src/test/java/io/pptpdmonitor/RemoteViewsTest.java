package io.pptpdmonitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a view shows of an agent is what it shows of the logs that the agent reads, field for field. What the MIB does not
 * carry is null; which that is stands here, and for people in the README.
 */
class RemoteViewsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    /** The rows of pptpdFailureTable. */
    private static final int FAILURES = 64;

    /** Of a session that runs. */
    static final Set<String> NOT_OF_RUNNING = Set.of("controlPid", "userSource", "serverAddress", "up", "bundle");

    private static final Set<String> NOT_OF_ENDED =
            Set.of("pid", "controlPid", "service", "userSource", "serverAddress", "up", "encryption", "bundle");

    private static final Set<String> NOT_OF_FAILED = Set.of(
            "pid",
            "controlPid",
            "service",
            "userSource",
            "serverAddress",
            "assignedAddress",
            "interface",
            "started",
            "up",
            "encryption",
            "bundle",
            "connectSeconds");

    private static final Set<String> NOT_OF_FAILURES = Set.of("pid", "method");

    private static final Set<String> NOT_OF_HEALTH = Set.of("relevantLines", "debugSeen", "poolSource", "state");

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> folders = Files.list(RECORDINGS)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private record Both(JsonNode local, JsonNode remote) {
        Both part(String name) {
            return new Both(local.get(name), remote.get(name));
        }
    }

    private static Map<String, Both> views(Path recording, String... views) {
        List<String> source = source(recording);
        return ServedLog.asked(NOW, served(source), address -> {
            Map<String, Both> all = new TreeMap<>();
            for (String view : views) {
                JsonNode local = json(view, source);
                JsonNode remote = json(view, List.of("-H", address, "-C", ServedLog.COMMUNITY));
                all.put(view, new Both(local, remote));
            }
            return all;
        });
    }

    private static List<String> source(Path recording) {
        return List.of(
                "--file",
                recording.resolve("syslog").toString(),
                "--wtmp",
                recording.resolve("wtmp").toString(),
                "--live",
                "no");
    }

    private static List<String> served(List<String> source) {
        return Stream.concat(source.stream(), Stream.of("--history-size", "65535"))
                .toList();
    }

    private static JsonNode json(String view, List<String> options) {
        String[] args =
                Stream.concat(Stream.of(view, "-o", "json"), options.stream()).toArray(String[]::new);
        CliRun run = CliRun.at(NOW, args);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        try {
            return new ObjectMapper().readTree(run.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void statusAndUsersAreTheSame(Path recording) {
        views(recording, "status", "users").forEach((view, both) -> {
            assertThat(both.remote().get("generated")).isEqualTo(both.local().get("generated"));
            assertThat(both.remote().get("source")).isEqualTo(both.local().get("source"));
            Map<String, JsonNode> local = byKey(both.local().get("users"), user -> identity(user.get("user")));
            Map<String, JsonNode> remote = byKey(both.remote().get("users"), user -> told(user.get("user")));
            same(local, remote, user -> Set.of());
            health(both.part("health"));
        });
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void sessionsAndFailuresAreTheSame(Path recording) {
        Both all = Objects.requireNonNull(views(recording, "sessions").get("sessions"));
        same(
                byKey(
                        carried(all.local().get("sessions")),
                        session -> session.get("number").asText()),
                byKey(
                        all.remote().get("sessions"),
                        session -> session.get("number").asText()),
                session -> missing(session, recording.endsWith("k")));
        health(all.part("health"));
        assertThat(logins(all.remote().get("failures"))).isEqualTo(expectedLogins(all.local()));
        all.remote()
                .get("failures")
                .forEach(failure -> assertThat(NOT_OF_FAILURES)
                        .allMatch(field -> failure.get(field).isNull()));
    }

    /** Those without names that the MIB marks, which make the table's first column another one. */
    static Stream<Path> recordingsOfPlainNames() throws IOException {
        return recordings()
                .filter(recording -> !recording.getFileName().toString().matches("d.*|u"));
    }

    @ParameterizedTest
    @MethodSource("recordingsOfPlainNames")
    void theTablesAreTheSame(Path recording) {
        List<String> source = source(recording);
        List<List<String>> tables = ServedLog.asked(
                NOW,
                served(source),
                address -> Stream.of(source, List.of("-H", address, "-C", ServedLog.COMMUNITY))
                        .map(options -> CliRun.at(
                                NOW,
                                Stream.concat(Stream.of("status"), options.stream())
                                        .toArray(String[]::new)))
                        .map(run -> run.out().lines().toList())
                        .toList());
        // The agent tells the end of the last failed login, and no count of addresses.
        List<String> local = tables.get(0);
        List<String> remote = tables.get(1);
        assertThat(remote.get(0)).isEqualTo(local.get(0));
        assertThat(figures(remote.get(1))).hasSize(3).isEqualTo(figures(local.get(1)));
        assertThat(remote.subList(2, remote.size())).isEqualTo(local.subList(2, local.size()));
    }

    @Test
    void whatTheAgentDoesNotListIsTold() {
        List<String> source = Stream.concat(source(RECORDINGS.resolve("i")).stream(), Stream.of("--history-size", "2"))
                .toList();
        String shown = ServedLog.asked(
                NOW,
                source,
                address -> CliRun.at(NOW, "sessions", "-H", address, "-C", ServedLog.COMMUNITY)
                        .out());
        assertThat(shown.lines().filter(line -> line.contains(" closed "))).hasSize(2);
        assertThat(shown.lines())
                .last()
                .asString()
                .matches("\\(without the oldest \\d+ ended sessions, which are counted only\\)");
    }

    private static List<String> figures(String failedLogins) {
        return Pattern.compile("(?<=logins  )(?:at least )?\\d+|(?<= in )\\d+ min|(?<=negotiation failed )\\d+")
                .matcher(failedLogins)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> logins(JsonNode failures) {
        return StreamSupport.stream(failures.spliterator(), false)
                .map(failure -> login(
                        failure.get("time").asText(),
                        failure.get("host"),
                        told(failure.get("user")),
                        failure.get("clientAddress")))
                .sorted()
                .toList();
    }

    private static String login(String time, JsonNode host, String user, JsonNode client) {
        return String.join(" ", time, host.asText(), user, client.asText());
    }

    /** Of each failed session the last login, and when the session was over. */
    private static List<String> expectedLogins(JsonNode local) {
        List<String> expected = new ArrayList<>();
        for (JsonNode session : carried(local.get("sessions"))) {
            if (!session.get("state").asText().equals("failed")) {
                continue;
            }
            JsonNode login = null;
            for (JsonNode failure : local.get("failures")) {
                login = of(session, failure) ? failure : login;
            }
            boolean refused = session.get("endCause").asText().equals("auth-failed");
            if (refused || (login != null && !login.get("user").isNull())) {
                JsonNode client = session.get("clientAddress").isNull() && login != null
                        ? login.get("clientAddress")
                        : session.get("clientAddress");
                expected.add(login(
                        carried("ended", session.get("ended")),
                        session.get("host"),
                        login == null ? "" : identity(login.get("user")),
                        client));
            }
        }
        return expected.stream().sorted().toList();
    }

    private static boolean of(JsonNode session, JsonNode failure) {
        OffsetDateTime time = OffsetDateTime.parse(failure.get("time").asText());
        return session.get("pid").equals(failure.get("pid"))
                && !time.isBefore(OffsetDateTime.parse(session.get("started").asText()))
                && !time.isAfter(OffsetDateTime.parse(session.get("ended").asText()));
    }

    private static Map<String, JsonNode> byKey(JsonNode rows, Function<JsonNode, String> key) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(
                        key,
                        row -> row,
                        (first, last) -> {
                            throw new AssertionError("twice: " + first);
                        },
                        TreeMap::new));
    }

    /** All but the failed ones that are too old. */
    private static JsonNode carried(JsonNode sessions) {
        Set<JsonNode> newest = StreamSupport.stream(sessions.spliterator(), false)
                .filter(session -> session.get("state").asText().equals("failed"))
                .sorted(Comparator.comparing(
                                (JsonNode session) -> OffsetDateTime.parse(
                                        session.get("ended").asText()),
                                OffsetDateTime.timeLineOrder())
                        .thenComparing(session -> session.get("number").asLong())
                        .reversed())
                .limit(FAILURES)
                .collect(Collectors.toSet());
        var carried = new ObjectMapper().createArrayNode();
        sessions.forEach(session -> {
            if (!session.get("state").asText().equals("failed") || newest.contains(session)) {
                carried.add(session);
            }
        });
        return carried;
    }

    /** @param begins whether the log begins later than its first sessions: then nobody saw these start */
    private static Set<String> missing(JsonNode session, boolean begins) {
        if (begins && session.get("number").asInt() <= 2 && session.get("up").isNull()) {
            Set<String> all = new HashSet<>(NOT_OF_ENDED);
            all.add("started");
            return all;
        }
        return switch (session.get("state").asText()) {
            case "starting", "up" -> NOT_OF_RUNNING;
            case "closed", "lost" -> NOT_OF_ENDED;
            default -> NOT_OF_FAILED;
        };
    }

    private static void same(
            Map<String, JsonNode> local, Map<String, JsonNode> remote, Function<JsonNode, Set<String>> missing) {
        assertThat(remote.keySet()).isEqualTo(local.keySet());
        local.forEach(
                (name, row) -> fields(new Both(row, Objects.requireNonNull(remote.get(name))), missing.apply(row)));
    }

    private static void fields(Both row, Set<String> missing) {
        row.local().fieldNames().forEachRemaining(field -> {
            JsonNode told = row.remote().get(field);
            if (missing.contains(field)) {
                // Of what started a pppd there is a value for "not known".
                assertThat(told.isNull()
                                || (field.equals("service") && told.asText().equals("unknown")))
                        .as("%s of %s", field, row.remote())
                        .isTrue();
            } else {
                assertThat(told.asText())
                        .as("%s of %s", field, row.local())
                        .isEqualTo(carried(field, row.local().get(field)));
            }
        });
    }

    /** As the MIB can tell it. */
    private static String carried(String field, JsonNode value) {
        if (field.equals("user")) {
            return value.isNull() ? "null" : identity(value);
        }
        if (value.isTextual() && value.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            OffsetDateTime time = OffsetDateTime.parse(value.asText());
            int tenths = time.get(ChronoField.MILLI_OF_SECOND) / 100;
            return time.withNano(tenths * 100_000_000).format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        return value.isTextual() ? cut(HARMFUL.matcher(value.asText()).replaceAll("\ufffd"), 255) : value.asText();
    }

    /** As the MIB's PptpdUserIdentity describes it. */
    private static String identity(JsonNode user) {
        if (user.isNull()) {
            return "";
        }
        String name = user.asText();
        String harmless = HARMFUL.matcher(name).replaceAll("\ufffd");
        boolean itself = harmless.equals(name)
                && !name.isEmpty()
                && name.getBytes(UTF_8).length <= 96
                && !name.matches("(?s).*~[0-9a-f]{8}");
        return itself ? name : cut(harmless, 87) + "~" + digest(name).substring(0, 8);
    }

    /** A name that came through the MIB. */
    private static String told(JsonNode user) {
        return user.isNull() ? "" : user.asText();
    }

    private static String cut(String text, int octets) {
        String cut = text;
        while (cut.getBytes(UTF_8).length > octets) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private static String digest(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What an agent that reads one source tells of it. */
    static void health(JsonNode local, JsonNode remote) {
        health(new Both(local, remote));
    }

    private static void health(Both health) {
        fields(
                new Both(
                        ((com.fasterxml.jackson.databind.node.ObjectNode) health.local())
                                .deepCopy()
                                .without(List.of("sources", "wtmp", "notShown")),
                        health.remote()),
                NOT_OF_HEALTH);
        fields(health.part("wtmp"), Set.of("path"));
        fields(health.part("notShown"), Set.of("failures"));
        assertThat(health.remote().get("sources")).hasSize(1);
        fields(
                new Both(
                        health.local().get("sources").get(0),
                        health.remote().get("sources").get(0)),
                Set.of("position", "status"));
    }
}
