package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class ScalarTest {

    private static final Set<String> NUMBERS = Set.of("Gauge32", "Unsigned32", "Counter32", "Counter64", "INTEGER");

    /** The MIB's text tells which numbers there are. */
    @Test
    void areAllNumbersThatTheMibHasOfServerAndCollector() {
        MibFile mib = new MibFile();
        List<String> expected = mib.accessible().entrySet().stream()
                .filter(object -> object.getKey().matches("pptpd(Server|Collector)\\w+"))
                .filter(object -> NUMBERS.contains(object.getValue().syntax()))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(Scalar.ALL.stream().map(Scalar::name)).containsExactlyElementsOf(expected);
        assertThat(Scalar.ALL.stream().map(Scalar::label)).doesNotHaveDuplicates();
        for (Scalar scalar : Scalar.ALL) {
            String syntax =
                    Objects.requireNonNull(mib.accessible().get(scalar.name())).syntax();
            assertThat(scalar.counter()).as(scalar.name()).isEqualTo(syntax.startsWith("Counter"));
        }
    }

    @Test
    void haveTheValuesThatAManagerIsTold() {
        Snapshot morning = Examples.morning();
        MibFile mib = new MibFile();
        Map<OID, Long> served = new HashMap<>();
        for (VariableBinding instance : Walk.of(Examples.view(morning))) {
            if (Scalar.ALL.stream().anyMatch(scalar -> oid(mib, scalar).equals(instance.getOid()))) {
                served.put(instance.getOid(), instance.getVariable().toLong());
            }
        }

        assertThat(served).hasSizeGreaterThan(30);
        InstantSource clock = InstantSource.fixed(Snapshots.NOW.plusSeconds(7).toInstant());
        for (Scalar scalar : Scalar.ALL) {
            assertThat(scalar.in(morning, clock)).as(scalar.name()).isEqualTo(served.get(oid(mib, scalar)));
        }
    }

    private static OID oid(MibFile mib, Scalar scalar) {
        return new OID(mib.oid(scalar.name()) + ".0");
    }

    @ParameterizedTest
    @CsvSource({
        "active-users, pptpdServerActiveUsers",
        "activeUsers, pptpdServerActiveUsers",
        "pptpdServerActiveUsers, pptpdServerActiveUsers",
        "collector-data-age, pptpdCollectorDataAge",
        "collectorDataAge, pptpdCollectorDataAge",
        "status, pptpdServerStatus",
        "collector-status, pptpdCollectorStatus"
    })
    void areFoundByEachOfTheirNames(String text, String name) {
        assertThat(Scalar.named(text)).isNotNull().extracting(Scalar::name).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"users", "data-age", "''", "pptpdServerName", "pptpdServerPeakTime"})
    void areNotFoundByOthers(String text) {
        assertThat(Scalar.named(text)).isNull();
    }
}
