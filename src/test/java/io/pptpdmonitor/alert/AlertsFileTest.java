package io.pptpdmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.store.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsFileTest {

    private static final Instant THEN = Instant.parse("2026-11-20T11:00:00.25Z");

    private static final Alerts.Kept KEPT = new Alerts.Kept(
            41,
            List.of(
                    new KeptAlert("users-high", Level.UNKNOWN, Level.WARNING, THEN, 3, Level.CRITICAL, THEN),
                    KeptAlert.fresh("never.judged_")));

    @TempDir
    Path directory = Path.of("");

    @Test
    void readsWhatWasKept() throws IOException {
        assertThat(file().read()).isEqualTo(Alerts.Kept.NOTHING);
        file().write(KEPT);
        assertThat(file().read()).isEqualTo(KEPT);
    }

    @Test
    void isTextThatPeopleCanRead() throws IOException {
        file().write(KEPT);
        assertThat(Files.readAllLines(path()).subList(0, 4))
                .containsExactly(
                        "pptpd-monitor alerts 1",
                        "notifications 41",
                        "alert users-high UNKNOWN WARNING 2026-11-20T11:00:00.250Z 3 CRITICAL 2026-11-20T11:00:00.250Z",
                        "alert never.judged_ - OK - 0 OK -");
    }

    @Test
    void writesOnlyWhatChanged() throws IOException {
        AlertsFile file = file();
        file.write(KEPT);
        Files.delete(path());
        file.write(KEPT);
        assertThat(path()).doesNotExist();
        file.write(new Alerts.Kept(42, List.of()));
        assertThat(path()).exists();
    }

    @Test
    void saysWhatBecomesOfDamagedStates() throws IOException {
        file().write(KEPT);
        Files.writeString(path(), Files.readString(path()).replace("users-high", "users-higH"));
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(IOException.class)
                .hasMessage("the alerts' states in " + path()
                        + " are damaged (its checksum is wrong): all begin anew, and what is raised now is told again");
    }

    @Test
    void refusesWhatIsWholeAndNotOurs() throws IOException {
        for (List<String> lines : List.of(
                List.<String>of(),
                List.of("pptpd-monitor alerts 2", "notifications 1"),
                List.of("pptpd-monitor alerts 1", "notifications x"),
                List.of("pptpd-monitor alerts 1", "notifications 1", "alert a OK OK - 0 OK"),
                List.of("pptpd-monitor alerts 1", "notifications 1", "alert a GOOD OK - 0 OK -"),
                List.of("pptpd-monitor alerts 1", "notifications 1", "alert a OK OK yesterday 0 OK -"))) {
            try (TextFile file = new TextFile(path(), "")) {
                file.write(lines);
            }
            assertThatThrownBy(() -> file().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("begin anew");
        }
    }

    private Path path() {
        return directory.resolve("alerts");
    }

    private AlertsFile file() {
        return new AlertsFile(path());
    }
}
