package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.proc.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server's files say of a pptpd that runs: it read its command line and its file when it began. */
class RunningPptpdTest {

    private static final Instant BEGAN = Instant.parse("2026-11-01T12:00:00Z");

    /** With neither limit nor command line pptpd 1.4.0 says of it "Maximum of 8 connections available". */
    private static final String CONF = "localip 192.168.0.1\nremoteip 192.168.0.2-9\noption /etc/ppp/pptpd-options\n";

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void host() throws IOException {
        write("etc/pptpd.conf", CONF);
        write("srv/vpn.conf", CONF.replace("2-9", "2-5"));
        write("etc/ppp/pptpd-options", "name pptpd\n");
        write("etc/ppp/chap-secrets", "alice pptpd secret *\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        written(name, BEGAN.minusSeconds(3600));
    }

    private void written(String name, Instant moment) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(moment));
    }

    private static ProcessInfo pptpd(int pid, @Nullable Instant began, String... options) {
        List<String> arguments = new ArrayList<>(List.of("/usr/sbin/pptpd"));
        arguments.addAll(List.of(options));
        return new ProcessInfo(pid, pid, "", 1, "pptpd", began, arguments);
    }

    private ServerConfig servedBy(ProcessInfo... managers) {
        ServerFiles files = new ServerFiles(root);
        files.servedBy(List.of(managers));
        return files.config();
    }

    /** Each command line was given to pptpd 1.4.0 (Debian 12); the number is what it logged as its maximum. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    -           , -                      , 8
                    -           , -C 3                   , 3
                    5           , -C 3                   , 5
                    5           , -C 0                   , 5
                    -           , -C 0                   , 0
                    -           , --conn 4               , 4
                    -           , --connections=4        , 4
                    -           , -fwC6                  , 6
                    -           , x -C 2                 , 2
                    -           , -- -C 2                , 8
                    -           , -C 3 -C 2              , 2
                    -           , -b eth9 -C 2           , 2
                    -           , -c /srv/vpn.conf       , 4
                    -           , -c/srv/vpn.conf -C3    , 3
                    -           , --conf /srv/vpn.conf   , 4
                    -           , --c=/srv/vpn.conf      , 4
                    """)
    void hasAsManySlotsAsPptpdSays(@Nullable String limit, @Nullable String options, int slots) throws IOException {
        write("etc/pptpd.conf", CONF + (limit == null ? "" : "connections " + limit + "\n"));

        ProcessInfo manager = pptpd(817, BEGAN, options == null ? new String[0] : options.split(" ", -1));

        assertThat(servedBy(manager).slots()).isEqualTo(slots);
    }

    /** pptpd 1.4.0 took {@code -l} and {@code -o} though its file told others, tried by hand. */
    @Test
    void takesAddressAndOptionsFromTheCommandLine() throws IOException {
        write("etc/pptpd.conf", CONF + "listen 192.0.2.1\n");
        write("srv/options", "name pptpd\ndebug\n");

        ServerConfig config = servedBy(pptpd(817, BEGAN, "-l", "192.0.2.2", "-o", "/srv/options", "-w", "-d", "-D"));

        assertThat(config.listen()).isEqualTo("192.0.2.2");
        assertThat(config.pppdDebug()).hasToString(root.resolve("srv/options") + ":2");
        assertThat(config.logwtmp()).hasToString("/proc/817/cmdline");
        assertThat(config.pptpdDebug()).hasToString("/proc/817/cmdline");
        assertThat(config.delegated()).isTrue();
        assertThat(config.slots()).isEqualTo(100);
    }

    @Test
    void knowsNoSlotsOfAFileThatWasChangedSince() throws IOException {
        ServerFiles files = new ServerFiles(root);
        files.servedBy(List.of(pptpd(817, BEGAN)));
        assertThat(files.config().slots()).isEqualTo(8);

        written("etc/pptpd.conf", BEGAN.plusSeconds(60));

        assertThat(files.config().slots()).isNull();
        assertThat(files.config().findings())
                .extracting(Finding::toString)
                .containsExactly(root + "/etc/pptpd.conf: it was changed after pptpd had begun, which serves by what it"
                        + " read then: the pool's size is not known; restart pptpd");

        files.servedBy(List.of(pptpd(9000, BEGAN.plusSeconds(90))));
        assertThat(files.config().slots()).isEqualTo(8);
    }

    @Test
    void knowsNoSlotsOfServersThatShareTheName() {
        ServerConfig config = servedBy(pptpd(817, BEGAN), pptpd(818, BEGAN, "-l", "192.0.2.2"));

        assertThat(config.slots()).isNull();
        assertThat(config.findings()).singleElement().asString().contains("pptpd runs more than once (817, 818)");
    }

    @Test
    void doesNotGuessWhereAFileIsThatIsNamedFromElsewhere() {
        ServerConfig config = servedBy(pptpd(817, BEGAN, "-c", "vpn.conf"));

        assertThat(config.confRead()).isFalse();
        assertThat(config.slots()).isNull();
        assertThat(config.findings())
                .singleElement()
                .hasToString("vpn.conf: it depends on where pptpd was started; give it --conf with the whole path");
    }

    @Test
    void takesTheFileAsItIsWhereNoneIsSeen() throws IOException {
        written("etc/pptpd.conf", BEGAN.plusSeconds(60));

        assertThat(servedBy().slots()).isEqualTo(8);
        assertThat(servedBy(pptpd(817, null)).slots()).isEqualTo(8);
    }
}
