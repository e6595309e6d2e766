package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Bindings;
import io.pptpdmonitor.snmp.mib.Cursor;
import io.pptpdmonitor.snmp.mib.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers a request from one view, in one pass: the time is in proportion to the length of the answer. Everything is
 * read-only. The rules are those of RFC 3416, 4.2, and for SNMPv1 those of RFC 1157, 4.1.
 */
final class Responder {

    private final View view;
    private final boolean version1;

    Responder(View view, boolean version1) {
        this.view = view;
        this.version1 = version1;
    }

    /**
     * The response; null for what is no request.
     *
     * @param maxOctets the room for the whole response PDU; only one that says tooBig may be longer
     */
    @Nullable PDU answer(PDU request, int maxOctets) {
        Bindings bindings = new Bindings(PreparedResponse.room(request, maxOctets));
        return switch (request.getType()) {
            case PDU.GET, PDU.GETNEXT -> read(request, bindings);
            case PDU.GETBULK -> version1 ? null : read(request, bindings);
            case PDU.SET -> set(request);
            default -> null;
        };
    }

    private PDU read(PDU request, Bindings bindings) {
        PDU failure = failure(request, bindings);
        return failure == null ? PreparedResponse.to(request, bindings) : failure;
    }

    /**
     * Adds what is asked for by GET, GETNEXT or GETBULK.
     *
     * @return null; where it cannot be told, the response that says why
     */
    @Nullable PDU failure(PDU request, Bindings bindings) {
        return switch (request.getType()) {
            case PDU.GET -> get(request, bindings);
            case PDU.GETNEXT -> next(request, bindings);
            default -> bulk(request, bindings);
        };
    }

    /** The request sent back with an error. */
    static PDU failed(PDU request, int error, int index) {
        PDU response = (PDU) request.clone();
        response.setType(PDU.RESPONSE);
        response.setErrorStatus(error);
        response.setErrorIndex(index);
        return response;
    }

    private @Nullable PDU get(PDU request, Bindings bindings) {
        for (VariableBinding asked : request.getVariableBindings()) {
            Variable value = view.get(asked.getOid());
            if (value == null && version1) {
                return failed(request, PDU.noSuchName, bindings.size() + 1);
            }
            if (!bindings.add(asked.getOid(), value == null ? absent(asked.getOid()) : value)) {
                return tooBig(request);
            }
        }
        return null;
    }

    private @Nullable PDU next(PDU request, Bindings bindings) {
        for (VariableBinding asked : request.getVariableBindings()) {
            Cursor cursor = view.cursor(asked.getOid());
            if (!cursor.next() && version1) {
                return failed(request, PDU.noSuchName, bindings.size() + 1);
            }
            if (!cursor.addTo(bindings)) {
                return tooBig(request);
            }
        }
        return null;
    }

    private PDU set(PDU request) {
        if (request.size() == 0) {
            return failed(request, PDU.noError, 0);
        }
        return failed(request, version1 ? PDU.noSuchName : PDU.notWritable, 1);
    }

    /** With the request's bindings for SNMPv1 (RFC 1157, 4.1.2), and without any since (RFC 3416, 4.2.1). */
    private PDU tooBig(PDU request) {
        return version1 ? failed(request, PDU.tooBig, 0) : PreparedResponse.failed(request, PDU.tooBig);
    }

    /** Ends early where the room is filled, as RFC 3416, 4.2.3 allows. */
    private @Nullable PDU bulk(PDU request, Bindings bindings) {
        List<Cursor> repeaters = new ArrayList<>();
        int singles = Math.max(0, request.getNonRepeaters());
        boolean room = true;
        for (VariableBinding asked : request.getVariableBindings()) {
            Cursor cursor = view.cursor(asked.getOid());
            if (singles-- <= 0) {
                repeaters.add(cursor);
            } else if (room) {
                cursor.next();
                room = cursor.addTo(bindings);
            }
        }
        if (room) {
            repeat(repeaters, request.getMaxRepetitions(), bindings);
        }
        return null;
    }

    /** Ends early where all have come to the end or the room is filled. */
    private static void repeat(List<Cursor> repeaters, int maxRepetitions, Bindings bindings) {
        boolean more = !repeaters.isEmpty();
        for (int repetition = 0; more && repetition < maxRepetitions; repetition++) {
            more = false;
            for (Cursor repeater : repeaters) {
                more |= repeater.next();
                if (!repeater.addTo(bindings)) {
                    return;
                }
            }
        }
    }

    private Variable absent(OID instance) {
        return view.implemented(instance) ? Null.noSuchInstance : Null.noSuchObject;
    }
}
