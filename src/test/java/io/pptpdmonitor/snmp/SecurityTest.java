package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is answered what, asked by net-snmp's programs. */
@Tag("programs")
class SecurityTest {

    private static final String ROOT = "." + PptpdMib.ROOT;
    private static final String ACTIVE_USERS = ROOT + ".1.1.4.0";
    private static final String ANSWER = ACTIVE_USERS + " = Gauge32: 2";

    private static final EngineIdentity ENGINE = EngineIdentity.anew();

    /** To make one takes some hundredths of a second. */
    private static final Map<String, Secret> KEYS = new ConcurrentHashMap<>();

    private final PptpdAgent agent = new PptpdAgent(
            new AgentSettings(
                    List.of(
                            ListenAddress.parse("udp:127.0.0.1:0"),
                            ListenAddress.parse("udp:[::1]:0"),
                            ListenAddress.parse("tcp:127.0.0.1:0"),
                            ListenAddress.parse("tcp:[::1]:0")),
                    new Access(users(), communities()),
                    "",
                    "",
                    64,
                    16_384),
            ENGINE,
            Examples::morning,
            Snapshots.NOW::toInstant);

    @TempDir
    Path netSnmp = Path.of("");

    private List<String> addresses = List.of();

    private List<SnmpUser> users() {
        List<SnmpUser> users = new ArrayList<>();
        for (Authentication authentication : Authentication.values()) {
            Secret authKey = localized(authentication.word(), "authauth");
            Secret privKey = localized(authentication.word(), "privpriv");
            for (Privacy privacy : Privacy.values()) {
                String keyed = "keyed" + authentication.word() + privacy.word();
                users.add(new SnmpUser(keyed, authentication, authKey, privacy, privKey, Scope.EVERYTHING));
                users.add(new SnmpUser(
                        authentication.word() + privacy.word(),
                        authentication,
                        Secret.password("authauth"),
                        privacy,
                        Secret.password("privpriv"),
                        Scope.EVERYTHING));
            }
        }
        users.add(new SnmpUser(
                "signed", Authentication.SHA_256, Secret.password("authauth"), null, null, Scope.EVERYTHING));
        users.add(new SnmpUser(
                "wall",
                Authentication.SHA_256,
                Secret.password("authauth"),
                Privacy.AES_128,
                Secret.password("privpriv"),
                Scope.WITHOUT_PERSONAL_DATA));
        return users;
    }

    private static Secret localized(String algorithm, String password) {
        return KEYS.computeIfAbsent(
                algorithm + " " + password, any -> Secret.localizedKey(localizedKey(algorithm, password)));
    }

    /** RFC 3414, A.2.2 and 2.6: a megabyte of the password digested, and that around the engine's id. */
    private static String localizedKey(String algorithm, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] key =
                    digest.digest(password.repeat((1 << 20) / password.length()).getBytes(StandardCharsets.US_ASCII));
            digest.update(key);
            digest.update(HexFormat.of().parseHex(ENGINE.hex()));
            return HexFormat.of().formatHex(digest.digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Community> communities() {
        return List.of(
                new Community(
                        "near",
                        List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
                        Scope.EVERYTHING),
                new Community("far", List.of(AddressRange.parse("192.0.2.0/24")), Scope.EVERYTHING),
                new Community("wall", Community.ANYWHERE, Scope.WITHOUT_PERSONAL_DATA));
    }

    @BeforeEach
    void start() throws IOException {
        // Or net-snmp makes it, and says so on stderr.
        Files.createDirectory(netSnmp.resolve("cert_indexes"));
        addresses = agent.start().stream().map(Object::toString).toList();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256,AES-128,SHA-256,AES",
        "SHA-256,AES-192,SHA-256,AES-192",
        "SHA-256,AES-256,SHA-256,AES-256",
        "SHA-384,AES-256,SHA-384,AES-256",
        "SHA-512,AES-128,SHA-512,AES",
        "SHA-512,AES-192,SHA-512,AES-192-C",
        "SHA-512,AES-256,SHA-512,AES-256",
        "SHA-512,AES-256,SHA-512,AES-256-C"
    })
    void answersUsersOfVersion3(String auth, String priv, String a, String x) {
        for (String address : addresses) {
            Program.Result result = get(address, v3(auth + priv, "authPriv", a, "authauth", x, "privpriv"));
            assertThat(result.err()).isEmpty();
            assertThat(result.lines()).containsExactly(ANSWER);
        }
    }

