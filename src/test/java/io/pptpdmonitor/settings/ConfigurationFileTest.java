package io.pptpdmonitor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pptpdmonitor.local.SocketSettings;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.Authentication;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.Privacy;
import io.pptpdmonitor.snmp.Secret;
import io.pptpdmonitor.snmp.SnmpUser;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

    @TempDir
    Path directory;

    @Test
    void readsWhoMayReadWhat() throws IOException {
        Configuration configuration = read("""
            [agent]
            listen = ["udp:127.0.0.1:1161", "tcp:[::1]:1161"]
            contact = "noc@example.org"
            location = "rack 7"
            history_size = 8
            max_response = 1472
            log_level = "debug"
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_password = "authauth"
            priv = "AES-128"
            priv_password = "privpriv"
            [[user]]
            name = "wall"
            auth = "SHA-512"
            auth_key = "%s"
            priv = "none"
            view = "without-personal-data"
            [[community]]
            name = "public"
            sources = ["192.0.2.0/24", "2001:db8::/32"]
            view = "without-personal-data"
            """.formatted("0a".repeat(64)));
        AgentSettings agent = configuration.agent();
        assertThat(agent.listen())
                .extracting(Object::toString)
                .containsExactly("udp:127.0.0.1:1161", "tcp:[0:0:0:0:0:0:0:1]:1161");
        assertThat(agent.contact()).isEqualTo("noc@example.org");
        assertThat(agent.location()).isEqualTo("rack 7");
        assertThat(agent.historySize()).isEqualTo(8);
        assertThat(agent.maxResponse()).isEqualTo(1472);
        assertThat(configuration.logLevel()).isEqualTo(LogLevel.DEBUG);

        List<SnmpUser> users = agent.access().users();
        assertThat(users).extracting(SnmpUser::name).containsExactly("nms", "wall");
        assertThat(users)
                .extracting(SnmpUser::authentication)
                .containsExactly(Authentication.SHA_256, Authentication.SHA_512);
        assertThat(users).extracting(SnmpUser::privacy).containsExactly(Privacy.AES_128, null);
        assertThat(users).extracting(SnmpUser::scope).containsExactly(Scope.EVERYTHING, Scope.WITHOUT_PERSONAL_DATA);

        Community community = agent.access().communities().get(0);
        assertThat(community.name()).isEqualTo("public");
        assertThat(community.sources()).extracting(Object::toString).containsExactly("192.0.2.0/24", "2001:db8::/32");
        assertThat(community.scope()).isEqualTo(Scope.WITHOUT_PERSONAL_DATA);
    }

    @Test
    void opensNoPortBesideAMasterUnlessToldTo() throws IOException {
        String through = "[agent]\nagentx = \"unix:/var/agentx/master\"\n";
        assertThat(read(through).master()).hasToString("unix:/var/agentx/master");
        assertThat(read(through).agent().listen()).isEmpty();
        Configuration both = read(through + "listen = [\"udp:127.0.0.1:1161\"]\n");
        assertThat(both.master()).isEqualTo(read(through).master());
        assertThat(both.agent().listen()).hasSize(1);
        assertThat(read("").master()).isNull();
        assertThat(faults("[agent]\nagentx = \"705\"\nlisten = []\n"))
                .containsExactly(
                        "1: the agent needs an address to listen on, such as \"udp:127.0.0.1:161\", or agentx",
                        "2: agentx: not an address of an AgentX master: '705'; write unix:PATH or tcp:HOST:PORT, such"
                                + " as unix:/var/agentx/master or tcp:127.0.0.1:705");
    }

    @Test
    void readsWhereChecksAreAnsweredAndForWhom() throws IOException {
        Path root = Files.createDirectories(directory.resolve("root/run/pptpd-monitor"))
                .resolve("../..");
        assertThat(read("").socket().path(directory.resolve("elsewhere"))).isNull();
        assertThat(read("").socket().path(root.normalize()))
                .isEqualTo(root.normalize().resolve("run/pptpd-monitor/check"));
        assertThat(read("[agent]\nsocket = ''\n").socket().path(root)).isNull();
        assertThat(read("[agent]\nsocket = 'none'\n").socket().path(root)).isNull();
        assertThat(read("[agent]\nsocket = '/run/x'\nsocket_mode = '0666'\nsocket_group = 'adm'\n")
                        .socket())
                .isEqualTo(new SocketSettings(true, Path.of("/run/x"), 0666, "adm"));
        assertThat(faults("[agent]\nsocket = 'run/x'\n"))
                .containsExactly("1: the path of a socket begins with /, but was 'run/x'");
        assertThat(faults("[agent]\nsocket_mode = 'rw'\n"))
                .containsExactly("2: socket_mode: expected the mode of a file, such as \"0660\", but was 'rw'");
        assertThat(faults("[agent]\nsocket_mode = 432\n"))
                .containsExactly("2: socket_mode: expected a text in quotes, but was a number");
    }

    @Test
    void readsWhichLogIsRead() throws IOException {
        SourceSettings source = read("""
            [source]
            file = ["/var/log/vpn.log", "/var/log/other.log"]
            rotate = true
            wtmp = "/var/log/wtmp"
            live = "no"
            zone = "UTC"
            log_host = ["vpn2"]
            probes_from = ["192.0.2.9", "198.51.100.0/24"]
            [source.host.vpn2]
            zone = "Europe/Riga"
            aliases = ["vpn2.example.org", "192.0.2.2"]
            """).source();
        assertThat(source)
                .isEqualTo(new SourceSettings(
                        List.of(Path.of("/var/log/vpn.log"), Path.of("/var/log/other.log")),
                        true,
                        Path.of("/var/log/wtmp"),
                        false,
                        ZoneId.of("UTC"),
                        List.of("vpn2"),
                        Map.of("vpn2", ZoneId.of("Europe/Riga")),
                        Map.of("vpn2.example.org", "vpn2", "192.0.2.2", "vpn2"),
                        source.probesFrom()));
        assertThat(source.probesFrom())
                .extracting(AddressRange::toString)
                .containsExactly("192.0.2.9", "198.51.100.0/24");
        assertThat(read("[source]\nlive = 'auto'\n").source()).isEqualTo(SourceSettings.FOUND);
        assertThat(faults("""
            [source]
            zone = 'Riga'
            live = true
            probes_from = ["nagios.example.org"]
            [source.host.vpn2]
            alias = 'a'
            [source.host]
            vpn3 = 1
            """))
                .containsExactly(
                        "2: zone: expected a zone such as Europe/Riga, UTC or +02:00, but was 'Riga'",
                        "3: live: expected a text in quotes, but was true or false",
                        "4: probes_from: expected an address, or one and a length, such as 192.0.2.1 or 192.0.2.0/24, but"
                                + " was 'nagios.example.org'",
                        "6: unknown key 'alias' in [source.host.vpn2]; there is aliases, zone",
                        "8: vpn3: expected a section that begins with [source.host.vpn3]");
    }

    @Test
    void takesTheDefaultsFromAnEmptyFile() throws IOException {
        assertThat(read("")).isEqualTo(Configuration.defaults());
        assertThat(read("# nothing\n[agent]\n")).isEqualTo(Configuration.defaults());
    }

    @Test
    void tellsAllFaultsWithLineAndRemedy() throws IOException {
        assertThat(faults("""
            [agent]
            listen = ["udp:127.0.0.1:1161",
                      "127.0.0.1"]
            contcat = "noc"
            history_size = "many"
            max_response = 9
            log_level = "loud"
            [[user]]
            name = "nms"
            auth = "MD5"
            auth_password = "short"
            priv_password = "privpriv"
            [[user]]
            auth = "SHA-256"
            auth_key = "xyz"
            priv = "AES-256"
            priv_key = "0123456789abcdef0123456789abcdef"
            [[community]]
            name = "public"
            [[community]]
            name = "private"
            sources = ["192.0.2.0/33", 7]
            [agents]
            """))
                .containsExactly(
                        "3: listen: not an address to listen on: '127.0.0.1'; write udp:ADDRESS:PORT or"
                                + " tcp:ADDRESS:PORT, such as udp:127.0.0.1:161 or udp:[::1]:161",
                        "4: unknown key 'contcat' in [agent]; there is agentx, contact, history_size, listen, location,"
                                + " log_level, max_response, socket, socket_group, socket_mode",
                        "5: history_size: expected a whole number, but was another text",
                        "6: max_response: 9 is out of range; take 484 to 65507",
                        "7: log_level: expected error, warning, info or debug, but was 'loud'",
                        "8: there is no priv in [[user]]; add priv = \"AES-128\"",
                        "10: auth: expected SHA-256, SHA-384 or SHA-512, but was 'MD5'",
                        "11: auth_password: a password of 5 characters is too short; take one of 8 or more",
                        "13: there is no name in [[user]]; add name = \"nms\"",
                        "15: auth_key: a localized key is written in pairs of hexadecimal digits",
                        "18: there is no sources in [[community]], which would answer everybody; add those who ask,"
                                + " such as sources = [\"192.0.2.0/24\"]",
                        "22: sources: expected an address, or one and a length, such as 192.0.2.1 or 192.0.2.0/24, but"
                                + " was '192.0.2.0/33'",
                        "22: sources: expected a text in quotes, but was a number",
                        "23: unknown key 'agents' in the file; there is agent, alert, community, notify,"
                                + " receiver, source, user");
    }

    @Test
    void showsHowAListIsWritten() throws IOException {
        assertThat(faults("[agent]\nlisten = 'udp:127.0.0.1:161'\n"))
                .containsExactly("2: listen: expected several values in brackets, each a text in quotes; write listen ="
                        + " [\"udp:127.0.0.1:161\"]");
        assertThat(faults("[source]\nfile = true\n"))
                .containsExactly("2: file: expected several values in brackets, each a text in quotes");
    }

    @Test
    void refusesTheSameNameTwice() throws IOException {
        String user = """
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_password = "authauth"
            priv = "AES-128"
            priv_password = "privpriv"
            """;
        String community = """
            [[community]]
            name = "public"
            sources = ["192.0.2.1"]
            """;
        assertThat(faults(user + user)).containsExactly("8: name: user 'nms' stands here twice; remove one of them");
        assertThat(faults(community + community))
                .containsExactly("5: name: the same community stands here twice; remove one of them");
        assertThat(faults("[agent]\ncontact = 'a'\ncontact = 'b'\n"))
                .containsExactly("3: not TOML: contact previously defined at line 2, column 1");
        assertThat(faults("[agent]\nlisten = ['udp:127.0.0.1:161', 'udp:127.0.0.1:161']\n"))
                .containsExactly("1: an address to listen on is given twice: [udp:127.0.0.1:161, udp:127.0.0.1:161]");
    }

    @Test
    void refusesTheSameReceiverTwice() throws IOException {
        String receiver = """
            [[receiver]]
            address = "udp:%s"
            version = "v2c"
            community = "%s"
            inform = %s
            """;
        String first = receiver.formatted("nms.example.org", "traps", "true");
        assertThat(faults(first + receiver.formatted("NMS.example.org:162", "traps", "false")))
                .containsExactly("7: address: this receiver stands here twice, and would get each notification twice;"
                        + " remove one of them");
        String others = receiver.formatted("nms.example.org:1162", "traps", "true")
                + receiver.formatted("nms.example.org", "other", "true");
        assertThat(ConfigurationFile.read(write(first + others)).receivers()).hasSize(3);
    }

    @Test
    void refusesAnAliasOfTwoHosts() throws IOException {
        assertThat(faults("""
            [source.host.vpn1]
            aliases = ["gw", "192.0.2.1"]
            [source.host.vpn2]
            zone = "UTC"
            aliases = ["192.0.2.2", "gw"]
            """)).containsExactly("5: aliases: 'gw' is an alias of vpn1 already; remove one of them");
    }

    /** The lines of one would be shown as those of the other. */
    @Test
    void refusesAnAliasThatIsAnotherHost() throws IOException {
        assertThat(faults("""
            [source.host.vpn1]
            aliases = ["vpn2", "vpn1"]
            [source.host.vpn2]
            zone = "UTC"
            """))
                .containsExactly("2: aliases: 'vpn2' is a host of its own here; remove the alias, or that host");
    }

    /** A key of SHA-512 is longer than AES-128 needs; the rest is left out later. */
    @Test
    void readsLocalizedKeys() throws IOException {
        String auth = "0123456789abcdef".repeat(8);
        String priv = "fedcba9876543210".repeat(8);
        Path secret = Files.writeString(directory.resolve("key"), "0x" + priv + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        String user = """
            [[user]]
            name = "nms"
            auth = "SHA-512"
            auth_key = "%s"
            priv = "AES-128"
            priv_key%s
            """;
        for (String key : new String[] {" = '" + priv + "'", "_file = 'key'"}) {
            SnmpUser read = ConfigurationFile.read(write(user.formatted(auth, key)))
                    .agent()
                    .access()
                    .users()
                    .get(0);
            assertThat(read.authenticationSecret()).isEqualTo(Secret.localizedKey(auth));
            assertThat(read.privacySecret()).isEqualTo(Secret.localizedKey(priv));
        }
    }

    @Test
    void refusesKeysOfAnotherLength() throws IOException {
        assertThat(faults("""
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_key = "0a0b"
            priv = "none"
            """)).containsExactly("1: a localized key of SHA-256 has 64 hexadecimal digits");
    }

    @Test
    void refusesSecretsThatEverybodyMayRead() throws IOException {
        String user = """
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_password = "authauth"
            priv = "AES-128"
            priv_password = "privpriv"
            """;
        Path file = write(user);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(faultsOf(file))
                .containsExactly("4: auth_password: a secret in a file that everybody may use (rw-r--r--): chmod o= "
                        + file + ", or put it into a file of its own (auth_password_file)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ConfigurationFile.read(file).agent().access().users()).hasSize(1);
    }

    @Test
    void readsSecretsFromFilesOfTheirOwn() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "authauth\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        String text = """
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_password_file = "secret"
            priv = "AES-128"
            priv_password_file = "%s"
            [[community]]
            name_file = "secret"
            sources = ["192.0.2.1"]
            """.formatted(secret);
        Path file = write(text);
        // It holds no secret itself.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        AgentSettings agent = ConfigurationFile.read(file).agent();
        assertThat(agent.access().users().get(0).authenticationSecret()).isEqualTo(Secret.password("authauth"));
        assertThat(agent.access().communities().get(0).name()).isEqualTo("authauth");

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        String open = "a secret in a file that everybody may use (rw-r--r--): chmod o= " + secret;
        assertThat(faultsOf(file))
                .containsExactly(
                        "4: auth_password_file: " + open, "6: priv_password_file: " + open, "8: name_file: " + open);
        Files.delete(secret);
        String none = "there is no file " + secret + " of one line; write the secret there";
        assertThat(faultsOf(file)).contains("4: auth_password_file: " + none);
    }

    @Test
    void tellsNoSecretWhateverIsWrong() throws IOException {
        assertThat(String.join("\n", faults("""
            auth_password = "hunter22hunter22"
            [[user]]
            name = "nms"
            auth = "SHA-256"
            auth_password = 22222222
            auth_key = "hunter22hunter22"
            priv = "AES-128"
            priv_key = "hunter22hunter22"
            """))).doesNotContain("hunter22", "22222222");
    }

    /** Each damage is taken for something else or refused with a line, and never ends in an error of ours. */
    @Test
    void refusesWhateverIsDamaged() throws IOException {
        String whole = Files.readString(Path.of("etc/pptpd-monitor.toml")).replaceAll("(?m)^# (?=\\[|[a-z_]+ = )", "");
        Random random = new Random(4);
        String odd = "[]{}=\"'#\\\n,.0x-\u00e4\u0000";
        for (int i = 0; i < 2000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(damaged.length());
                int end = random.nextInt(4) == 0 ? Math.min(damaged.length(), at + random.nextInt(40)) : at + 1;
                String other = random.nextBoolean() ? String.valueOf(odd.charAt(random.nextInt(odd.length()))) : "";
                damaged.replace(at, end, other);
            }
            Path file = write(damaged.toString());
            try {
                ConfigurationFile.read(file);
            } catch (ConfigurationException refused) {
                assertThat(refused.faults())
                        .isNotEmpty()
                        .allMatch(fault ->
                                fault.substring(file.toString().length()).matches("(?s):[0-9]+: .+"));
            }
        }
    }

    @Test
    void readsNothingThatIsNoFile() throws IOException {
        assertThatThrownBy(() -> ConfigurationFile.read(directory))
                .hasMessage(directory + " is no configuration file; name one of less than 1 MB");
        Path file = Files.write(directory.resolve("latin1"), new byte[] {'#', (byte) 0xe4, '\n'});
        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .hasMessage(file + " is not written in UTF-8; save it in UTF-8");
    }

    private Configuration read(String text) throws IOException {
        return ConfigurationFile.read(write(text));
    }

    private Path write(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("pptpd-monitor.toml"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private List<String> faults(String text) throws IOException {
        return faultsOf(write(text));
    }

    /** Without the name of the file. */
    private static List<String> faultsOf(Path file) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.read(file));
        return refused.faults().stream()
                .peek(fault -> assertThat(fault).startsWith(file + ":"))
                .map(fault -> fault.substring(file.toString().length() + 1))
                .toList();
    }
}
