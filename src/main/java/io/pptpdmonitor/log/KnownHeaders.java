package io.pptpdmonitor.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers that the lines of a source begin with, learned from lines that {@link SyslogHeader} has read: most lines
 * differ from one before only in the digits of their stamp, and have one of few hosts. Not thread-safe.
 */
final class KnownHeaders {

    private static final int FORMS = 4;
    private static final int HOSTS = 256;
    private static final int LONGEST_HOST = 255;
    /** So many are looked for one by one, which is fewer steps than to find one by its name. */
    private static final int RECENT = 4;

    /**
     * A host between two blanks.
     *
     * @param stamps what reads the stamps of its lines; null where these do not count
     */
    private record KnownHost(Literal name, @Nullable StampReader stamps) {}

    private final @Nullable StampForm[] forms = new StampForm[FORMS];
    private final @Nullable KnownHost[] hosts = new KnownHost[HOSTS];
    /** Of these, hosts that were found last. */
    private final @Nullable KnownHost[] recent = new KnownHost[RECENT];

    private int nextRecent;
    private @Nullable StampForm form;
    /** Of the line whose tag was found last. */
    private @Nullable Literal host;

    private @Nullable StampReader stamps;
    private int nextForm;

    /** Where the tag of the line begins, if its stamp and host are known; else -1. So much must be readable as a line may be long. */
    int tag(byte[] b, int from) {
        StampForm stamp = form;
        Literal name = host;
        if (stamp == null || name == null) {
            return -1;
        }
        if (!stamp.fits(b, from)) {
            stamp = otherForm(b, from, b.length);
            if (stamp == null) {
                return -1;
            }
            form = stamp;
        }
        int at = from + stamp.length();
        if (!name.isAt(b, at)) {
            KnownHost other = otherHost(b, at, b.length);
            if (other == null) {
                return -1;
            }
            use(other);
            name = other.name;
        }
        return at + name.length();
    }

    /** Of the stamp of the line whose tag was found last; null before any was learned. */
    @Nullable StampForm form() {
        return form;
    }

    /** Of that line; null before any was learned. */
    @Nullable Literal host() {
        return host;
    }

    private void use(KnownHost known) {
        host = known.name;
        stamps = known.stamps;
    }

    /** What reads the stamps of the host of the line whose tag was found last; null where its lines do not count. */
    @Nullable StampReader stamps() {
        return stamps;
    }

    /** Sets stamp and host of the line that begins at {@code from}, the last one whose tag was found. */
    void header(byte[] b, int from, SyslogLine line) {
        StampForm stamp = form;
        Literal name = host;
        if (stamp != null && name != null) {
            line.stampFrom = from;
            line.stampTo = from + stamp.length();
            line.stampFormat = stamp.format();
            line.hostFrom = line.stampTo + 1;
            line.hostTo = line.stampTo + name.length() - 1;
        }
    }

    private @Nullable StampForm otherForm(byte[] b, int from, int to) {
        for (StampForm known : forms) {
            if (known != null && known.length() <= to - from && known.fits(b, from)) {
                return known;
            }
        }
        return null;
    }

    /** The host between two blanks, of which the first is at {@code at}. */
    private @Nullable KnownHost otherHost(byte[] b, int at, int to) {
        for (KnownHost one : recent) {
            if (one != null && one.name.isAt(b, at)) {
                return one;
            }
        }
        KnownHost found = foundByName(b, at, to);
        if (found != null) {
            recent[nextRecent] = found;
            nextRecent = (nextRecent + 1) % RECENT;
        }
        return found;
    }

    private @Nullable KnownHost foundByName(byte[] b, int at, int to) {
        int blank = Bytes.indexOf(b, at + 1, Math.min(to, at + LONGEST_HOST), (byte) ' ');
        if (blank < 0) {
            return null;
        }
        KnownHost known = hosts[slot(b, at, blank)];
        if (known == null || known.name.length() != blank + 1 - at || at + Long.BYTES > to) {
            return null;
        }
        return known.name.isAt(b, at) ? known : null;
    }

    private static int slot(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + b[i];
        }
        return (hash ^ hash >>> 8 ^ hash >>> 16) & HOSTS - 1;
    }

    /**
     * Keeps what the line, which begins at {@code from}, begins with, if it is stamp, blank, host and blank.
     *
     * @param reader of the stamps of this host; null where its lines do not count
     */
    void learn(SyslogLine line, int from, @Nullable StampReader reader) {
        int stampTo = line.stampTo;
        int hostTo = line.hostTo;
        boolean usual = line.stampFrom == from
                && line.hostFrom == stampTo + 1
                && hostTo > line.hostFrom
                && hostTo - stampTo < LONGEST_HOST
                && hostTo < line.messageTo
                && line.bytes[stampTo] == ' '
                && line.bytes[hostTo] == ' ';
        if (usual && learnStamp(line)) {
            int slot = slot(line.bytes, stampTo, hostTo);
            KnownHost known = hosts[slot];
            if (known == null || known.stamps != reader || !known.name.is(line.bytes, stampTo, hostTo + 1)) {
                known = new KnownHost(new Literal(line.bytes, stampTo, hostTo + 1), reader);
                hosts[slot] = known;
                Arrays.fill(recent, null); // One may be the same host, whose stamps are read otherwise now.
            }
            use(known);
        }
    }

    private boolean learnStamp(SyslogLine line) {
        StampForm known = otherForm(line.bytes, line.stampFrom, line.stampTo);
        StampForm learned =
                known != null ? known : StampForm.of(line.stampFormat, line.bytes, line.stampFrom, line.stampTo);
        if (learned == null) {
            return false;
        }
        if (known == null) {
            forms[nextForm] = learned;
            nextForm = (nextForm + 1) % FORMS;
        }
        form = learned;
        return true;
    }
}
