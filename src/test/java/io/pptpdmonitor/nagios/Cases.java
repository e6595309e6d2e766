package io.pptpdmonitor.nagios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** The files of cases beside the tests. */
final class Cases {

    private Cases() {}

    static JsonNode read(String name) throws IOException {
        try (InputStream in = Cases.class.getResourceAsStream("/nagios/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
