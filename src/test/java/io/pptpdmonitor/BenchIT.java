package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs, and the program's answer is what its generator knows; how long it takes does not matter here. */
class BenchIT {

    @TempDir
    Path scratch;

    @Test
    void agreesWithTheGeneratorOnALogOfTenMegabytes() throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin");
        Launched bench = Launched.run(
                scratch,
                environment,
                Path.of("bench/run").toAbsolutePath().toString(),
                "--size",
                "10000000",
                "--passes",
                "1",
                "--only",
                "gz,memory",
                "--logs",
                scratch.resolve("logs").toString());

        assertThat(bench.out()).contains("zcat", "MB").doesNotContain("WRONG");
        assertThat(bench.code()).as(bench.err()).isZero();
    }
}
