package io.pptpdmonitor.snmp.agentx;

/** What res.error may be (RFC 2741, 6.2.16, and RFC 3416, 3). */
final class ErrorStatus {

    static final int NO_ERROR = 0;
    static final int GEN_ERR = 5;
    static final int COMMIT_FAILED = 14;
    static final int NOT_WRITABLE = 17;
    static final int OPEN_FAILED = 256;
    static final int NOT_OPEN = 257;
    static final int UNSUPPORTED_CONTEXT = 262;
    static final int DUPLICATE_REGISTRATION = 263;
    static final int PARSE_ERROR = 266;
    static final int REQUEST_DENIED = 267;
    static final int PROCESSING_ERROR = 268;

    private ErrorStatus() {}

    /** As the RFC calls it, with its number. */
    static String name(int error) {
        return switch (error) {
            case OPEN_FAILED -> "openFailed(256)";
            case NOT_OPEN -> "notOpen(257)";
            case UNSUPPORTED_CONTEXT -> "unsupportedContext(262)";
            case DUPLICATE_REGISTRATION -> "duplicateRegistration(263)";
            case PARSE_ERROR -> "parseError(266)";
            case REQUEST_DENIED -> "requestDenied(267)";
            case PROCESSING_ERROR -> "processingError(268)";
            default -> "error " + error;
        };
    }
}
