package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;

/** What keeps an answer from being the whole truth, on standard error, one line each. */
final class Warnings {

    private Warnings() {}

    static void of(Health health, Environment environment) {
        if (health.status() != CollectorStatus.OK) {
            environment.complain(health.statusText());
        }
        String wtmp = health.missingNames();
        if (!wtmp.isEmpty()) {
            environment.complain("names of wtmp are missing: " + wtmp);
        }
    }
}
