package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the rest of the snapshot can be trusted.
 *
 * @param status of the collector
 * @param statusText why it is not OK; empty when it is
 * @param sources what is read
 * @param lines read so far
 * @param relevantLines lines of pptpd and pppd among them; null where an agent elsewhere does not tell, as below
 * @param unparsedLines relevant lines that were not understood
 * @param lostLines lines that syslogd or journald reported as dropped, or that were left out, as nobody knew any more
 *     whether another source had told them
 * @param debugSeen whether pppd's debug lines were seen; null where an agent elsewhere does not tell
 * @param namesKnown whether every session that was up has a name; null before the first
 * @param liveView whether the server's processes can be seen from here
 * @param liveViewText why not, or what proved it; empty where an agent elsewhere does not tell
 * @param doubts what was told of sessions that does not fit together; null where an agent elsewhere does not tell
 * @param setup of the server, by its own files; null where the log is not of this host
 * @param kept what is kept for the next look; null where an agent elsewhere does not tell
 * @param wtmp that names are taken from; null where an agent elsewhere does not tell, which never tells its path
 * @param notShown what the lists leave out; null where an agent elsewhere does not tell
 * @param strayInterfaces of pppd that no session has, of whatever service; null where they are not to be seen
 * @param begins the moment from which on the log was read without a gap, as far as can be known: whatever happened before may
 *     be missing; null where that is not known
 */
