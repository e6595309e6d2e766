package io.pptpdmonitor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server is set up, by the files that pptpd and pppd read, and the command line of the pptpd that runs.
 *
 * @param read whether pptpd.conf could be read; without it nothing else is known
 * @param slots how many clients pptpd serves at once; null if not known, as of a file that is
 *     newer than the pptpd that runs, or if pptpd would not start
 * @param delegated whether the clients' addresses come from elsewhere
 * @param pptpdDebug where pptpd's debug is switched on, as {@code file:line}; null if nowhere
 * @param pppdDebug where pppd's debug is switched on; null if nowhere
 * @param logwtmp where pptpd is told to write wtmp; null if nowhere
 * @param hook where our hook is installed; null if nowhere
 * @param plugins of pppd, without their directories
 * @param users how many names the files of secrets hold
 * @param usersComplete whether nobody else can log in
 * @param findings what is wrong in these files, and what to do
 */
public record Setup(
        boolean read,
        @Nullable Integer slots,
        boolean delegated,
        @Nullable String pptpdDebug,
        @Nullable String pppdDebug,
        @Nullable String logwtmp,
        @Nullable String hook,
        List<String> plugins,
        int users,
        boolean usersComplete,
        List<String> findings) {

    public Setup {
        plugins = List.copyOf(plugins);
        findings = List.copyOf(findings);
    }

    /** Where it is that of one of several hosts: nobody knows the names that the others let in. */
    public Setup ofOneHost() {
        return new Setup(read, slots, delegated, pptpdDebug, pppdDebug, logwtmp, hook, plugins, users, false, findings);
    }
}
