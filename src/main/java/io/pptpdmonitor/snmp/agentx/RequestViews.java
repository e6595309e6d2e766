package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.snmp.mib.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One view for each SNMP request. A master may make many PDUs of one request - net-snmp's asks for each value of a
 * GETBULK by itself - and all of them have the same transaction id (RFC 2741, 6.1), so that all of them can be answered
 * from the snapshot that was the latest when the first one came.
 */
final class RequestViews {

    /** As long as a request may take, in hundredths of a second; a master whose ids come again gets no older data. */
    private static final long LIFE = 200;

    private static final int MAX_REQUESTS = 16;

    private final Supplier<View> latest;
    private final LongSupplier upTime;
    private final Map<Integer, Begun> requests = new LinkedHashMap<>();

    RequestViews(Supplier<View> latest, LongSupplier upTime) {
        this.latest = latest;
        this.upTime = upTime;
    }

    /** The view for a PDU of that transaction; whatever the supplier throws comes out. */
    View of(int transaction) {
        long now = upTime.getAsLong();
        Begun begun = requests.get(transaction);
        if (begun == null || now - begun.at() > LIFE) {
            begun = new Begun(latest.get(), now);
            requests.remove(transaction);
            requests.put(transaction, begun);
            dropOld(now);
        }
        return begun.view();
    }

    /** Lets go of all views, for a time when nobody asks. */
    void clear() {
        requests.clear();
    }

    private void dropOld(long now) {
        var oldest = requests.values().iterator();
        while (oldest.hasNext() && (now - oldest.next().at() > LIFE || requests.size() > MAX_REQUESTS)) {
            oldest.remove();
        }
    }

    private record Begun(View view, long at) {}
}
