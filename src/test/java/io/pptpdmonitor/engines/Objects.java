package io.pptpdmonitor.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an administrator adds to the definitions that are shipped: hosts, and services of the table's rows.
 *
 * @param rows the services of the host {@code rows}
 * @param polled hosts that the C plugin asks
 * @param port of the agent of the host {@code asked}, which is asked from here
 * @param credentials with which
 */
record Objects(List<Row> rows, List<Polled> polled, String port, Path credentials) {

    String ofNagios() throws IOException {
        StringBuilder objects = new StringBuilder();
        Stream.concat(
                        Stream.of("rows", "shipped", "asked", "passive", "silent"),
                        polled.stream().map(Polled::name))
                .forEach(host -> objects.append("define host {\n use generic-host\n host_name ")
                        .append(host)
                        .append("\n address 127.0.0.1\n")
                        .append(host.equals("shipped") ? " hostgroups pptpd-servers\n" : "")
                        .append("}\n"));
        for (Row row : rows) {
            objects.append(service("generic-service", "rows", row.service(), row.nagios()));
        }
        for (Polled host : polled) {
            for (String figure : Polled.FIGURES) {
                objects.append(service("generic-service", host.name(), "pptpd-snmp-" + figure, host.nagios(figure)));
            }
        }
        objects.append(service(
                "generic-service",
                "asked",
                "pptpd-users",
                "check_pptpd_users!80!90!-H '$HOSTADDRESS$':" + port + " --credentials " + credentials));
        objects.append(service("pptpd-alerts-passive", "passive", "pptpd-alerts", null));
        objects.append(service("pptpd-alert-passive", "passive", "pptpd-alert-most", null));
        objects.append(service("pptpd-alerts-passive\n freshness_threshold 1", "silent", "pptpd-alerts", null));
        return objects.toString();
    }

    private static String service(String template, String host, String name, String command) {
        return "define service {\n use " + template + "\n host_name " + host + "\n service_description " + name + "\n"
                + (command == null ? "" : " check_command " + command + "\n") + "}\n";
    }

    String ofIcinga() throws IOException {
        ObjectMapper json = new ObjectMapper();
        StringBuilder objects = new StringBuilder("""
                object Host "rows" { import "generic-host" }
                object Host "shipped" { import "generic-host"; vars.pptpd = true }
                object Host "passive" { import "generic-host"; vars.pptpd_passive = [ "most" ] }
                object Host "asked" {
                  import "generic-host"
                  address = "127.0.0.1"
                  vars.pptpd = true
                  vars.pptpd_agent = "$address$:%s"
                  vars.pptpd_credentials = "%s"
                  vars.pptpd_users_warning = 80
                  vars.pptpd_users_critical = "90"
                }
                """.formatted(port, credentials));
        objects.append(polled.stream().map(Polled::icinga).collect(Collectors.joining()));
        for (Row row : rows) {
            objects.append(
                    "object Service \"" + row.service() + "\" {\n  import \"generic-service\"\n  host_name = \"rows\"\n"
                            + "  event_command = \"handle\"\n  check_command = \"pptpd_" + row.check() + "\"\n");
            for (Map.Entry<String, Object> variable : row.icinga().entrySet()) {
                objects.append(
                        "  vars." + variable.getKey() + " = " + json.writeValueAsString(variable.getValue()) + "\n");
            }
            objects.append("}\n");
        }
        return objects.toString();
    }
}
