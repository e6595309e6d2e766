package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pptpdmonitor.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFilesTest {

    /** As they stood when the recording a was made. */
    private static final String CONF = """
            option /etc/ppp/pptpd-options
            debug
            logwtmp
            localip 192.168.0.1
            remoteip 192.168.0.234-253
            """;

    private static final String OPTIONS = """
            name pptpd
            refuse-pap
            refuse-chap
            refuse-mschap
            require-mschap-v2
            require-mppe-128
            ms-dns 192.168.0.1
            proxyarp
            nodefaultroute
            debug
            lock
            nobsdcomp
            novj
            novjccomp
            nologfd
            lcp-echo-interval 30
            lcp-echo-failure 4
            """;

    private static final String SECRETS = """
            # client server secret IP
            "alice" pptpd "alicepw" *
            "bob" pptpd "bobpw" *
            "carol" pptpd "carolpw" *
            """;

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void recorded() {
        write("etc/pptpd.conf", CONF);
        write("etc/ppp/options", "asyncmap 0\nauth\ncrtscts\nlock\nhide-password\nmodem\nnoipx\n");
        write("etc/ppp/pptpd-options", OPTIONS);
        write("etc/ppp/chap-secrets", SECRETS);
    }

    private Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerConfig config() {
        return new ServerFiles(root).config();
    }

    @Test
    void tellsWhatARecordedServerWasConfiguredTo() {
        ServerConfig config = config();
        assertThat(config.confRead()).isTrue();
        assertThat(config.optionsRead()).isTrue();
        assertThat(config.slots()).isEqualTo(20);
        assertThat(config.delegated()).isFalse();
        assertThat(config.pptpdDebug()).isEqualTo(new Place(root.resolve("etc/pptpd.conf"), 2));
        assertThat(config.logwtmp()).isEqualTo(new Place(root.resolve("etc/pptpd.conf"), 3));
        assertThat(config.pppdDebug()).isEqualTo(new Place(root.resolve("etc/ppp/pptpd-options"), 10));
        assertThat(config.users()).isEqualTo(new UserNames(Set.of("alice", "bob", "carol"), true));
        assertThat(config.findings()).isEmpty();
    }

    @Test
    void looksForAFileByTheLettersOfItsName() {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        write("etc/pptpd.conf", CONF.replace("/etc/ppp/pptpd-options", "/etc/ppp/\u00fcber"));
        Path options = write("etc/ppp/\u00fcber", OPTIONS);

        assertThat(config().pppdDebug()).isEqualTo(new Place(options, 10));
        assertThat(config().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            debug                               | true
            name debug                          | false
            ipparam debug                       | false
            #debug                              | false
            lock debug                          | true
            'noauth -d'                         | true
            'require-mppe debug'                | true
            'no-such-option debug'              | false
            'no-such-option\\ndebug'             | true
            '"debug"'                           | true
            'password debug'                    | false
            '192.168.0.1:192.168.0.2\\ndebug'    | true
            """)
    void tellsPppdsDebugFromAValueOfThatName(String options, boolean debug) {
        write("etc/ppp/pptpd-options", options.replace("\\n", "\n") + "\n");
        assertThat(config().pppdDebug() != null).isEqualTo(debug);
    }

    @Test
    void readsTheOptionsOfTheSystemToo() {
        write("etc/ppp/options", "debug\n");
        assertThat(config().pppdDebug()).isEqualTo(new Place(root.resolve("etc/ppp/options"), 1));
    }

    @Test
    void readsFilesThatOptionsName() {
        write("etc/ppp/pptpd-options", "file /etc/ppp/more\ncall vpn\n");
        write("etc/ppp/more", "name pptpd\n");
        Path called = write("etc/ppp/peers/vpn", "lock\ndebug\n");
        assertThat(config().pppdDebug()).isEqualTo(new Place(called, 2));
    }

    /** ppp 2.4.9, auth.c, auth_check_options: the host's name goes before the option's. */
    @Test
    void takesNotTheOptionsNameWhereTheHostsGoesBeforeIt() {
        write("etc/ppp/pptpd-options", "name vpn\n");
        assertThat(config().users().isUser("alice")).isFalse();

        write("etc/ppp/pptpd-options", "name vpn\nusehostname\n");
        assertThat(config().users().isUser("alice")).isTrue();
    }

    @Test
    void endsWithOptionsThatNameEachOther() {
        write("etc/ppp/pptpd-options", "file /etc/ppp/pptpd-options\n");
        assertThat(config().optionsRead()).isFalse();
        assertThat(config().findings()).extracting(Finding::text).anyMatch(text -> text.contains("in a circle"));
    }

    @Test
    void takesWhoIsNotListedForAStranger() {
        UserNames users = config().users();
        assertThat(users.isUser("alice")).isTrue();
        assertThat(users.isUser("mallory")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "etc/ppp/pptpd-options, plugin radius.so",
        "etc/ppp/pptpd-options, plugin /usr/lib/pppd/2.4.9/winbind.so",
        "etc/ppp/pptpd-options, login",
        "etc/ppp/pptpd-options, noauth",
        "etc/ppp/pptpd-options, file /etc/ppp/absent",
        "etc/ppp/pap-secrets, '* * secret *'",
        "etc/ppp/chap-secrets, '* * secret *'"
    })
    void callsNobodyAStrangerWhereOthersMayLogIn(String file, String line) throws IOException {
        Path changed = root.resolve(file);
        write(file, (Files.exists(changed) ? Files.readString(changed) : "") + line + "\n");
        assertThat(config().users().isUser("mallory")).isNull();
        assertThat(config().users().isUser("alice")).isTrue();
    }

    @Test
    void takesTheNamesOfPapToo() {
        write("etc/ppp/pap-secrets", "dave * secret *\n");
        assertThat(config().users().isUser("dave")).isTrue();
    }

    @Test
    void countsTheSlotsWhereAddressesComeFromElsewhere() {
        write("etc/pptpd.conf", "delegate\nconnections 30\n");
        assertThat(config().delegated()).isTrue();
        assertThat(config().slots()).isEqualTo(30);
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.delete(root.resolve("etc/pptpd.conf"));
        assertThat(config().confRead()).isFalse();
        assertThat(config().slots()).isNull();
        assertThat(config().findings())
                .extracting(Finding::toString)
                .containsExactly(root.resolve("etc/pptpd.conf")
                        + ": there is no such file; the pool and where pptpd logs are not known from it");
    }

    @Test
    void saysWhichSecretsItMayNotRead() throws IOException {
        Path secrets = root.resolve("etc/ppp/chap-secrets");
        Files.setPosixFilePermissions(secrets, Set.of());
        assumeThat(Files.isReadable(secrets)).as("run by root").isFalse();
        assertThat(config().users().isUser("mallory")).isNull();
        assertThat(config().findings())
                .extracting(Finding::toString)
                .containsExactly(secrets
                        + ": no permission to read it (run as root); whose names are users is not known" + " from it");
    }

    @Test
    void readsAgainWhatHasChanged() {
        ServerFiles files = new ServerFiles(root);
        ServerConfig before = files.config();
        assertThat(files.config()).isSameAs(before);
        write("etc/ppp/chap-secrets", SECRETS + "dave pptpd secret *\n");
        assertThat(files.config().users().isUser("dave")).isTrue();
        write("etc/ppp/pap-secrets", "erin pptpd secret *\n");
        assertThat(files.config().users().isUser("erin")).isTrue();
    }

    @Test
    void keepsNoSecretInWhatItTells() {
        write("etc/ppp/pptpd-options", OPTIONS + "password alicepw\n");
        assertThat(config().toString()).doesNotContain("alicepw", "bobpw");
        assertThat(List.of(config().findings())).asString().doesNotContain("pw");
    }

    @ParameterizedTest
    @CsvSource({"etc/pptpd.conf", "etc/ppp/pptpd-options", "etc/ppp/options", "etc/ppp/chap-secrets"})
    @Timeout(20)
    void doesNotWaitForAPipe(String name) throws Exception {
        Path file = root.resolve(name);
        Files.deleteIfExists(file);
        assertThat(Program.require("mkfifo").run(file.toString()).exit()).isZero();
        assertThat(config().findings())
                .extracting(Finding::toString)
                .anyMatch(finding -> finding.startsWith(file + ": it cannot be read (it is a pipe or a device); "));
    }

    @Test
    void takesOptionsThatAreSwitchedOff() throws IOException {
        Path options = root.resolve("etc/ppp/options");
        Files.deleteIfExists(options);
        Files.createSymbolicLink(options, Path.of("/dev/null"));
        assertThat(config().findings()).isEmpty();
    }
}
