package io.pptpdmonitor.snmp.client;

import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * One walk over the columns of a table, all of them side by side, so that an answer holds whole rows. A column without
 * instances, and one that has come to its end, is asked for no more.
 */
final class TableWalk {

    /** How far a column was read. */
    private static final class Cursor {

        private final OID column;
        private OID last;
        private boolean ended;

        Cursor(OID column) {
            this.column = column;
            this.last = column;
        }
    }

    /** Takes an instance of the table. */
    interface Told {
        void accept(VariableBinding instance) throws AgentException;
    }

    private final Requests requests;
    private final List<Cursor> cursors = new ArrayList<>();

    TableWalk(Requests requests, List<OID> columns) {
        this.requests = requests;
        columns.forEach(column -> cursors.add(new Cursor(column)));
    }

    /**
     * Reads all of it.
     *
     * @throws AgentException if it cannot be read, or does not come nearer to its end
     */
    void walk(Told told) throws AgentException {
        List<Cursor> open = List.copyOf(cursors);
        while (!open.isEmpty()) {
            List<VariableBinding> answer =
                    requests.bulk(open.stream().map(cursor -> cursor.last).toList());
            if (answer.isEmpty()) {
                throw requests.wrong("its answer to a GETBULK is empty");
            }
            for (int i = 0; i < answer.size(); i++) {
                take(open.get(i % open.size()), answer.get(i), told);
            }
            open = open.stream().filter(cursor -> !cursor.ended).toList();
        }
    }

    private void take(Cursor cursor, VariableBinding answer, Told told) throws AgentException {
        OID oid = answer.getOid();
        if (cursor.ended || answer.isException() || !oid.startsWith(cursor.column)) {
            cursor.ended = true;
            return;
        }
        if (oid.compareTo(cursor.last) <= 0) {
            throw requests.wrong("its OIDs do not increase: " + oid + " after " + cursor.last);
        }
        cursor.last = oid;
        told.accept(answer);
    }
}
