package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/** The files of cases beside the tests. */
final class Cases {

    private Cases() {}

    /** All of one kind, of which there are so many: that none of them is tried would go unnoticed else. */
    static Stream<JsonNode> read(String file, String kind, int count) throws IOException {
        try (InputStream in = Cases.class.getResourceAsStream("/nagios/" + file)) {
            JsonNode cases = new ObjectMapper().readTree(in).get(kind);
            assertThat(cases).hasSize(count);
            return cases.valueStream();
        }
    }
}