    /** Each as long as the digest makes it, so that most are longer than the cipher takes. */
    @ParameterizedTest
    @CsvSource({
        "SHA-256,AES-128,AES",
        "SHA-256,AES-192,AES-192",
        "SHA-256,AES-256,AES-256",
        "SHA-384,AES-128,AES",
        "SHA-384,AES-192,AES-192",
        "SHA-384,AES-256,AES-256",
        "SHA-512,AES-128,AES",
        "SHA-512,AES-192,AES-192",
        "SHA-512,AES-256,AES-256"
    })
    void takesKeysThatWereLocalizedForItsEngine(String auth, String priv, String x) {
        String user = "keyed" + auth + priv;
        assertThat(get(addresses.get(0), v3(user, "authPriv", auth, "authauth", x, "privpriv"))
                        .lines())
                .containsExactly(ANSWER);
    }

    @Test
    void takesNoOtherKeys() {
        String[] wrong = v3("keyedSHA-512AES-128", "authPriv", "SHA-512", "authauth", "AES", "wrongwrong");
        assertThat(get(addresses.get(0), with(wrong, "-t", "0.3", "-r", "0")).out())
                .isEmpty();
        wrong = v3("keyedSHA-512AES-128", "authPriv", "SHA-512", "wrongwrong", "AES", "privpriv");
        assertThat(get(addresses.get(0), wrong).err()).contains("Authentication failure");
    }

    /** The groups of RFC 3418, 3411 and 3414, by what was done to them. */
    @Test
    void countsWhatItIsAsked() {
        String address = addresses.get(0);
        assertThat(number(address, ".1.3.6.1.6.3.10.2.1.2.0")).isEqualTo(1);
        assertThat(ask("snmpget", address, new String[] {"-v2c", "-c", "near", "-Ox"}, ".1.3.6.1.6.3.10.2.1.1.0")
                        .out()
                        .replaceAll(".*Hex-STRING:|\\s", "")
                        .toLowerCase(Locale.ROOT))
                .isEqualTo(ENGINE.hex());

        get(address, "-v2c", "-c", "nobody", "-t", "0.3", "-r", "0");
        get(address, "-v2c", "-c", "far", "-t", "0.3", "-r", "0");
        assertThat(number(address, ".1.3.6.1.2.1.11.4.0")).isEqualTo(2);
        ask("snmpset", address, new String[] {"-v2c", "-c", "near"}, ".1.3.6.1.2.1.1.6.0", "s", "x");
        assertThat(number(address, ".1.3.6.1.2.1.11.5.0")).isEqualTo(1);
        get(address, v3("SHA-256AES-128", "authPriv", "SHA-256", "wrongwrong", "AES", "privpriv"));
        assertThat(number(address, ".1.3.6.1.6.3.15.1.1.5.0")).isEqualTo(1);
        get(address, v3("nobody", "authPriv", "SHA-256", "authauth", "AES", "privpriv"));
        assertThat(number(address, ".1.3.6.1.6.3.15.1.1.3.0")).isEqualTo(1);
        long before = number(address, ".1.3.6.1.2.1.11.1.0");
        assertThat(number(address, ".1.3.6.1.2.1.11.1.0")).isEqualTo(before + 1);
    }

