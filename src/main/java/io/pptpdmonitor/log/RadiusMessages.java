package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPPD;

import io.pptpdmonitor.log.LogEvent.AccountingFailed;

/**
 * What the RADIUS plugins of pppd say, radius.so and radattr.so. Of a good login they tell no name. The lines of failed
 * accounting go to syslog past pppd's quoting, with the name's own bytes.
 */
final class RadiusMessages extends MessageTable {

    RadiusMessages() {
        String file = "pppd, plugins/radius/radius.c";
        on(PPPD, "Accounting START failed for %s", file, m -> new AccountingFailed(m.text(0)));
        on(PPPD, "Accounting STOP failed for %s", file, m -> new AccountingFailed(m.text(0)));
        on(PPPD, "Interim accounting failed for %s", file, m -> new AccountingFailed(m.text(0)));
        nothing(PPPD, "RADIUS plugin initialized.", file);
        nothing(PPPD, "RADIUS: %s", file);
        nothing(PPPD, "rc_%w: %s", "pppd, plugins/radius/sendserver.c");
        nothing(PPPD, "RADATTR plugin initialized.", "pppd, plugins/radius/radattr.c");
        nothing(PPPD, "RADATTR plugin %s", "pppd, plugins/radius/radattr.c (debug)");
        nothing(PPPD, "radattr plugin: Could not open %s", "pppd, plugins/radius/radattr.c");
    }
}
