package io.pptpdmonitor.snmp.agentx;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** There is no session with the master, or none any more. The message is a sentence that says what to do. */
final class MasterException extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong; of each kind the log needs one line. */
    enum Kind {
        /** Nobody is there, or not any more: it may be on its way. */
        ABSENT,
        /** We may not enter the directory of its socket. */
        LOCKED,
        /** We may not use its socket. */
        FORBIDDEN,
        /** The address is that of something else, or of nothing. */
        MISTAKEN,
        /** It does not want us. */
        REFUSED,
        /** It does not do what RFC 2741 says. */
        BROKEN
    }

    /** The third part is for a directory that snmpd makes; of one that is there it leaves the mode alone. */
    private static final String PERMISSIONS =
            "'agentXPerms 0660 0755 root GROUP' in snmpd.conf, with a group that this user is in";

    private final Kind kind;

    private MasterException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    static MasterException gone(MasterAddress address) {
        return new MasterException(Kind.ABSENT, "the AgentX master at " + address + " has gone");
    }

    static MasterException broken(MasterAddress address, String what) {
        return new MasterException(
                Kind.BROKEN,
                "the AgentX master at " + address + " does not keep to the protocol (" + what
                        + "); see that a master agent listens there");
    }

    static MasterException silent(MasterAddress address) {
        return new MasterException(
                Kind.BROKEN,
                "the AgentX master at " + address + " does not answer; see that it works, and restart it if not");
    }

    /** @param what we asked it for */
    static MasterException refused(MasterAddress address, String what, int error) {
        String advice = error == ErrorStatus.DUPLICATE_REGISTRATION
                ? "another subagent has the same objects: end the other pptpd-monitor"
                : "its log may tell why";
        return new MasterException(
                Kind.REFUSED,
                "the AgentX master at " + address + " refused " + what + " with " + ErrorStatus.name(error) + "; "
                        + advice);
    }

    /**
     * Why the connection was not made. The kernel's words depend on the language of the system, so what can be looked
     * up is looked up.
     */
    static MasterException unreachable(MasterAddress address, IOException cause) {
        if (cause instanceof UnknownHostException) {
            return of(Kind.MISTAKEN, address, "no such host; give another name, or an address");
        }
        return address instanceof MasterAddress.Unix unix
                ? unreachable(unix, unix.path(), cause)
                : of(
                        Kind.ABSENT,
                        address,
                        cause.getMessage() + "; start snmpd with 'master agentx' and 'agentXSocket " + address
                                + "' in its snmpd.conf");
    }

    private static MasterException unreachable(MasterAddress address, Path path, IOException cause) {
        if (Files.notExists(path)) {
            return of(
                    Kind.ABSENT,
                    address,
                    "there is no such socket; start snmpd with 'master agentx' in its snmpd.conf, and give the path"
                            + " that its agentXSocket has");
        }
        if (!Files.exists(path)) {
            return of(
                    Kind.LOCKED,
                    address,
                    "no right to enter its directory; as root: chmod 755 " + path.getParent() + ", and have "
                            + PERMISSIONS);
        }
        if (!Files.isWritable(path)) {
            return of(Kind.FORBIDDEN, address, "no right to use it; have " + PERMISSIONS + ", and restart snmpd");
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            return of(Kind.MISTAKEN, address, "it is no socket; give the path that agentXSocket has in snmpd.conf");
        }
        return of(Kind.ABSENT, address, "nobody listens there (" + cause.getMessage() + "); start snmpd");
    }

    private static MasterException of(Kind kind, MasterAddress address, String text) {
        return new MasterException(kind, "cannot reach the AgentX master at " + address + ": " + text);
    }
}
