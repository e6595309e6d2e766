package io.pptpdmonitor.snmp;

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

    /** What a response takes beside its bindings: type, lengths, request id, error status and index. */
    private static final int PDU_OCTETS = 64;

    private final View view;
    private final boolean version1;

    Responder(View view, boolean version1) {
        this.view = view;
        this.version1 = version1;
    }

    /**
     * The response; null for what is no request.
     *
     * @param maxOctets the most that a GETBULK's response may take; the others are for the caller to measure
     */
    @Nullable PDU answer(PDU request, int maxOctets) {
        return switch (request.getType()) {
            case PDU.GET -> get(request);
            case PDU.GETNEXT -> next(request);
            case PDU.GETBULK -> version1 ? null : bulk(request, maxOctets);
            case PDU.SET -> set(request);
            default -> null;
        };
    }

    /** The request sent back with an error. */
    static PDU failed(PDU request, int error, int index) {
        PDU response = response(request);
        request.getVariableBindings().forEach(response::add);
        response.setErrorStatus(error);
        response.setErrorIndex(index);
        return response;
    }

    private PDU get(PDU request) {
        PDU response = response(request);
        for (VariableBinding asked : request.getVariableBindings()) {
            Variable value = view.get(asked.getOid());
            if (value == null && version1) {
                return failed(request, PDU.noSuchName, response.size() + 1);
            }
            response.add(new VariableBinding(asked.getOid(), value == null ? absent(asked.getOid()) : value));
        }
        return response;
    }

    private PDU next(PDU request) {
        PDU response = response(request);
        for (VariableBinding asked : request.getVariableBindings()) {
            VariableBinding next = next(asked.getOid());
            if (version1 && atEnd(next)) {
                return failed(request, PDU.noSuchName, response.size() + 1);
            }
            response.add(next);
        }
        return response;
    }

    private PDU set(PDU request) {
        if (request.size() == 0) {
            return response(request);
        }
        return failed(request, version1 ? PDU.noSuchName : PDU.notWritable, 1);
    }

    private PDU bulk(PDU request, int maxOctets) {
        PDU response = response(request);
        Room room = new Room(maxOctets - PDU_OCTETS);
        List<OID> repeaters = new ArrayList<>();
        int nonRepeaters = request.getNonRepeaters();
        for (VariableBinding asked : request.getVariableBindings()) {
            if (response.size() >= nonRepeaters) {
                repeaters.add(asked.getOid());
            } else if (!room.add(response, next(asked.getOid()))) {
                return response;
            }
        }
        repeat(repeaters, request.getMaxRepetitions(), response, room);
        return response;
    }

    /** Ends early where all have come to the end or the room is filled, as RFC 3416, 4.2.3 allows. */
    private void repeat(List<OID> repeaters, int maxRepetitions, PDU response, Room room) {
        boolean more = !repeaters.isEmpty();
        for (int repetition = 0; more && repetition < maxRepetitions; repetition++) {
            more = false;
            for (int i = 0; i < repeaters.size(); i++) {
                VariableBinding next = next(repeaters.get(i));
                if (!room.add(response, next)) {
                    return;
                }
                more |= !atEnd(next);
                repeaters.set(i, next.getOid());
            }
        }
    }

    private VariableBinding next(OID after) {
        VariableBinding next = view.next(after);
        return next == null ? new VariableBinding(after, Null.endOfMibView) : next;
    }

    private Variable absent(OID instance) {
        return view.implemented(instance) ? Null.noSuchInstance : Null.noSuchObject;
    }

    private static boolean atEnd(VariableBinding binding) {
        return binding.getVariable().equals(Null.endOfMibView);
    }

    private static PDU response(PDU request) {
        PDU response = (PDU) request.clone();
        response.clear();
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        // In a GETBULK these two fields carry non-repeaters and max-repetitions.
        response.setErrorStatus(PDU.noError);
        response.setErrorIndex(0);
        return response;
    }

    /** What is left of the response's size; counted once per binding, for counting all of them each time is quadratic. */
    private static final class Room {

        private int octets;

        Room(int octets) {
            this.octets = octets;
        }

        boolean add(PDU response, VariableBinding binding) {
            octets -= binding.getBERLength();
            if (octets < 0) {
                return false;
            }
            response.add(binding);
            return true;
        }
    }
}
