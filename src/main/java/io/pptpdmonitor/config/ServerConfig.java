package io.pptpdmonitor.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own files say, and the command line of the pptpd that runs.
 *
 * @param confRead whether pptpd.conf could be read
 * @param slots how many clients pptpd serves at once by it; null if it could not be read, pptpd would not start, or
 *     serves by another
 * @param listen the one IPv4 address at which pptpd is called, as it is written; null if at all, or if it could not be read
 * @param delegated whether the clients' addresses come from pppd or RADIUS, so that the slots say nothing of them
 * @param pptpdDebug where pptpd's debug is switched on, which logs every packet and names nobody; null if nowhere
 * @param logwtmp where pptpd is told to write wtmp; null if nowhere
 * @param optionsRead whether pppd's files of options could be read
 * @param pppdDebug where pppd's debug is switched on, which names users; null if nowhere
 * @param hook our script in ip-up.d; null if it is not there
 * @param plugins of pppd that the files load, without their directories
 * @param users known by name
 * @param findings what is wrong in these files
 */
public record ServerConfig(
        boolean confRead,
        @Nullable Integer slots,
        @Nullable String listen,
        boolean delegated,
        @Nullable Place pptpdDebug,
        @Nullable Place logwtmp,
        boolean optionsRead,
        @Nullable Place pppdDebug,
        @Nullable Path hook,
        List<String> plugins,
        UserNames users,
        List<Finding> findings) {

    public ServerConfig {
        plugins = List.copyOf(plugins);
        findings = List.copyOf(findings);
    }

    /** Of a pptpd.conf that could not be read. */
    static ServerConfig unread(Finding why) {
        return new ServerConfig(
                false, null, null, false, null, null, false, null, null, List.of(), UserNames.UNKNOWN, List.of(why));
    }
}
