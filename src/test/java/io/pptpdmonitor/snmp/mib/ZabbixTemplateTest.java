package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The template for Zabbix asks for what the MIB has, and is one with itself. */
class ZabbixTemplateTest {

    private static final String TEXT = read();
    private static final MibFile MIB = new MibFile();

    private static String read() {
        try {
            return Files.readString(Path.of("etc/zabbix/template_pptpd_monitor.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(TEXT)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void asksOnlyForObjectsOfTheMib() {
        Map<String, String> names =
                MIB.accessible().keySet().stream().collect(Collectors.toMap(MIB::oid, Function.identity()));
        List<String> scalars = all("^ +snmp_oid: ([0-9.]+)\\.0$");
        List<String> columns = all("^ +snmp_oid: '(?:discovery\\[\\{#USER},)?([0-9.]+?)(?:\\.\\{#SNMPINDEX}|])'$");
        assertThat(names).containsKeys(scalars.toArray(String[]::new)).containsKeys(columns.toArray(String[]::new));
        assertThat(scalars.size() + columns.size())
                .isEqualTo(all("(snmp_oid)").size())
                .isGreaterThan(25);
        assertThat(columns).allMatch(oid -> oid.startsWith(PptpdMib.USER_ENTRY + "."));
    }

    @Test
    void namesTheValuesAsTheMibDoes() {
        assertThat(valueMap("pptpd alert level")).isEqualTo(labels("PptpdAlertLevel"));
        assertThat(valueMap("pptpd collector status")).isEqualTo(labels("pptpdCollectorStatus"));
        assertThat(valueMap("pptpd status")).isEqualTo(labels("pptpdServerStatus"));
        assertThat(all("^ +valuemap:\n +name: '([^']+)'$"))
                .containsOnly("pptpd alert level", "pptpd collector status", "pptpd status");
    }

    private static Map<Integer, String> labels(String name) {
        return MIB.labels(name).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getValue, label -> label.getKey().replace('-', ' ')));
    }

    private static Map<Integer, String> valueMap(String name) {
        int begin = TEXT.indexOf("name: '" + name + "'\n          mappings:");
        int end = TEXT.indexOf("- uuid:", begin);
        Map<Integer, String> values = new LinkedHashMap<>();
        Pattern.compile("value: '([0-9]+)'\n +newvalue: '?([a-z ]+)")
                .matcher(TEXT.substring(begin, end < 0 ? TEXT.length() : end))
                .results()
                .forEach(found -> values.put(Integer.valueOf(found.group(1)), found.group(2)));
        return values;
    }

    @Test
    void definesTheMacrosThatItUsesAndNoOther() {
        assertThat(all("^ +- macro: '(\\{\\$[A-Z.]+})'$"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        all("(?<!macro: ')(\\{\\$[A-Z.]+})").stream().distinct().toList());
    }

    @Test
    void judgesOnlyItemsThatItHas() {
        List<String> keys = all("^ +key: '?([a-z_.]+)");
        assertThat(all("/pptpd-monitor SNMP/([a-z_.]+)")).isNotEmpty().isSubsetOf(keys);
        assertThat(keys).doesNotHaveDuplicates();
    }

    /** Zabbix takes no others (version 4 of RFC 9562), and knows an object again by its own. */
    @Test
    void hasAnIdentifierOfItsOwnForEachObject() {
        assertThat(all("uuid: (.+)"))
                .doesNotHaveDuplicates()
                .allMatch(uuid -> uuid.matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"));
    }
}
