package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.model.Session;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What a notification carries, as the MIB lists it behind sysUpTime and snmpTrapOID: every object, in the order of its
 * OBJECTS clause. One whose value is not known is noSuchInstance, as a GET of it would be: were it left out, a receiver
 * that goes by position would take the next one for it, and 0 would be a number.
 *
 * @param type the value of snmpTrapOID
 */
public record NotificationContent(OID type, List<VariableBinding> bindings) {

    public NotificationContent {
        bindings = List.copyOf(bindings);
    }

    /**
     * What that notification carries.
     *
     * @param offset in which moments are told
     */
    public static NotificationContent of(Notification notification, ZoneOffset offset) {
        if (notification instanceof Notification.OfAlert alert) {
            return ofAlert(alert, offset);
        }
        if (notification instanceof Notification.OfSession session) {
            return session.up() ? up(session) : down(session);
        }
        if (notification instanceof Notification.OfSessions sessions) {
            return changed(sessions);
        }
        throw new AssertionError(notification);
    }

    private static NotificationContent ofAlert(Notification.OfAlert notification, ZoneOffset offset) {
        AlertStatus alert = notification.alert();
        Bindings bindings = new Bindings(notification);
        List<String> names = List.of(
                "pptpdAlertName",
                "pptpdAlertState",
                "pptpdAlertValue",
                "pptpdAlertWarning",
                "pptpdAlertCritical",
                "pptpdAlertSince",
                "pptpdAlertText");
        bindings.addRow(PptpdMib.ALERT_ENTRY, AlertTable.columns(offset), names, alert, AlertTable.index(alert));
        return bindings.content(notification.raised() ? 1 : 2);
    }

    private static NotificationContent up(Notification.OfSession notification) {
        Session session = notification.session();
        Bindings bindings = new Bindings(notification);
        bindings.addRow(
                PptpdMib.SESSION_ENTRY,
                SessionTable.columns(UserNames.NONE),
                List.of(
                        "pptpdSessionUserName",
                        "pptpdSessionClientText",
                        "pptpdSessionAssignedText",
                        "pptpdSessionIfName"),
                session,
                SessionTable.index(session));
        bindings.addFigure(3, Syntax.GAUGE32, notification.activeSessions());
        return bindings.content(3);
    }

    private static NotificationContent down(Notification.OfSession notification) {
        Session session = notification.session();
        Bindings bindings = new Bindings(notification);
        bindings.addRow(
                PptpdMib.HISTORY_ENTRY,
                HistoryTable.columns(UserNames.NONE),
                List.of(
                        "pptpdHistoryUserName",
                        "pptpdHistoryClientText",
                        "pptpdHistoryAssignedText",
                        "pptpdHistoryIfName",
                        "pptpdHistoryCause",
                        "pptpdHistoryConnectTime",
                        "pptpdHistoryInOctets",
                        "pptpdHistoryOutOctets"),
                session,
                SessionTable.index(session));
        bindings.addFigure(3, Syntax.GAUGE32, notification.activeSessions());
        return bindings.content(4);
    }

    private static NotificationContent changed(Notification.OfSessions notification) {
        Bindings bindings = new Bindings(notification);
        bindings.addFigure(3, Syntax.GAUGE32, notification.activeSessions());
        bindings.addFigure(14, Syntax.COUNTER32, notification.totalSessions());
        bindings.addFigure(11, Syntax.GAUGE32, notification.recentEnds());
        return bindings.content(5);
    }

    /** Bindings in their order; all begin with the server's name and the notification's number. */
    private static final class Bindings {

        private final List<VariableBinding> all = new ArrayList<>();

        Bindings(Notification notification) {
            add(scalar(PptpdMib.SERVER, 1), encoded(Syntax.adminString(255), notification.server()));
            add(scalar(PptpdMib.ALERT, 3), encoded(Syntax.COUNTER32, notification.number()));
        }

        /** Some columns of a row, in the order of their names. */
        <R> void addRow(OID entry, List<Column<R>> columns, List<String> names, R row, int[] index) {
            for (String name : names) {
                for (Column<R> column : columns) {
                    if (column.name().equals(name)) {
                        OID object = new OID(entry.getValue(), column.number());
                        add(new OID(object.getValue(), index), column.variable().of(row));
                    }
                }
            }
        }

        /** A scalar under pptpdServer. */
        void addFigure(int number, Syntax<Number> syntax, @Nullable Number value) {
            add(scalar(PptpdMib.SERVER, number), encoded(syntax, value));
        }

        private static OID scalar(OID group, int number) {
            return new OID(group.getValue(), new int[] {number, 0});
        }

        private static <T> @Nullable Variable encoded(Syntax<T> syntax, @Nullable T value) {
            return value == null ? null : syntax.encoder().of(value);
        }

        private void add(OID instance, @Nullable Variable value) {
            all.add(new VariableBinding(instance, value == null ? Null.noSuchInstance : value));
        }

        NotificationContent content(int number) {
            return new NotificationContent(new OID(PptpdMib.NOTIFICATIONS.getValue(), number), all);
        }
    }
}
