package io.pptpdmonitor.engines;

import java.util.List;
import java.util.Map;

/**
 * A host whose figures are asked for by the C plugin, with the definitions that are shipped.
 *
 * @param version 2 or 3 of SNMP
 * @param port where its agent listens
 * @param state of all its services that know their figure: by the ranges that are shipped, or by those of everything
 */
record Polled(String name, int version, String port, int state) {

    static final List<String> FIGURES = List.of(
            "pool", "users", "sessions", "logins", "negotiation", "most", "in", "out", "age", "collector", "alerts");

    /** What Icinga's definitions have by themselves, where that is no {@code ~:}. */
    private static final Map<String, List<String>> SHIPPED = Map.of(
            "pool", List.of("80", "95"),
            "age", List.of("60", "300"),
            "collector", List.of("1", "1:2"),
            "alerts", List.of("0", "1"));

    private static final String NEVER = "~:";
    private static final String ALWAYS = "@~:";

    /** WARNING's and CRITICAL's. */
    List<String> ranges(String figure) {
        return switch (state) {
            case 0 -> SHIPPED.getOrDefault(figure, List.of(NEVER, NEVER));
            case 1 -> List.of(ALWAYS, NEVER);
            default -> List.of(NEVER, ALWAYS);
        };
    }

    /** As the command of Nagios has it. */
    String nagios(String figure) {
        String who = version == 2
                ? "-P 2c -C wallboard"
                : "-P 3 -L authPriv -U nms -a SHA-256 -A authpass1 -x AES -X privpass1";
        return "check_pptpd_snmp_" + figure + "!" + String.join("!", ranges(figure)) + "!" + who + " -p " + port;
    }

    /** As its host is defined for Icinga. */
    String icinga() {
        String who = version == 2
                ? "  vars.snmp_community = \"wallboard\"\n  vars.snmp_port = " + port + "\n"
                : """
                  vars.snmpv3_user = "nms"
                  vars.snmpv3_auth_alg = "SHA-256"
                  vars.snmpv3_auth_key = "authpass1"
                  vars.snmpv3_priv_key = "privpass1"
                  vars.snmpv3_port = %s
                """.formatted(port);
        StringBuilder host = new StringBuilder("object Host \"" + name
                + "\" {\n  import \"generic-host\"\n  address = \"127.0.0.1\"\n  vars.pptpd_snmp = true\n" + who);
        for (String figure : state == 0 ? List.<String>of() : FIGURES) {
            List<String> ranges = ranges(figure);
            host.append("  vars.pptpd_snmp_" + figure + " = { warn = \"" + ranges.get(0) + "\", crit = \""
                    + ranges.get(1) + "\" }\n");
        }
        return host + "}\n";
    }
}
