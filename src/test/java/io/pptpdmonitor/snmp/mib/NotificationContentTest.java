package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshots;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/** What notifications carry, held against the file that managers load. */
class NotificationContentTest {

    private static final Instant NOW = Snapshots.NOW.toInstant();
    private static final ZoneOffset OFFSET = Snapshots.NOW.getOffset();
    private static final AlertBoard BOARD = Examples.board();

    private static final Session ALICE = session(7)
            .user("alice")
            .client("203.0.113.7", "192.168.0.10")
            .interfaceName("ppp0")
            .closed(Snapshots.NOW, EndCause.USER_REQUEST, "LCP terminated by peer")
            .connectSeconds(60L)
            .traffic(2_000, 1_000, true)
            .build();

    private static final Map<String, Notification> EACH = Map.of(
            "pptpdAlertRaised",
                    new Notification.OfAlert(
                            42, "vpn1", NOW, true, BOARD.alerts().get(0)),
            "pptpdAlertCleared",
                    new Notification.OfAlert(
                            43, "vpn1", NOW, false, BOARD.alerts().get(1)),
            "pptpdSessionUp", new Notification.OfSession(44, "vpn1", NOW, true, ALICE, 3),
            "pptpdSessionDown", new Notification.OfSession(45, "vpn1", NOW, false, ALICE, 3),
            "pptpdSessionsChanged", new Notification.OfSessions(46, "vpn1", NOW, 3, 100L, 20));

    private final MibFile mib = new MibFile();

    @Test
    void carriesTheObjectsOfTheFileInTheirOrder() {
        assertThat(mib.notifications()).containsOnlyKeys(EACH.keySet().toArray(String[]::new));
        mib.notifications().forEach((name, objects) -> {
            NotificationContent content = NotificationContent.of(notification(name), OFFSET);
            assertThat(content.type()).hasToString(mib.oid(name));
            List<OID> expected =
                    objects.stream().map(object -> new OID(mib.oid(object))).toList();
            assertThat(content.bindings()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(content.bindings().get(i).getOid().startsWith(expected.get(i)))
                        .as(name + " " + objects.get(i))
                        .isTrue();
            }
        });
    }

    /** Whoever is told can read on from there: the instances are those of the tables. */
    @Test
    void namesTheInstancesOfTheTablesWithTheirValues() {
        View view = Examples.view(
                Snapshots.snapshot()
                        .server(Snapshots.server("vpn1", 3, 100))
                        .sessions(List.of(ALICE))
                        .build(),
                new AlertBoard(BOARD.alerts(), 42, 0));
        for (String name : List.of("pptpdAlertRaised", "pptpdSessionDown")) {
            for (VariableBinding binding :
                    NotificationContent.of(notification(name), OFFSET).bindings()) {
                boolean number = binding.getOid().toString().endsWith(".1.3.3.0");
                assertThat(number || binding.getVariable().equals(view.get(binding.getOid())))
                        .as(binding.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void saysOfWhatIsNotKnownThatThereIsNoInstance() {
        Notification unknown =
                new Notification.OfAlert(1, null, NOW, true, BOARD.alerts().get(2));
        List<VariableBinding> bindings = NotificationContent.of(unknown, OFFSET).bindings();
        assertThat(bindings)
                .extracting(binding -> binding.getVariable().getSyntax() == SMIConstants.EXCEPTION_NO_SUCH_INSTANCE)
                .containsExactly(true, false, false, false, true, true, true, false, false);
    }

    private static Notification notification(String name) {
        Notification notification = EACH.get(name);
        if (notification == null) {
            throw new AssertionError(name);
        }
        return notification;
    }
}
