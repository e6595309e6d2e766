package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Bindings;
import io.pptpdmonitor.snmp.mib.LatestView;
import io.pptpdmonitor.snmp.mib.Scope;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;

/**
 * Answers requests of SNMPv3 as nearly all are: a user of this engine signed it in time, and reads what he may. Whatever is
 * not right about a message, or only rare, gets no answer here and is left to SNMP4J as it came: so nothing is refused here,
 * nothing reported and no error counted. Safe for use by several threads.
 */
final class SignedMessages {

    /** RFC 3414, 2.2.3, in seconds. */
    private static final int TIME_WINDOW = 150;

    private final UserSecurity users;
    private final byte[] engineId;
    private final Supplier<LatestView.Versions> views;
    private final AccessControl access;
    private final int maxResponse;
    private final ThreadLocal<Bindings> rooms = ThreadLocal.withInitial(SignedResponse::bindings);

    /** @param maxResponse the most octets of a scoped PDU */
    SignedMessages(UserSecurity users, Supplier<LatestView.Versions> views, AccessControl access, int maxResponse) {
        this.users = users;
        this.engineId = users.engineId();
        this.views = views;
        this.access = access;
        this.maxResponse = maxResponse;
    }

    /**
     * The message that answers this one, which stays as it is. The answer stands where the next one to this thread will.
     *
     * @param maxSize the longest message that this engine takes
     * @return null where SNMP4J has to say what becomes of it
     * @throws RuntimeException as the views do; the same has to be done
     */
    @Nullable ByteBuffer answer(ByteBuffer message, int maxSize) {
        SignedRequest request = SignedRequest.of(message);
        if (request == null) {
            return null;
        }
        OctetString name = request.user();
        UserKeys keys = users.keys(name);
        Scope scope = access.ofUser(name, request.encrypted() ? SecurityLevel.AUTH_PRIV : SecurityLevel.AUTH_NOPRIV);
        if (keys == null || scope == null) {
            return null;
        }
        return answer(request, keys.ciphers(), scope, maxSize);
    }

    private @Nullable ByteBuffer answer(SignedRequest request, UserCiphers ciphers, Scope scope, int maxSize) {
        int time = users.engineTime();
        if (!taken(request, ciphers, time)) {
            return null;
        }
        PDU asked = ScopedRequest.in(request.message(), request.payload(), engineId);
        Bindings told = asked == null ? null : told(asked, scope, request.maxSize());
        if (asked == null || told == null) {
            return null;
        }
        return new SignedResponse(request, ciphers, engineId)
                .message(asked.getRequestID().getValue(), told, users.engineBoots(), time, maxSize);
    }

    /** RFC 3414, 3.2, of which all conditions hold; the payload is decrypted then. */
    private boolean taken(SignedRequest request, UserCiphers ciphers, int time) {
        return request.isFor(engineId)
                && request.boots() == users.engineBoots()
                && Math.abs(time - request.time()) <= TIME_WINDOW
                && ciphers.signed(request)
                && ciphers.readable(request);
    }

    /** From one view. Null where it cannot be told, be it for lack of room. */
    private @Nullable Bindings told(PDU asked, Scope scope, int maxSize) {
        int room = Math.min(maxSize - SignedResponse.MOST_AROUND, maxResponse) - SignedResponse.MOST_SCOPED;
        Bindings bindings = rooms.get();
        bindings.clear(room);
        Responder responder = new Responder(views.get().version2(scope), false);
        return responder.failure(asked, bindings) == null ? bindings : null;
    }
}
