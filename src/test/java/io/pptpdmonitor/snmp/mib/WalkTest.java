package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snmp4j.smi.VariableBinding;

/** Walks held against src/test/resources/snmp; with {@code -Dgolden.update=true} the files are written instead. */
class WalkTest {

    private static final Path GOLDEN = Path.of("src/test/resources/snmp");

    private static final Map<String, View> VIEWS = Map.of(
            "morning", Examples.view(Examples.morning()),
            "empty", Examples.view(Snapshots.empty()),
            "hostile", Examples.view(Examples.hostile()),
            "alerts", Examples.view(Snapshots.empty(), Examples.board()));

    @TestFactory
    Stream<DynamicTest> walksAsTheGoldenFileSays() {
        return each(name -> {
            List<String> walk = Walk.lines(view(name));
            Path golden = GOLDEN.resolve(name + ".walk");
            if (Boolean.getBoolean("golden.update")) {
                Files.write(golden, walk);
            }
            assertThat(walk).isEqualTo(Files.readAllLines(golden));
        });
    }

    @TestFactory
    Stream<DynamicTest> getsEachInstanceByItsOwnOid() {
        return each(name -> {
            View view = view(name);
            assertThat(Walk.of(view)).allSatisfy(binding -> {
                assertThat(view.get(binding.getOid())).isEqualTo(binding.getVariable());
                assertThat(view.implemented(binding.getOid())).isTrue();
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> leadsFromEachInstanceToTheNextAndFromTheLastOut() {
        return each(name -> {
            View view = view(name);
            List<VariableBinding> walk = Walk.of(view);
            for (int i = 0; i < walk.size(); i++) {
                VariableBinding expected = i + 1 < walk.size() ? walk.get(i + 1) : null;
                assertThat(view.next(walk.get(i).getOid())).isEqualTo(expected);
            }
        });
    }

    private static View view(String name) {
        View view = VIEWS.get(name);
        if (view == null) {
            throw new AssertionError(name);
        }
        return view;
    }

    private static Stream<DynamicTest> each(Check check) {
        return VIEWS.keySet().stream().sorted().map(name -> DynamicTest.dynamicTest(name, () -> check.of(name)));
    }

    @FunctionalInterface
    private interface Check {
        void of(String name) throws IOException;
    }
}