public record Health(
        CollectorStatus status,
        String statusText,
        List<Source> sources,
        long lines,
        @Nullable Long relevantLines,
        long unparsedLines,
        long lostLines,
        @Nullable Boolean debugSeen,
        @Nullable Boolean namesKnown,
        boolean liveView,
        String liveViewText,
        @Nullable Doubts doubts,
        @Nullable Setup setup,
        @Nullable KeptState kept,
        @Nullable Wtmp wtmp,
        @Nullable NotShown notShown,
        @Nullable StrayInterfaces strayInterfaces,
        @Nullable OffsetDateTime begins) {

    public Health {
        sources = List.copyOf(sources);
    }

    /** Hosts whose log is ahead of the moment that the snapshot speaks of. */
    public ClocksAhead clocksAhead() {
        return doubts == null ? ClocksAhead.NONE : doubts.clocksAhead();
    }

    /** Why names of wtmp are missing; empty where none is known to be. */
    public String missingNames() {
        return wtmp == null ? "" : wtmp.text();
    }

    /** Whether the log was read, so that what was counted in it holds; else 0 would be nobody's word. */
    public boolean counted() {
        return switch (status) {
            case OK, STALLED -> true;
            case CATCHING_UP, NO_SOURCE, FAILED -> false;
        };
    }

    /** The same with another status of the collector. */
    public Health withStatus(CollectorStatus newStatus, String newText) {
        return with(newStatus, newText, sources, lostLines, namesKnown, kept, wtmp, notShown, begins);
    }

    /** The same with what is known of the sources by now. */
    public Health withSources(List<Source> newSources) {
        return with(status, statusText, newSources, lostLines, namesKnown, kept, wtmp, notShown, begins);
    }

    /** The same with what is kept of it. */
    public Health withKept(KeptState newKept) {
        return with(status, statusText, sources, lostLines, namesKnown, newKept, wtmp, notShown, begins);
    }

    /** The same with what was read beside the sources. */
    public Health withWtmp(Wtmp newWtmp) {
        return with(status, statusText, sources, lostLines, namesKnown, kept, newWtmp, notShown, begins);
    }

    /** The same with so many more lines lost, the last one of that moment. */
    public Health withMoreLost(long more, OffsetDateTime last) {
        OffsetDateTime since = begins == null || begins.isAfter(last) ? begins : last;
        return with(status, statusText, sources, lostLines + more, namesKnown, kept, wtmp, notShown, since);
    }

    /** The same with what is known of names, and of what the lists leave out. */
    public Health withLists(@Nullable Boolean known, @Nullable NotShown newNotShown) {
        return with(status, statusText, sources, lostLines, known, kept, wtmp, newNotShown, begins);
    }

    private Health with(
            CollectorStatus newStatus,
            String newText,
            List<Source> newSources,
            long newLost,
            @Nullable Boolean newNamesKnown,
            @Nullable KeptState newKept,
            @Nullable Wtmp newWtmp,
            @Nullable NotShown newNotShown,
            @Nullable OffsetDateTime newBegins) {
        return new Health(
                newStatus,
                newText,
                newSources,
                lines,
                relevantLines,
                unparsedLines,
                newLost,
                debugSeen,
                newNamesKnown,
                liveView,
                liveViewText,
                doubts,
                setup,
                newKept,
                newWtmp,
                newNotShown,
                strayInterfaces,
                newBegins);
    }

    /**
     * Interfaces without a session.
     *
     * @param number of them
     * @param names null where an agent elsewhere does not tell
     */
    public record StrayInterfaces(int number, @Nullable List<String> names) {

        public StrayInterfaces {
            names = names == null ? null : List.copyOf(names);
        }

        /** Such as {@code 2 interfaces without a session: ppp7, ppp9}. */
        public String text() {
            return Counted.of(number, "interface") + " without a session"
                    + (names == null || names.isEmpty() ? "" : ": " + String.join(", ", names));
        }
    }

    /**
     * How often something was told that an administrator should look at.
     *
     * @param contradictedNames sessions whose user our hook named otherwise than pppd or wtmp did; somebody may have
     *     forged a line
     * @param failedAccounts messages of pppd's RADIUS plugin that its accounting failed
     * @param futureStamps lines that were stamped more than a day after the moment at which they were read
     * @param clocksAhead hosts whose last line is later than the moment that the snapshot speaks of; none where an agent
     *     elsewhere does not tell
     */
    public record Doubts(long contradictedNames, long failedAccounts, long futureStamps, ClocksAhead clocksAhead) {

        /** Where no clock is ahead. */
        public Doubts(long contradictedNames, long failedAccounts, long futureStamps) {
            this(contradictedNames, failedAccounts, futureStamps, ClocksAhead.NONE);
        }

        /** Where no stamp was of the future. */
        public Doubts(long contradictedNames, long failedAccounts) {
            this(contradictedNames, failedAccounts, 0);
        }

        public static final Doubts NONE = new Doubts(0, 0);
    }

    /** The state of the collector, numbered as in the MIB. */
    public enum CollectorStatus {
        OK(1),
        /** Old log is still being read. */
        CATCHING_UP(2),
        /** There is something to read and it was not read. */
        STALLED(3),
        /** There is no log to read. */
        NO_SOURCE(4),
        FAILED(5);

        private final int number;

        CollectorStatus(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /**
     * One source of lines.
     *
     * @param kind file or journal
     * @param name the file's path, or of the journal a short description
     * @param position octets read of a file; a cursor of the journal; null where an agent elsewhere does not tell
     * @param lagOctets octets that are there and not read yet; null where an agent elsewhere does not tell
     * @param lastLine the stamp of its last line of pptpd or pppd; null if there was none
     * @param condition whether it is read; null where an agent elsewhere does not tell
     * @param text what else is to be told of it: why it is not read, what was lost; empty if nothing is
     * @param leavesOlder whether there are older files of it that were not read, and could be
     * @param gap whether lines of it may be lost that nobody counted; false where an agent elsewhere does not tell, but in its
     *     text
     */
    public record Source(
            Kind kind,
            String name,
            @Nullable String position,
            @Nullable Long lagOctets,
            @Nullable OffsetDateTime lastLine,
            @Nullable Condition condition,
            String text,
            boolean leavesOlder,
            boolean gap) {

        /** One of which no older files are known, and no gap. */
        public Source(
                Kind kind,
                String name,
                @Nullable String position,
                @Nullable Long lagOctets,
                @Nullable OffsetDateTime lastLine,
                @Nullable Condition condition,
                String text) {
            this(kind, name, position, lagOctets, lastLine, condition, text, false, false);
        }

        /** The same, of which something else is told, too. */
        public Source with(Condition newCondition, String moreText) {
            return new Source(
                    kind, name, position, lagOctets, lastLine, newCondition, both(moreText), leavesOlder, gap);
        }

        /** The same, of which something else is told, too, whatever its condition. */
        public Source telling(String moreText) {
            return new Source(kind, name, position, lagOctets, lastLine, condition, both(moreText), leavesOlder, gap);
        }

        private String both(String moreText) {
            return text.isEmpty() ? moreText : text + "; " + moreText;
        }

        /** The same, of which that much has not been read for longer than it should take. */
        public Source behind(@Nullable Long octets) {
            return new Source(kind, name, position, octets, lastLine, Condition.BEHIND, text, leavesOlder, gap);
        }

        /** One that is read. */
        public Source(Kind kind, String name, String position, long lagOctets, @Nullable OffsetDateTime lastLine) {
            this(kind, name, position, lagOctets, lastLine, Condition.READ, "");
        }

        public enum Kind {
            FILE,
            JOURNAL,
            STANDARD_INPUT,
            /** All that an agent elsewhere reads, told as one. */
            AGENT
        }

        /** Whether a source can be read, and whether it tells of the present. */
        public enum Condition {
            /** All of it. */
            READ,
            /** There is more, and the look that should have read it has not come to an end. */
            BEHIND,
            /** It tells of the past only: others are written to, and it is not any more. */
            PAST,
            /** It is not there any more, and was not made again. */
            GONE,
            /** It is there and cannot be read. */
            UNREADABLE
        }
    }
}
