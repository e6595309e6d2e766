package io.pptpdmonitor.snmp.agentx;

/** The types of PDUs (h.type; RFC 2741, 6.1) that we send, or answer otherwise than by an error. */
final class PduType {

    static final int OPEN = 1;
    static final int CLOSE = 2;
    static final int REGISTER = 3;
    static final int GET = 5;
    static final int GET_NEXT = 6;
    static final int GET_BULK = 7;
    static final int TEST_SET = 8;
    static final int COMMIT_SET = 9;
    static final int UNDO_SET = 10;
    static final int CLEANUP_SET = 11;
    static final int NOTIFY = 12;
    static final int PING = 13;
    static final int RESPONSE = 18;

    private PduType() {}

    /** Whether RFC 2741 knows the type at all. */
    static boolean known(int type) {
        return type >= OPEN && type <= RESPONSE;
    }
}
