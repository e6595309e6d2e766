package io.pptpdmonitor.report;

import static io.pptpdmonitor.report.TextTable.Column.left;
import static io.pptpdmonitor.report.TextTable.Column.right;

import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import io.pptpdmonitor.model.State;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last attempts of one user, or from or with one address: what came of each, the line that tells why, and what to look
 * at. Pure.
 */
public final class WhyReport {

    private static final String INDENT = "    ";

    private static final List<TextTable.Column<Attempt>> COLUMNS = List.of(
            right("#", attempt -> Long.toString(attempt.number())),
            left("TIME", WhyReport::time),
            left("USER", attempt -> attempt.user() == null ? Name.NONE : Name.real(attempt.user())),
            left("CLIENT", attempt -> attempt.clientAddress() == null ? "?" : attempt.clientAddress()),
            left("VPN-IP", attempt -> known(attempt, Session::assignedAddress)),
            left("STATE", WhyReport::state),
            right("UP-FOR", attempt -> known(attempt, WhyReport::upFor)),
            left("CAUSE", WhyReport::cause));

    private final String subject;
    private final Snapshot snapshot;
    private final List<Attempt> attempts;
    private final Hint hints;

    /** @param subject a user's name, or an address inside or outside the tunnel */
    public WhyReport(String subject, Snapshot snapshot) {
        this.subject = subject;
        this.snapshot = snapshot;
        this.attempts = Attempt.of(subject, snapshot);
        this.hints = new Hint(snapshot);
    }

    /** Whether there was none. */
    public boolean isEmpty() {
        return attempts.isEmpty();
    }

    /**
     * Writes it as a table, with the host's name where there is more than one, and below each row its line and its hint.
     *
     * @throws IOException only what out throws
     */
    public void writeTable(Appendable out, boolean header) throws IOException {
        StringBuilder table = new StringBuilder();
        Tables.withHost(COLUMNS, Attempt::host, snapshot).write(attempts, table, true);
        List<String> lines = table.toString().lines().toList();
        if (header && !isEmpty()) {
            out.append(lines.get(0)).append('\n');
        }
        for (int i = 0; i < attempts.size(); i++) {
            out.append(lines.get(i + 1)).append('\n');
            Session session = attempts.get(i).session();
            indented(session == null ? null : session.endText(), out);
            String hint = hints.of(attempts.get(i));
            indented(hint == null ? null : "-> " + hint, out);
        }
    }

    private static void indented(@Nullable String text, Appendable out) throws IOException {
        if (text != null) {
            out.append(INDENT).append(PlainText.of(text)).append('\n');
        }
    }

    /**
     * Writes it as a document of schema {@value JsonReport#SCHEMA}.
     *
     * @throws IOException only what out throws
     */
    public void writeJson(Appendable out) throws IOException {
        new JsonReport(snapshot).write(out, json -> {
            JsonRow.field(json, "subject", subject);
            JsonReport.rows(json, "attempts", fields(), attempts);
        });
    }

    private List<Field<Attempt>> fields() {
        return List.of(
                new Field<>("time", Attempt::time),
                new Field<>("number", Attempt::number),
                new Field<>("host", Attempt::host),
                new Field<>("user", Attempt::user),
                new Field<>("clientAddress", Attempt::clientAddress),
                new Field<>("assignedAddress", attempt -> of(attempt, Session::assignedAddress)),
                new Field<>("state", WhyReport::state),
                new Field<>("up", attempt -> of(attempt, Session::up)),
                new Field<>("ended", attempt -> of(attempt, Session::ended)),
                new Field<>("endCause", attempt -> of(attempt, session -> label(session.endCause()))),
                new Field<>("endText", attempt -> of(attempt, Session::endText)),
                new Field<>("connectSeconds", attempt -> of(attempt, Session::connectSeconds)),
                new Field<>("hint", hints::of));
    }

    private static String time(Attempt attempt) {
        Session session = attempt.session();
        if (session != null && session.started() != null) {
            return Tables.begin(session);
        }
        OffsetDateTime time = attempt.time();
        return time == null ? "?" : Stamp.text(time);
    }

    private static <V> @Nullable V of(Attempt attempt, Function<Session, @Nullable V> part) {
        Session session = attempt.session();
        return session == null ? null : part.apply(session);
    }

    /** A session of which only the refused login is known never came up. */
    private static String state(Attempt attempt) {
        Session session = attempt.session();
        return (session == null ? State.FAILED : session.state()).label();
    }

    private static String cause(Attempt attempt) {
        Session session = attempt.session();
        if (session == null) {
            return EndCause.AUTH_FAILED.label();
        }
        String label = label(session.endCause());
        return label == null ? "-" : label;
    }

    private static @Nullable String label(@Nullable EndCause cause) {
        return cause == null ? null : cause.label();
    }

    private static @Nullable String upFor(Session session) {
        return session.connectSeconds() == null ? null : Elapsed.exact(session.connectSeconds());
    }

    private static String known(Attempt attempt, Function<Session, @Nullable String> part) {
        Session session = attempt.session();
        String value = session == null ? null : part.apply(session);
        return value != null ? value : session != null && session.state().cameUp() ? "?" : "-";
    }
}
