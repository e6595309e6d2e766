package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.snmp.mib.PptpdMib;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Answers a master's PDUs from the views, read-only (RFC 2741, 7.2.2 to 7.2.4). */
final class Responder {

    /** More than fits into any SNMP response; a GetBulk ends there, and what else would be longer fails. */
    static final int MAX_OCTETS = 1 << 19;

    private static final Logger LOG = Logger.getLogger(Responder.class.getName());

    private final RequestViews views;
    private final MasterTime time;
    private final PduWriter response;
    private boolean failing;

    /** @param response takes the responses; whatever it holds is overwritten */
    Responder(RequestViews views, MasterTime time, PduWriter response) {
        this.views = views;
        this.time = time;
        this.response = response;
    }

    /**
     * The response to a PDU that is no response itself; null where none is to be sent.
     *
     * @param payload what follows the header, in the byte order of the PDU
     * @param session the session that is open; none has a negative one
     */
    @Nullable ByteBuffer answer(Header header, ByteBuffer payload, long session) {
        if (header.type() == PduType.CLEANUP_SET) {
            return null;
        }
        try {
            Request request = Request.read(header, payload);
            return header.isOf(session) ? answer(request) : failed(header, ErrorStatus.NOT_OPEN, 0);
        } catch (MalformedPduException e) {
            return failed(header, ErrorStatus.PARSE_ERROR, 0);
        } catch (RuntimeException e) {
            told(e);
            return failed(header, ErrorStatus.GEN_ERR, 1);
        }
    }

    /** Once, until there is a view again. */
    private void told(RuntimeException e) {
        if (!failing) {
            LOG.log(Level.WARNING, e, () -> "requests of the AgentX master are answered with genErr: " + e);
        }
        failing = true;
    }

    private ByteBuffer answer(Request request) {
        Header header = request.header();
        return switch (header.type()) {
            case PduType.GET -> get(request);
            case PduType.GET_NEXT -> next(request);
            case PduType.GET_BULK -> bulk(request);
            case PduType.TEST_SET ->
                request.bindings() == 0
                        ? failed(header, ErrorStatus.NO_ERROR, 0)
                        : failed(header, ErrorStatus.NOT_WRITABLE, 1);
            case PduType.COMMIT_SET -> failed(header, ErrorStatus.COMMIT_FAILED, 1);
            // Nothing was set, so all is as it was.
            case PduType.UNDO_SET, PduType.CLOSE -> failed(header, ErrorStatus.NO_ERROR, 0);
            default -> failed(header, ErrorStatus.PROCESSING_ERROR, 0);
        };
    }

    private ByteBuffer get(Request request) {
        Subtree subtree = begin(request);
        for (int i = 0; i < request.ranges().size(); i++) {
            OID name = request.ranges().get(i).start();
            response.binding(name, request.here() ? subtree.get(name) : Null.noSuchObject);
            if (response.size() > MAX_OCTETS) {
                return failed(request.header(), ErrorStatus.GEN_ERR, i + 1);
            }
        }
        return response.end();
    }

    private ByteBuffer next(Request request) {
        Subtree subtree = begin(request);
        for (int i = 0; i < request.ranges().size(); i++) {
            add(
                    request.ranges().get(i),
                    first(request, subtree, request.ranges().get(i)));
            if (response.size() > MAX_OCTETS) {
                return failed(request.header(), ErrorStatus.GEN_ERR, i + 1);
            }
        }
        return response.end();
    }

    private ByteBuffer bulk(Request request) {
        Subtree subtree = begin(request);
        List<SearchRange> ranges = new ArrayList<>(request.ranges());
        int singles = Math.min(request.nonRepeaters(), ranges.size());
        boolean room = repeat(request, subtree, ranges.subList(0, singles), 1);
        if (room) {
            repeat(request, subtree, ranges.subList(singles, ranges.size()), request.maxRepetitions());
        }
        return response.end();
    }

    /** RFC 2741, 7.2.3.3: ends where all ranges are at their ends, or else, with false, where the room is filled. */
    private boolean repeat(Request request, Subtree subtree, List<SearchRange> ranges, int repetitions) {
        boolean more = !ranges.isEmpty();
        for (int repetition = 0; more && repetition < repetitions; repetition++) {
            more = false;
            for (int i = 0; i < ranges.size(); i++) {
                int size = response.size();
                VariableBinding found = first(request, subtree, ranges.get(i));
                add(ranges.get(i), found);
                if (response.size() > MAX_OCTETS) {
                    response.cut(size);
                    return false;
                }
                if (found != null) {
                    ranges.set(i, ranges.get(i).after(found.getOid()));
                    more = true;
                }
            }
        }
        return true;
    }

    private static @Nullable VariableBinding first(Request request, Subtree subtree, SearchRange range) {
        return request.here() ? subtree.first(range) : null;
    }

    private void add(SearchRange range, @Nullable VariableBinding found) {
        if (found == null) {
            response.binding(range.start(), Null.endOfMibView);
        } else {
            response.binding(found.getOid(), found.getVariable());
        }
    }

    private Subtree begin(Request request) {
        Subtree subtree = new Subtree(views.of(request.header().transaction()), PptpdMib.ROOT, time);
        failing = false;
        begin(request.header(), ErrorStatus.NO_ERROR, 0);
        return subtree;
    }

    /** A response without bindings. */
    private ByteBuffer failed(Header header, int error, int index) {
        begin(header, error, index);
        return response.end();
    }

    /** The time is the master's to tell: it is not looked at here (RFC 2741, 6.2.16). */
    private void begin(Header header, int error, int index) {
        response.begin(header.response()).integer32(0).unsigned16(error).unsigned16(index);
    }
}
