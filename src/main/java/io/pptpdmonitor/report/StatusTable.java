package io.pptpdmonitor.report;

import static io.pptpdmonitor.report.TextTable.Column.left;
import static io.pptpdmonitor.report.TextTable.Column.right;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of users and their connections, in the columns and words of the ancestor's. {@code TX} is sent to the client.
 * Of users offline the last known values stand in parentheses; a user with several sessions up has a further row for each
 * of the others, without a name.
 */
final class StatusTable {

    private static final String TITLE = "PPTPD Client Statistics";
    private static final String LEGEND = """
            TX = sent to the client, RX = received from it, in past connections; CTX, CRX = in the current one
            # = current/past connections; * = online; () = last known; None, ? = not known; + = at least; 1KB = 1024b
            """;

    private static final TextTable<StatusRow> TABLE = new TextTable<>(List.of(
            left("Username", StatusRow::user).atLeast(17),
            right("#", StatusRow::count).atLeast(6),
            right("TX", StatusRow::pastToClient).atLeast(7),
            right("RX", StatusRow::pastFromClient).atLeast(7),
            right("Remote IP", StatusRow::clientAddress).atLeast(15),
            right("Local IP", StatusRow::assignedAddress).atLeast(15),
            right("Int", StatusRow::interfaceName).atLeast(4),
            right("CTX", StatusRow::toClient).atLeast(7),
            right("CRX", StatusRow::fromClient).atLeast(7),
            right("Duration", StatusRow::duration).atLeast(10)));

    private final Snapshot snapshot;

    StatusTable(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The header is three lines above and the legend below; the ancestor's title and table are always there. */
    void write(Appendable out, boolean header) throws IOException {
        if (header) {
            for (String line : new StatusHeader(snapshot).lines()) {
                out.append(line).append('\n');
            }
            out.append('\n');
        }
        out.append(TITLE).append("\n\n");
        TABLE.write(rows(), out, true);
        if (header) {
            out.append('\n').append(LEGEND);
        }
    }

    private List<StatusRow> rows() {
        Map<Optional<String>, List<Session>> up =
                snapshot.up().collect(Collectors.groupingBy(session -> Optional.ofNullable(session.user())));
        return snapshot.users().stream()
                .flatMap(user -> rows(user, up.getOrDefault(Optional.ofNullable(user.name()), List.of())))
                .toList();
    }

    private static Stream<StatusRow> rows(User user, List<Session> up) {
        if (up.isEmpty()) {
            return Stream.of(StatusRow.offline(user, new PastOctets(user)));
        }
        return IntStream.range(0, up.size())
                .mapToObj(i -> i == 0
                        ? StatusRow.online(user, new PastOctets(user), up.get(i))
                        : StatusRow.further(up.get(i)));
    }
}
