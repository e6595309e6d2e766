package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.snmp.mib.Column.column;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER32;
import static io.pptpdmonitor.snmp.mib.Syntax.COUNTER64;
import static io.pptpdmonitor.snmp.mib.Syntax.DATE_AND_TIME;
import static io.pptpdmonitor.snmp.mib.Syntax.GAUGE32;
import static io.pptpdmonitor.snmp.mib.Syntax.INTEGER;
import static io.pptpdmonitor.snmp.mib.Syntax.TIME_STAMP;
import static io.pptpdmonitor.snmp.mib.Syntax.TRUTH_VALUE;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.Doubts;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.NotShown;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scalars under pptpdCollector. */
final class CollectorScalars {

    static final List<Column<Moment>> SCALARS = List.of(
            column(1, "pptpdCollectorStatus", INTEGER, at -> health(at).status().number()),
            column(
                    2,
                    "pptpdCollectorStatusText",
                    Syntax.adminString(255),
                    at -> health(at).statusText()),
            column(3, "pptpdCollectorSource", Syntax.adminString(255), at -> sources(health(at))),
            column(4, "pptpdCollectorLiveView", TRUTH_VALUE, at -> health(at).liveView()),
            column(
                    5,
                    "pptpdCollectorLastLineTime",
                    DATE_AND_TIME,
                    at -> Objects.requireNonNullElse(lastLine(at), DateAndTime.NONE)),
            column(6, "pptpdCollectorLastLineAge", GAUGE32, CollectorScalars::lastLineAge),
            column(
                    7,
                    "pptpdCollectorDataAge",
                    GAUGE32,
                    at -> at.secondsSince(at.snapshot().generated())),
            column(8, "pptpdCollectorLines", COUNTER64, at -> health(at).lines()),
            column(9, "pptpdCollectorParseErrors", COUNTER32, at -> health(at).unparsedLines()),
            column(10, "pptpdCollectorLostLines", COUNTER32, at -> health(at).lostLines()),
            column(11, "pptpdCollectorUnreadOctets", GAUGE32, at -> unreadOctets(health(at))),
            column(12, "pptpdCollectorDiscontinuityTime", TIME_STAMP, Moment::discontinuity),
            column(13, "pptpdCollectorTablesLastChange", TIME_STAMP, Moment::tablesLastChange),
            column(14, "pptpdCollectorSourceText", Syntax.adminString(255), at -> sourceTexts(health(at))),
            column(
                    15,
                    "pptpdCollectorLiveViewText",
                    Syntax.adminString(255),
                    at -> health(at).liveViewText()),
            column(
                    16,
                    "pptpdCollectorNamesText",
                    Syntax.adminString(255),
                    at -> health(at).missingNames()),
            column(17, "pptpdCollectorContradictedNames", COUNTER32, at -> doubts(at, Doubts::contradictedNames)),
            column(18, "pptpdCollectorFailedAccounts", COUNTER32, at -> doubts(at, Doubts::failedAccounts)),
            column(19, "pptpdCollectorFutureStamps", COUNTER32, at -> doubts(at, Doubts::futureStamps)),
            column(20, "pptpdCollectorForgottenUsers", GAUGE32, at -> notShown(at, NotShown::users)),
            column(21, "pptpdCollectorOtherServices", GAUGE32, at -> notShown(at, NotShown::otherServices)),
            column(
                    22,
                    "pptpdCollectorLogBegins",
                    DATE_AND_TIME,
                    at -> health(at).begins()),
            column(23, "pptpdCollectorStrayInterfaces", GAUGE32, at -> strays(health(at))));

    private CollectorScalars() {}

    private static Health health(Moment at) {
        return at.snapshot().health();
    }

    private static String sources(Health health) {
        return health.sources().stream().map(Source::name).collect(Collectors.joining(", "));
    }

    /** Of several sources each has its name before it. */
    private static String sourceTexts(Health health) {
        boolean several = health.sources().size() > 1;
        return health.sources().stream()
                .filter(source -> !source.text().isEmpty())
                .map(source -> several ? source.name() + ": " + source.text() : source.text())
                .collect(Collectors.joining("; "));
    }

    private static @Nullable Long doubts(Moment at, Getter<Doubts, Long> count) {
        Doubts doubts = health(at).doubts();
        return doubts == null ? null : count.of(doubts);
    }

    private static @Nullable Long notShown(Moment at, Getter<NotShown, Long> count) {
        NotShown notShown = health(at).notShown();
        return notShown == null ? null : count.of(notShown);
    }

    private static @Nullable Integer strays(Health health) {
        StrayInterfaces strays = health.strayInterfaces();
        return strays == null ? null : strays.number();
    }

    private static @Nullable OffsetDateTime lastLine(Moment at) {
        return health(at).sources().stream()
                .map(Source::lastLine)
                .filter(Objects::nonNull)
                .max(OffsetDateTime.timeLineOrder())
                .orElse(null);
    }

    private static @Nullable Long lastLineAge(Moment at) {
        OffsetDateTime last = lastLine(at);
        return last == null ? null : at.secondsSince(last);
    }

    /** Of files alone: a journal does not tell how much of it is ahead. */
    private static @Nullable Long unreadOctets(Health health) {
        List<Source> files = health.sources().stream()
                .filter(source -> source.kind() == Source.Kind.FILE)
                .toList();
        // Of the past nothing is to come.
        return files.isEmpty()
                ? null
                : files.stream()
                        .filter(source -> source.condition() != Source.Condition.PAST)
                        .map(Source::lagOctets)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
