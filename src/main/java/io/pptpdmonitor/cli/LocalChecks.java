package io.pptpdmonitor.cli;

import io.pptpdmonitor.local.CheckSocket;
import io.pptpdmonitor.local.Reply;
import io.pptpdmonitor.local.SocketSettings;
import io.pptpdmonitor.local.UnusableSocketException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The checks that the agent answers on its socket: the same commands as in a process of their own, from what the agent knows.
 * Whoever may ask is not the agent: options that read files, open connections or mean another source are not there.
 */
final class LocalChecks implements AutoCloseable {

    /** With that the text of an answer begins where the check has to run in a process of its own; the launcher knows it. */
    static final String ELSEWHERE = "not through the socket: ";

    /** Each by its longest name. What is not among them is refused, so that a new option is no hole. */
    static final Set<String> ANSWERED = Set.of(
            // Of all checks.
            "--max-age",
            "--verbose",
            "--short",
            "--timeout",
            "--include",
            "--exclude",
            "--warning",
            "--critical",
            // Of some.
            "--unknown-as",
            "--require",
            "--forbid",
            "--slots",
            "--size",
            "--per-user",
            "--duration",
            "--reconnects",
            "--change",
            "--minimum",
            "--window",
            "--known",
            "--per-address",
            "--cause",
            "--in",
            "--out",
            "--interval",
            "--user",
            "--top",
            "--at-least",
            "--lost",
            "--unread",
            "--unnamed",
            "--stray",
            "--no-debug",
            "--allow-net",
            "--unreachable-state");

    private final @Nullable Path path;
    private final SocketSettings settings;
    private final Environment environment;
    private final Snapshots known;
    private final AgentLog log;
    /** By name those that nobody uses just now: as many as there are threads, in time. */
    private final Map<String, Queue<ReadyCheck>> ready =
            Checks.NAMES.stream().collect(Collectors.toMap(name -> name, name -> new ConcurrentLinkedQueue<>()));

    private @Nullable CheckSocket socket;

    /**
     * Answers nothing yet.
     *
     * @param path where; null if nowhere
     * @param known for any number of threads
     */
    LocalChecks(@Nullable Path path, SocketSettings settings, Environment environment, Snapshots known, AgentLog log) {
        this.path = path;
        this.settings = settings;
        this.environment = environment;
        this.known = known;
        this.log = log;
    }

    /**
     * Answers from now on.
     *
     * @throws IOException if that cannot be at the place that the configuration names; at the usual one it is only told
     */
    void begin() throws IOException {
        Path place = path;
        if (place == null) {
            return;
        }
        try {
            CheckSocket made = new CheckSocket(place, settings, this::answer);
            socket = made;
            environment.out().println("listening on unix:" + place);
            environment.out().flush();
            log.info("checks of this host are answered on " + place + ", for the group " + made.group());
        } catch (UnusableSocketException refused) {
            if (settings.isNamed()) {
                throw refused;
            }
            log.warning(refused.getMessage() + "; until then checks are not answered here");
        }
    }

    private Reply answer(List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        Queue<ReadyCheck> free = ready.get(name);
        ReadyCheck idle = free == null ? null : free.poll();
        ReadyCheck check = idle == null ? new ReadyCheck(environment, known, name) : idle;
        Reply reply = check.answer(arguments.toArray(String[]::new));
        if (free != null) {
            free.add(check);
        }
        return reply;
    }

    /** Leaves of a check's options only those that are answered here. */
    static void restrict(CommandSpec check) {
        List<OptionSpec> refused = check.options().stream()
                .filter(option -> !ANSWERED.contains(option.longestName()))
                .toList();
        refused.forEach(check::remove);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
