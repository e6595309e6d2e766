package io.pptpdmonitor.truth;

import io.pptpdmonitor.truth.Truth.TrueFailure;
import io.pptpdmonitor.truth.Truth.TrueSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds what the program shows of one log against the truth. Where the log lost lines, null may stand for a value. */
final class Comparison {

    /** What the stamps of a log line may differ from the moment it tells of: a second cut off, and a slow guest. */
    private static final double STAMP = 2;

    private static final double LONGEST_CLOCK_STEP = 7200;

    private final Truth truth;
    private final Truth.Format format;
    private final List<String> misfits = new ArrayList<>();

    private Comparison(Truth truth, Truth.Format format) {
        this.truth = truth;
        this.format = format;
    }

    /** Every way in which they differ, in words; empty when the program tells the truth. */
    static List<String> misfits(Truth truth, Truth.Format format, Shown shown) {
        Comparison comparison = new Comparison(truth, format);
        comparison.numbers(shown.sessions());
        comparison.sessions(shown.sessions());
        comparison.failures(shown.failures());
        return comparison.misfits;
    }

    private void numbers(List<Shown.Session> shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).number() != i + 1) {
                misfits.add("number " + shown.get(i).number() + " stands at place " + (i + 1));
            }
        }
    }

    private void sessions(List<Shown.Session> shown) {
        List<Shown.Session> left = new ArrayList<>(shown);
        List<TrueSession> expected = truth.sessions().stream()
                .filter(session -> !session.unlogged())
                // whoever has a pid takes its own before those without take what is left
                .sorted(Comparator.comparing((TrueSession session) -> session.pid() == null))
                .toList();
        for (TrueSession session : expected) {
            Optional<Shown.Session> match = left.stream()
                    .filter(candidate ->
                            session.pid() == null ? mayBe(session, candidate) : hasPidOf(session, candidate))
                    .min(Comparator.comparingDouble(candidate -> distance(candidate, session)));
            match.ifPresent(left::remove);
            if (match.isPresent()) {
                compare(session, match.get());
            } else if (!session.result().equals("timeout")) {
                misfits.add(session + " is not shown");
            }
        }
        left.forEach(session -> misfits.add(session + " is invented"));
    }

    private boolean hasPidOf(TrueSession expected, Shown.Session shown) {
        double reach = truth.clockStep() || format.ambiguousStamps() ? LONGEST_CLOCK_STEP : 10;
        return shown.pid() == expected.pid() && distance(shown, expected) <= reach;
    }

    private static boolean mayBe(TrueSession expected, Shown.Session shown) {
        return (shown.clientAddress() == null || shown.clientAddress().equals(expected.clientAddress()))
                && distance(shown, expected) <= STAMP;
    }

    private static double distance(Shown.Session shown, TrueSession expected) {
        return expected.began().distance(Shown.epoch(shown.started()));
    }

    private void compare(TrueSession expected, Shown.Session shown) {
        Fields fields = new Fields(expected, shown, misfits);
        fields.check("host", shown.host() == null || shown.host().equals(truth.host()), truth.host(), shown.host());
        fields.same("service", expected.service(), shown.service());
        if (expected.cameUp()) {
            compareUp(fields);
        } else {
            compareFailed(fields);
        }
    }

    private void compareUp(Fields fields) {
        TrueSession expected = fields.expected();
        Shown.Session shown = fields.shown();
        boolean over = format.lossless() && expected.endedAt() != null;
        List<String> states = over ? List.of("closed", "lost") : List.of("closed", "lost", "up");
        fields.check("state", states.contains(shown.state()), states, shown.state());

        boolean told = format.lossless() && expected.isPptp();
        fields.known("user", Names.expected(truth.namesIn(), expected), shown.user(), told);
        fields.check(
                "userSource",
                (shown.user() == null) == (shown.userSource() == null),
                "with a user",
                shown.userSource());
        fields.known("clientAddress", expected.clientAddress(), shown.clientAddress(), told);
        fields.known("controlPid", expected.controlPid(), shown.controlPid(), told && !expected.unreaped());
        fields.known("encryption", expected.encryption(), shown.encryption(), told);
        fields.known("assignedAddress", expected.assignedAddress(), shown.assignedAddress(), format.lossless());
        fields.known("serverAddress", expected.serverAddress(), shown.serverAddress(), format.lossless());
        fields.known("interface", expected.interfaceName(), shown.interfaceName(), format.lossless());
        octets(fields);
        connectSeconds(fields);
        if (!expected.clockStep() && !format.ambiguousStamps()) {
            stamps(fields);
        }
    }

    private void octets(Fields fields) {
        TrueSession expected = fields.expected();
        Shown.Session shown = fields.shown();
        fields.octets("toClientOctets", expected.toClientOctets(), shown.toClientOctets(), format.lossless());
        fields.octets("fromClientOctets", expected.fromClientOctets(), shown.fromClientOctets(), format.lossless());
        Boolean exact = shown.toClientOctets() == null ? null : Boolean.TRUE; // 32 bits, and nobody was up for 300 s
        fields.same("octetsExact", exact, shown.octetsExact());
    }

    private void connectSeconds(Fields fields) {
        TrueSession expected = fields.expected();
        Long shown = fields.shown().connectSeconds();
        if (shown == null) {
            fields.check("connectSeconds", !format.lossless(), expected.connectSeconds(), null);
            return;
        }
        boolean right = expected.connectSeconds() != null
                && shown >= roundedByPppd(expected.connectSeconds())
                && shown <= roundedByPppd(expected.connectSeconds() + 1);
        if (expected.connectSeconds() == null || !format.lossless()) {
            right |= shown >= expected.endedAt().from() - expected.upAt().to() - STAMP
                    && shown <= expected.endedAt().to() - expected.upAt().from() + STAMP;
        }
        fields.check("connectSeconds", right, expected.connectSeconds(), shown);
    }

    /** pppd prints tenths of minutes, rounded up (pppd 2.4.9, main.c: (link_connect_time + 5) / 6). */
    private static long roundedByPppd(long seconds) {
        return (seconds + 5) / 6 * 6;
    }

    private void stamps(Fields fields) {
        TrueSession expected = fields.expected();
        Shown.Session shown = fields.shown();
        fields.stamp("started", expected.startedAt(), shown.started(), true);
        fields.stamp("up", expected.upAt(), shown.up(), format.lossless());
        if (format.lossless()) { // else the last line may be lost, and the session with it
            fields.stamp("ended", expected.endedAt(), shown.ended(), true);
        }
    }

    private void compareFailed(Fields fields) {
        TrueSession expected = fields.expected();
        Shown.Session shown = fields.shown();
        fields.same("state", "failed", shown.state());
        fields.same("user", null, shown.user());
        fields.same("up", null, shown.up());
        fields.same("toClientOctets", null, shown.toClientOctets());
        fields.same("fromClientOctets", null, shown.fromClientOctets());
        fields.same("connectSeconds", null, shown.connectSeconds());
        boolean tied =
                format.lossless() && !expected.unreaped() && !expected.result().equals("timeout");
        fields.known("clientAddress", expected.clientAddress(), shown.clientAddress(), tied);
        fields.known("controlPid", expected.controlPid(), shown.controlPid(), false);
    }

    private void failures(List<Shown.Failure> shown) {
        List<Shown.Failure> left = new ArrayList<>(shown);
        for (TrueFailure failure : truth.failures()) {
            Predicate<Shown.Failure> same = candidate -> isSame(failure, candidate);
            Optional<Shown.Failure> match = left.stream().filter(same).findFirst();
            match.ifPresentOrElse(left::remove, () -> misfits.add(failure + " is not shown"));
        }
        left.forEach(failure -> misfits.add(failure + " is invented"));
    }

    private static boolean isSame(TrueFailure expected, Shown.Failure shown) {
        return (Objects.equals(expected.user(), shown.user())
                        || (expected.userAlso() != null && expected.userAlso().equals(shown.user())))
                && (expected.clientAddress() == null || expected.clientAddress().equals(shown.clientAddress()))
                && (expected.pid() == null || expected.pid() == shown.pid())
                && expected.between().distance(Shown.epoch(shown.time())) <= STAMP;
    }

    /** The fields of one session, shown and true. */
    private record Fields(TrueSession expected, Shown.Session shown, List<String> misfits) {

        void check(String field, boolean right, Object want, Object got) {
            if (!right) {
                misfits.add(field + " is " + got + ", not " + want + ": " + expected + ", " + shown);
            }
        }

        void same(String field, Object want, Object got) {
            check(field, Objects.equals(want, got), want, got);
        }

        /** A value that nobody knew outside the log is not compared; one that the log lost may be null. */
        void known(String field, Object want, Object got, boolean told) {
            check(field, want == null || want.equals(got) || (got == null && !told), want, got);
        }

        void octets(String field, Long want, Long got, boolean told) {
            boolean right = (want != null && got != null)
                    ? got >= want && got <= want + expected.lateOctets()
                    : got == null && (want == null || !told);
            check(field, right, want, got);
        }

        void stamp(String field, Span want, String got, boolean told) {
            boolean right = got == null ? !told : want.distance(Shown.epoch(got)) <= STAMP;
            check(field, right, want, got == null ? null : Shown.epoch(got));
        }
    }
}
