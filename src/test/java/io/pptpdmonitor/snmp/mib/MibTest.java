package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/** The code held against the file that managers load. */
class MibTest {

    /** What each syntax is on the wire: RFC 2578, 2579, 2856, 2863, 3411 and 4001, and our own conventions. */
    private static final Map<String, Integer> ON_THE_WIRE = Map.ofEntries(
            entry("SnmpAdminString", SMIConstants.SYNTAX_OCTET_STRING),
            entry("PptpdUserIdentity", SMIConstants.SYNTAX_OCTET_STRING),
            entry("DateAndTime", SMIConstants.SYNTAX_OCTET_STRING),
            entry("InetAddress", SMIConstants.SYNTAX_OCTET_STRING),
            entry("InetAddressType", SMIConstants.SYNTAX_INTEGER),
            entry("InterfaceIndexOrZero", SMIConstants.SYNTAX_INTEGER),
            entry("INTEGER", SMIConstants.SYNTAX_INTEGER),
            entry("TruthValue", SMIConstants.SYNTAX_INTEGER),
            entry("PptpdAlertLevel", SMIConstants.SYNTAX_INTEGER),
            entry("PptpdSessionPhase", SMIConstants.SYNTAX_INTEGER),
            entry("PptpdEndCause", SMIConstants.SYNTAX_INTEGER),
            entry("PptpdEncryption", SMIConstants.SYNTAX_INTEGER),
            entry("PptpdService", SMIConstants.SYNTAX_INTEGER),
            entry("Gauge32", SMIConstants.SYNTAX_GAUGE32),
            entry("Unsigned32", SMIConstants.SYNTAX_UNSIGNED_INTEGER32),
            entry("Counter32", SMIConstants.SYNTAX_COUNTER32),
            entry("Counter64", SMIConstants.SYNTAX_COUNTER64),
            entry("CounterBasedGauge64", SMIConstants.SYNTAX_COUNTER64),
            entry("TimeStamp", SMIConstants.SYNTAX_TIMETICKS));

    private final MibFile mib = new MibFile();

    @Test
    void servesExactlyTheObjectsOfTheFileWithTheirNumbersSyntaxesAndSizes() {
        assertThat(served()).isEqualTo(new TreeMap<>(mib.accessible())).hasSizeGreaterThan(100);
    }

    @Test
    void sendsEachValueWithTheTypeAndWithinTheSizeOfItsObject() {
        for (View view :
                new View[] {Examples.view(Examples.morning(), Examples.board()), Examples.view(Examples.hostile())}) {
            for (VariableBinding binding : Walk.of(view)) {
                if (binding.getOid().startsWith(PptpdMib.ROOT)) {
                    checkType(binding);
                }
            }
        }
    }

    private void checkType(VariableBinding binding) {
        MibFile.Accessible object = mib.accessible().values().stream()
                .filter(candidate -> binding.getOid().startsWith(new OID(candidate.oid())))
                .findFirst()
                .orElseThrow();
        assertThat(ON_THE_WIRE)
                .containsEntry(object.syntax(), binding.getVariable().getSyntax());
        if (object.maxOctets() > 0) {
            assertThat(((OctetString) binding.getVariable()).length()).isLessThanOrEqualTo(object.maxOctets());
        }
    }

    @Test
    void numbersStatesAsTheFileDoes() {
        assertThat(mib.labels("PptpdSessionPhase"))
                .isEqualTo(numbered(State.values(), State::label, SessionTable::phase));
        assertThat(mib.labels("pptpdCollectorStatus"))
                .isEqualTo(numbered(CollectorStatus.values(), MibTest::kebab, CollectorStatus::number));
    }

    @Test
    void numbersTheLevelsAndDirectionsOfAlertsAsTheFileDoes() {
        assertThat(mib.labels("PptpdAlertLevel")).isEqualTo(numbered(Level.values(), Level::label, Level::number));
        assertThat(mib.labels("pptpdAlertDirection"))
                .isEqualTo(numbered(Direction.values(), Direction::label, Direction::number));
    }

    @Test
    void numbersEndCausesAsTheFileDoes() {
        assertThat(mib.labels("PptpdEndCause"))
                .containsAllEntriesOf(numbered(EndCause.values(), EndCause::label, EndCause::number));
    }

    @ParameterizedTest
    @EnumSource
    void numbersServicesAsTheFileDoes(Service service) {
        assertThat(ofSession(17, session(1).service(service)))
                .isEqualTo(mib.labels("PptpdService").get(service.label()));
    }

    @ParameterizedTest
    @CsvSource({"mppe-40, mppe40", "mppe-56, mppe56", "mppe-128, mppe128", "none, none", ", unknown", "rot13, unknown"})
    void numbersEncryptionsAsTheFileDoes(@Nullable String encryption, String label) {
        assertThat(ofSession(12, session(1).encryption(encryption)))
                .isEqualTo(mib.labels("PptpdEncryption").get(label));
    }

    @ParameterizedTest
    @EnumSource
    void numbersTheServersStatusAsTheFileDoes(Server.Status status) {
        Server server = Snapshots.server("a", 0, 0);
        Server other =
                new Server("a", status, 0, 0, 0, 0, 0, server.recent(), 0, null, server.totals(), server.pool(), null);
        View view = Examples.view(Snapshots.snapshot().server(other).build());
        assertThat(number(view, new OID(PptpdMib.SERVER).append("2.0")))
                .isEqualTo(mib.labels("pptpdServerStatus").get(kebab(status)));
    }

    private static int ofSession(int column, SessionBuilder session) {
        View view = Examples.view(
                Snapshots.snapshot().sessions(List.of(session.build())).build());
        return number(view, new OID(PptpdMib.SESSION_ENTRY).append(column).append(1));
    }

    private static int number(View view, OID instance) {
        return Objects.requireNonNull(view.get(instance)).toInt();
    }

    @Test
    void registersTheModuleWhereTheFileDoes() {
        assertThat(PptpdMib.ROOT).hasToString(mib.oid("pptpdMonitorMIB"));
    }

    private static Map<String, MibFile.Accessible> served() {
        Map<String, MibFile.Accessible> served = new TreeMap<>();
        for (Instances<?> object : Examples.view(Examples.morning()).objects()) {
            OID oid = new OID(object.object());
            Syntax<?> syntax = object.column().syntax();
            if (oid.startsWith(PptpdMib.ROOT)) {
                served.put(
                        object.column().name(),
                        new MibFile.Accessible(oid.toString(), syntax.name(), syntax.maxOctets()));
            }
        }
        return served;
    }

    private static <E> Map<String, Integer> numbered(
            E[] values, Function<E, String> label, Function<E, Integer> number) {
        return Arrays.stream(values).collect(Collectors.toMap(label, number, (a, b) -> a, LinkedHashMap::new));
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
