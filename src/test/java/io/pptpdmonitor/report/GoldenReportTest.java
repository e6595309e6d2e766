package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views of one story, in files to be read; {@code -Dgolden.update=true} writes them anew. */
class GoldenReportTest {

    private static final Path FILES = Path.of("src/test/resources/report");

    @ParameterizedTest
    @CsvSource({
        "STATUS,   TABLE, status.txt",
        "SESSIONS, TABLE, sessions.txt",
        "USERS,    TABLE, users.txt",
        "FAILURES, TABLE, failures.txt",
        "SESSIONS, CSV,   sessions.csv",
        "USERS,    CSV,   users.csv",
        "FAILURES, CSV,   failures.csv",
        "SESSIONS, JSON,  sessions.json",
        "USERS,    JSON,  users.json",
    })
    void showsTheStory(View view, Format format, String file) throws IOException {
        String shown = Written.report(view, format, Story.snapshot(), true);

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILES.resolve(file), shown);
        }
        assertThat(shown).isEqualTo(Files.readString(FILES.resolve(file)));
    }
}
