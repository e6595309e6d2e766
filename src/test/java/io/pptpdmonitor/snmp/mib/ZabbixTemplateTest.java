package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The template for Zabbix keeps to what 6.0 imports (its manual, "Template export", and the frontend's C60XmlValidator), asks
 * for what the MIB has, and is one with itself.
 */
class ZabbixTemplateTest {

    private static final Path FILE = Path.of("etc/zabbix/template_pptpd_monitor.yaml");
    private static final MibFile MIB = new MibFile();

    private static final Set<String> ITEM = Set.of(
            "uuid",
            "name",
            "type",
            "snmp_oid",
            "key",
            "delay",
            "history",
            "trends",
            "status",
            "value_type",
            "units",
            "description",
            "valuemap",
            "preprocessing",
            "tags");
    private static final Set<String> TRIGGER = Set.of(
            "uuid",
            "expression",
            "recovery_mode",
            "recovery_expression",
            "correlation_mode",
            "correlation_tag",
            "name",
            "event_name",
            "opdata",
            "url",
            "status",
            "priority",
            "description",
            "type",
            "manual_close",
            "dependencies",
            "tags");

    /** By the list or object that they stand in, the keys that 6.0 knows of an SNMP agent's. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("", Set.of("zabbix_export")),
            Map.entry("zabbix_export", Set.of("version", "date", "groups", "templates", "triggers", "graphs")),
            Map.entry("groups", Set.of("uuid", "name")),
            Map.entry(
                    "templates",
                    Set.of(
                            "uuid",
                            "template",
                            "name",
                            "description",
                            "templates",
                            "groups",
                            "items",
                            "discovery_rules",
                            "macros",
                            "dashboards",
                            "tags",
                            "valuemaps")),
            Map.entry("items", and(ITEM, "triggers", "inventory_link")),
            Map.entry("item_prototypes", and(ITEM, "trigger_prototypes", "discover")),
            Map.entry("triggers", TRIGGER),
            Map.entry("trigger_prototypes", and(TRIGGER, "discover")),
            Map.entry("preprocessing", Set.of("type", "parameters", "error_handler", "error_handler_params")),
            Map.entry("valuemap", Set.of("name")),
            Map.entry("tags", Set.of("tag", "value")),
            Map.entry(
                    "discovery_rules",
                    Set.of(
                            "uuid",
                            "name",
                            "type",
                            "snmp_oid",
                            "key",
                            "delay",
                            "status",
                            "filter",
                            "lifetime",
                            "description",
                            "item_prototypes",
                            "trigger_prototypes",
                            "preprocessing")),
            Map.entry("filter", Set.of("evaltype", "formula", "conditions")),
            Map.entry("conditions", Set.of("macro", "value", "operator", "formulaid")),
            Map.entry("macros", Set.of("macro", "type", "value", "description")),
            Map.entry("valuemaps", Set.of("uuid", "name", "mappings")),
            Map.entry("mappings", Set.of("type", "value", "newvalue")));

    private static final Set<String> PREPROCESSING = Set.of(
            "MULTIPLIER",
            "RTRIM",
            "LTRIM",
            "TRIM",
            "REGEX",
            "BOOL_TO_DECIMAL",
            "OCTAL_TO_DECIMAL",
            "HEX_TO_DECIMAL",
            "SIMPLE_CHANGE",
            "CHANGE_PER_SECOND",
            "XMLPATH",
            "JSONPATH",
            "IN_RANGE",
            "MATCHES_REGEX",
            "NOT_MATCHES_REGEX",
            "CHECK_JSON_ERROR",
            "CHECK_XML_ERROR",
            "CHECK_REGEX_ERROR",
            "CHECK_NOT_SUPPORTED",
            "DISCARD_UNCHANGED",
            "DISCARD_UNCHANGED_HEARTBEAT",
            "JAVASCRIPT",
            "PROMETHEUS_PATTERN",
            "PROMETHEUS_TO_JSON",
            "CSV_TO_JSON",
            "STR_REPLACE",
            "XML_TO_JSON");

    /** Of a trigger's expression: the function, the host and the item's key. */
    private static final Pattern JUDGED = Pattern.compile("([a-z_]+)\\(/([^/]+)/([a-z_.]+(?:\\[[^]]*])?)[,)]");

    private static final Pattern MACRO = Pattern.compile("\\{\\$[A-Z.]+}");

    private static final JsonNode EXPORT = read();
    private static final JsonNode TEMPLATE = EXPORT.at("/zabbix_export/templates/0");

    private static JsonNode read() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(strict)).load(Files.readString(FILE));
            return new ObjectMapper().valueToTree(loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> and(Set<String> keys, String... more) {
        return Stream.concat(keys.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** An object of the file. */
    private record Part(String in, JsonNode fields) {}

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        gather("", EXPORT, parts);
        return parts;
    }

    private static List<JsonNode> parts(String in) {
        return parts().stream()
                .filter(part -> part.in.equals(in))
                .map(Part::fields)
                .toList();
    }

    private static void gather(String in, JsonNode node, List<Part> into) {
        if (node.isObject()) {
            into.add(new Part(in, node));
            node.properties().forEach(field -> gather(field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            node.forEach(each -> gather(in, each, into));
        }
    }

    private static List<String> texts(String field) {
        return EXPORT.findValues(field).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> keys(String in) {
        return parts(in).stream().map(item -> item.path("key").asText()).collect(Collectors.toSet());
    }

    @Test
    void hasOnlyKeysThatZabbix60Knows() {
        assertThat(EXPORT.at("/zabbix_export/version").textValue())
                .as("quoted: else it is a number")
                .isEqualTo("6.0");
        assertThat(EXPORT.at("/zabbix_export/templates")).hasSize(1);
        for (Part part : parts()) {
            assertThat(part.fields.fieldNames())
                    .toIterable()
                    .as(part.in)
                    .isSubsetOf(KEYS.getOrDefault(part.in, Set.of()));
        }
    }

    /** It takes texts alone; what looks like a number must be quoted, an identifier such as 1e23 too. */
    @Test
    void hasTextsForItsValues() {
        for (Part part : parts()) {
            part.fields.forEach(value -> assertThat(value.isTextual() || value.isContainerNode())
                    .as("%s in %s", value, part.in)
                    .isTrue());
        }
        assertThat(EXPORT.findValues("parameters"))
                .allSatisfy(list -> assertThat(list).allMatch(JsonNode::isTextual));
    }

    @Test
    void takesItsWordsFromTheListsOf60() {
        assertThat(parts("preprocessing"))
                .isNotEmpty()
                .allSatisfy(step ->
                        assertThat(PREPROCESSING).contains(step.path("type").asText()));
        assertThat(items())
                .allSatisfy(item -> assertThat(item.path("type").asText()).isEqualTo("SNMP_AGENT"));
        assertThat(texts("value_type")).isNotEmpty().isSubsetOf("FLOAT", "CHAR", "LOG", "UNSIGNED", "TEXT");
        assertThat(texts("priority"))
                .isNotEmpty()
                .isSubsetOf("NOT_CLASSIFIED", "INFO", "WARNING", "AVERAGE", "HIGH", "DISASTER");
        assertThat(texts("delay")).isNotEmpty().allMatch(delay -> delay.matches("[1-9][0-9]*[smhd]"));
    }

    private static List<JsonNode> items() {
        return Stream.of("items", "item_prototypes", "discovery_rules")
                .flatMap(in -> parts(in).stream())
                .toList();
    }

    @Test
    void asksOnlyForObjectsOfTheMib() {
        Map<String, String> names =
                MIB.accessible().keySet().stream().collect(Collectors.toMap(MIB::oid, Function.identity()));
        assertThat(oids("items", "([0-9.]+)\\.0")).hasSizeGreaterThan(20).allMatch(names::containsKey);
        List<String> columns = oids("item_prototypes", "([0-9.]+)\\.\\{#SNMPINDEX}");
        assertThat(columns).hasSizeGreaterThan(4).allMatch(names::containsKey);
        List<String> discovered = oids("discovery_rules", "discovery\\[\\{#USER},([0-9.]+)]");
        assertThat(discovered).hasSize(1).allMatch(names::containsKey);
        assertThat(Stream.concat(columns.stream(), discovered.stream()))
                .allMatch(oid -> oid.startsWith(PptpdMib.USER_ENTRY + "."));
    }

    private static List<String> oids(String in, String form) {
        List<String> oids = new ArrayList<>();
        for (JsonNode item : parts(in)) {
            Matcher oid = Pattern.compile(form).matcher(item.path("snmp_oid").asText());
            assertThat(oid.matches()).as("%s", item).isTrue();
            oids.add(oid.group(1));
        }
        return oids;
    }

    @Test
    void namesTheValuesAsTheMibDoes() {
        assertThat(valueMap("pptpd alert level")).isEqualTo(labels("PptpdAlertLevel"));
        assertThat(valueMap("pptpd collector status")).isEqualTo(labels("pptpdCollectorStatus"));
        assertThat(valueMap("pptpd status")).isEqualTo(labels("pptpdServerStatus"));
        assertThat(parts("valuemap").stream().map(map -> map.path("name").asText()))
                .containsOnly("pptpd alert level", "pptpd collector status", "pptpd status");
    }

    private static Map<String, String> labels(String name) {
        return MIB.labels(name).entrySet().stream()
                .collect(Collectors.toMap(
                        label -> label.getValue().toString(),
                        label -> label.getKey().replace('-', ' ')));
    }

    private static Map<String, String> valueMap(String name) {
        return StreamSupport.stream(TEMPLATE.path("valuemaps").spliterator(), false)
                .filter(map -> map.path("name").asText().equals(name))
                .flatMap(map -> StreamSupport.stream(map.path("mappings").spliterator(), false))
                .collect(Collectors.toMap(
                        mapping -> mapping.path("value").asText(),
                        mapping -> mapping.path("newvalue").asText()));
    }

    @Test
    void definesTheMacrosThatItUsesAndNoOther() {
        List<String> defined = StreamSupport.stream(TEMPLATE.path("macros").spliterator(), false)
                .map(macro -> macro.path("macro").asText())
                .toList();
        Set<String> used = new HashSet<>();
        Stream.concat(
                        texts("expression").stream(),
                        parts("conditions").stream()
                                .map(each -> each.path("value").asText()))
                .forEach(text -> MACRO.matcher(text).results().forEach(found -> used.add(found.group())));
        assertThat(defined).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void judgesOnlyItemsThatItHas() {
        assertThat(items().stream().map(item -> item.path("key").asText())).doesNotHaveDuplicates();
        judges("triggers", keys("items"));
        judges("trigger_prototypes", keys("item_prototypes"));
    }

    private static void judges(String in, Set<String> keys) {
        assertThat(parts(in)).isNotEmpty().allSatisfy(trigger -> {
            String expression = trigger.path("expression").asText();
            assertThat(trigger.path("name").asText()).isNotEmpty();
            assertThat(Pattern.compile("(/", Pattern.LITERAL)
                            .matcher(expression)
                            .results()
                            .count())
                    .as(expression)
                    .isEqualTo(JUDGED.matcher(expression).results().count())
                    .isPositive();
            assertThat(JUDGED.matcher(expression).results())
                    .as(expression)
                    .allMatch(found -> Set.of("last", "min", "max", "avg", "change", "nodata")
                            .contains(found.group(1)))
                    .allMatch(found ->
                            found.group(2).equals(TEMPLATE.path("template").asText()))
                    .allMatch(found -> keys.contains(found.group(3)));
        });
    }

    /** Zabbix takes no others (version 4 of RFC 9562), and knows an object again by its own. */
    @Test
    void hasAnIdentifierOfItsOwnForEachObject() {
        assertThat(texts("uuid"))
                .doesNotHaveDuplicates()
                .allMatch(uuid -> uuid.matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"));
        for (String in : List.of(
                "groups",
                "templates",
                "items",
                "discovery_rules",
                "item_prototypes",
                "triggers",
                "trigger_prototypes",
                "valuemaps")) {
            boolean reference = in.equals("groups");
            assertThat(parts(in).stream().filter(part -> !part.has("uuid")))
                    .as(in)
                    .hasSize(reference ? 1 : 0);
        }
    }
}
