package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.NotifySettings;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.snmp.Access;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.EngineFile;
import io.pptpdmonitor.snmp.EngineIdentity;
import io.pptpdmonitor.snmp.Privacy;
import io.pptpdmonitor.snmp.SnmpUser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the agent would serve to whom, judge and tell, without a secret: a community's name is one. */
final class ServingReport {

    private final @Nullable Path file;
    private final Configuration configuration;
    private final @Nullable Path engineFile;
    private final @Nullable Path socket;

    /**
     * @param file what was read; null if only options were
     * @param engineFile where the agent keeps its engine; null if nowhere
     * @param socket where it answers checks; null if nowhere
     */
    ServingReport(@Nullable Path file, Configuration configuration, @Nullable Path engineFile, @Nullable Path socket) {
        this.file = file;
        this.configuration = configuration;
        this.engineFile = engineFile;
        this.socket = socket;
    }

    void print(PrintWriter out) {
        Access access = configuration.agent().access();
        line(out, "configuration", file == null ? "none, only options and defaults" : file.toString());
        configuration.agent().listen().forEach(address -> line(out, "listen", address.toString()));
        if (configuration.master() != null) {
            line(out, "agentx", configuration.master() + ", to whomever that lets in, sees everything");
        }
        access.users().forEach(user -> line(out, "user", user(user)));
        List<Community> communities = access.communities();
        for (int i = 0; i < communities.size(); i++) {
            line(out, "community", "the " + (i + 1) + ". one: " + community(communities.get(i)));
        }
        if (access.isEmpty() && configuration.master() == null) {
            line(out, "nobody", "there is no user and no community, so nothing is served over SNMP");
        }
        if (socket != null) {
            line(out, "checks", "of this host are answered on " + socket);
        }
        if (!access.users().isEmpty()) {
            line(out, "engine", engine());
        }
        configuration.alerts().forEach(rule -> line(out, "alert", rule.described()));
        configuration.receivers().forEach(receiver -> line(out, "receiver", receiver.toString()));
        NotifySettings telling = configuration.telling();
        if (telling.command() != null) {
            line(out, "command", telling.command().toString());
        }
        if (telling.sessions()) {
            line(
                    out,
                    "sessions",
                    "each that comes or goes is told, up to " + telling.sessionsPerSecond() + " a second");
        }
        out.flush();
    }

    private static String user(SnmpUser user) {
        Privacy privacy = user.privacy();
        String protocols = user.authentication().word() + (privacy == null ? ", not encrypted" : ", " + privacy.word());
        return user.name() + ": " + protocols + ", sees " + user.scope().word();
    }

    private static String community(Community community) {
        String from = community.sources().stream().map(Object::toString).collect(Collectors.joining(", "));
        return "SNMPv1 and v2c from " + from + ", sees " + community.scope().word();
    }

    private String engine() {
        EngineIdentity known = engineFile == null ? null : EngineFile.look(engineFile);
        String where = engineFile == null ? "it is not kept" : engineFile.toString();
        return known == null
                ? "a new one at the next start (" + where + ")"
                : known.hex() + ", begun " + known.boots() + " times (" + where + ")";
    }

    private static void line(PrintWriter out, String what, String text) {
        out.println(String.format("%-14s %s", what, text));
    }
}