    /** RFC 3412, 4.2.2.1: nobody here answers for another engine's contexts, and who asks is told so. */
    @Test
    void saysThatItAnswersForNoOtherEngine() {
        String address = addresses.get(0);
        String[] user = v3("SHA-256AES-128", "authPriv", "SHA-256", "authauth", "AES", "privpriv");
        assertThat(get(address, user).lines()).containsExactly(ANSWER);
        Program.Result result = get(address, with(user, "-E", "0x80001f880501020304", "-t", "5", "-r", "0"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.err())
                .as("net-snmp's words for a report of snmpUnknownPDUHandlers")
                .contains("Bad version");
        assertThat(number(address, ".1.3.6.1.6.3.11.2.1.3.0")).isEqualTo(1);
        assertThat(number(address, ".1.3.6.1.2.1.11.31.0"))
                .as("snmpSilentDrops")
                .isZero();
    }

    /** Whoever names another engine is told of ours; nothing is kept, nor made, for his. */
    @Test
    void isNoOtherEngine() {
        String[] user = v3("SHA-256AES-128", "authPriv", "SHA-256", "authauth", "AES", "privpriv");
        long before = number(addresses.get(0), ".1.3.6.1.6.3.15.1.1.4.0");
        Program.Result result =
                get(addresses.get(0), with(user, "-e", "0x80001f880501020304", "-Z", "1,1", "-t", "0.3", "-r", "0"));
        assertThat(result.exit()).isNotZero();
        assertThat(number(addresses.get(0), ".1.3.6.1.6.3.15.1.1.4.0")).isGreaterThan(before);
    }

    private long number(String address, String object) {
        String out = ask("snmpget", address, new String[] {"-v2c", "-c", "near", "-Oqv"}, object)
                .out();
        return Long.parseLong(out.strip());
    }

    @Test
    void answersCommunitiesOfTheirNetworksOnly() {
        for (String address : addresses) {
            assertThat(get(address, "-v2c", "-c", "near").lines()).containsExactly(ANSWER);
            assertThat(get(address, "-v1", "-c", "near").lines()).containsExactly(ANSWER);
        }
        for (String unknown : List.of("far", "nobody")) {
            Program.Result result = get(addresses.get(0), "-v2c", "-c", unknown, "-t", "0.3", "-r", "0");
            assertThat(result.err()).contains("Timeout: No Response");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SHA-256AES-128 | authPriv     | wrongwrong | privpriv   | Authentication failure (incorrect password, community or key)
        nobody         | authPriv     | authauth   | privpriv   | Unknown user name
        SHA-256AES-128 | authNoPriv   | authauth   | privpriv   | authorizationError
        SHA-256AES-128 | noAuthNoPriv | authauth   | privpriv   | authorizationError
        signed         | noAuthNoPriv | authauth   | privpriv   | authorizationError
        signed         | authPriv     | authauth   | privpriv   | Unsupported security level
        """)
    void saysWhyItAnswersNot(String user, String level, String auth, String priv, String why) {
        Program.Result result = get(addresses.get(0), v3(user, level, "SHA-256", auth, "AES", priv));
        assertThat(result.exit()).isNotZero();
        assertThat(result.out() + result.err()).contains(why).doesNotContain(ANSWER);
    }

    @Test
    void doesNotAnswerWhatCannotBeDecrypted() {
        String[] user = v3("SHA-256AES-128", "authPriv", "SHA-256", "authauth", "AES", "wrongwrong");
        assertThat(get(addresses.get(0), with(user, "-t", "0.3", "-r", "0")).out())
                .isEmpty();
    }

    @Test
    void answersWhatIsSignedWhereTheUserNeedsNoMore() {
        assertThat(get(addresses.get(0), v3("signed", "authNoPriv", "SHA-256", "authauth", "AES", "privpriv"))
                        .lines())
                .containsExactly(ANSWER);
    }

    @Test
    void knowsNoContextButTheDefault() {
        String[] user = v3("SHA-256AES-128", "authPriv", "SHA-256", "authauth", "AES", "privpriv");
        assertThat(get(addresses.get(0), with(user, "-n", "vpn2")).err()).contains("Bad context specified");
    }

    @ParameterizedTest
    @CsvSource({"snmpwalk, -v2c", "snmpbulkwalk, -v2c", "snmpwalk, -v3", "snmpbulkwalk, -v3", "snmpwalk, -v1"})
    void showsNobodyToWhomItMayNot(String program, String version) {
        String[] who = version.equals("-v3")
                ? v3("wall", "authPriv", "SHA-256", "authauth", "AES", "privpriv")
                : new String[] {version, "-c", "wall"};
        for (String from : List.of(ROOT, ROOT + ".1.3", ROOT + ".1.5", ".1.3.6.1")) {
            List<String> lines = ask(program, addresses.get(0), who, from).lines();
            assertThat(lines).noneMatch(line -> line.matches("\\" + ROOT + "\\.1\\.[4-7]\\..*"));
            assertThat(String.join("\n", lines)).doesNotContain("alice", "203.0.113.7");
        }
        assertThat(ask(program, addresses.get(0), who, ROOT).lines()).contains(ANSWER);
    }

    @Test
    void getsNobodyForWhomItMayNot() {
        String[] who = {"-v2c", "-c", "wall"};
        String alice = ROOT + ".1.5.1.1.2.5.97.108.105.99.101";
        assertThat(ask("snmpget", addresses.get(0), new String[] {"-v2c", "-c", "near"}, alice)
                        .out())
                .contains("alice");
        assertThat(ask("snmpget", addresses.get(0), who, alice).out()).contains("No Such Object");
        assertThat(ask("snmpgetnext", addresses.get(0), who, alice).out()).startsWith(".1.3.6.1.6.3.");
        String last = ROOT + ".1.2.13.0";
        assertThat(ask("snmpbulkget", addresses.get(0), with(who, "-Cr50"), last)
                        .out())
                .doesNotContain("alice", ROOT + ".1.4", ROOT + ".1.5");
    }

    @Test
    void admitsOthersWithoutBeginningAnew() throws Exception {
        String[] user = v3("SHA-256AES-128", "authPriv", "SHA-256", "authauth", "AES", "privpriv");
        assertThat(get(addresses.get(0), user).lines()).containsExactly(ANSWER);
        SnmpUser changed = new SnmpUser(
                "SHA-256AES-128",
                Authentication.SHA_256,
                Secret.password("changed-it"),
                Privacy.AES_128,
                Secret.password("privpriv"),
                Scope.EVERYTHING);
        agent.change(AgentSettings.defaults().admitting(new Access(List.of(changed), List.of())));

        assertThat(get(addresses.get(0), user).err()).contains("Authentication failure");
        assertThat(get(addresses.get(0), v3("wall", "authPriv", "SHA-256", "authauth", "AES", "privpriv"))
                        .err())
                .contains("Unknown user name");
        assertThat(get(addresses.get(0), "-v2c", "-c", "near", "-t", "0.3", "-r", "0")
                        .err())
                .contains("Timeout");
        user[6] = "changed-it";
        assertThat(get(addresses.get(0), user).lines()).containsExactly(ANSWER);
    }

    private static String[] v3(String user, String level, String a, String auth, String x, String priv) {
        return new String[] {"-v3", "-u", user, "-a", a, "-A", auth, "-l", level, "-x", x, "-X", priv};
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Program.Result get(String address, String... who) {
        return ask("snmpget", address, who, ACTIVE_USERS);
    }

    private Program.Result ask(String program, String address, String[] who, String... object) {
        List<String> arguments = new ArrayList<>(List.of("-On", "-m", ""));
        arguments.addAll(List.of(who));
        arguments.add(netSnmpAddress(address));
        arguments.addAll(List.of(object));
        return Program.require(program)
                .with("SNMPCONFPATH", netSnmp.toString())
                .with("SNMP_PERSISTENT_DIR", netSnmp.toString())
                .run(arguments.toArray(String[]::new));
    }

    /** Its transports over IPv6 have names of their own. */
    private static String netSnmpAddress(String address) {
        return address.contains("[") ? address.replaceFirst("^(udp|tcp):", "$16:") : address;
    }
}
