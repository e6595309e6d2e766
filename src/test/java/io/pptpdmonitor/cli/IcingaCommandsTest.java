package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The definitions for Icinga 2, Nagios and NRPE name every check, and those for Icinga every option that it has. */
class IcingaCommandsTest {

    private static final Path NAGIOS = Path.of("nagios");
    private static final Path SHIPPED = NAGIOS.resolve("icinga2/pptpd-commands.conf");
    private static final Path MADE = Path.of("target/pptpd-commands.conf");
    private static final Set<String> FOR_PEOPLE = Set.of("--help", "--version");

    private static Map<String, CommandLine> checks() {
        PrintWriter out = new PrintWriter(new StringWriter());
        Environment environment = new Environment(
                InstantSource.system(), ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, pause -> false);
        return CheckCommand.commandLine(environment).getSubcommands();
    }

    @Test
    void everyOptionHasItsVariableInIcinga() throws IOException {
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made());

        assertThat(SHIPPED)
                .as("the options have changed; if that is meant: cp %s %s", MADE, SHIPPED)
                .hasSameTextualContentAs(MADE);
    }

    @Test
    void everyCheckHasACommandOfNagios() throws IOException {
        assertThat(named("commands.cfg", "command_name +check_pptpd_"))
                .containsExactlyInAnyOrderElementsOf(checks().keySet());
        assertThat(named("commands.cfg", "command_line +\\$USER1\\$/check_pptpd "))
                .containsExactlyInAnyOrderElementsOf(checks().keySet());
    }

    @Test
    void everyCheckHasACommandOfNrpe() throws IOException {
        assertThat(named("nrpe_pptpd.cfg", "command\\[check_pptpd_"))
                .containsExactlyInAnyOrderElementsOf(checks().keySet());
    }

    /** One that is checked and submitted would say now this, now that. */
    /** A probe takes a slot for a moment. */
    @Test
    void theDaemonIsCheckedEachFiveMinutes() throws IOException {
        assertThat(Files.readString(NAGIOS.resolve("services.cfg")))
                .containsPattern("service_description +pptpd-daemon\n +check_interval +5\n")
                .containsPattern("name +pptpd-service\n(.*\n)*? +check_interval +1\n");
        assertThat(Files.readString(NAGIOS.resolve("icinga2/pptpd-services.conf")))
                .containsPattern("check_command = \"pptpd_daemon\"\n +check_interval = 5m\n");
    }

    @Test
    void noServiceIsBothActiveAndPassive() throws IOException {
        List<String> active = services("services.cfg", "service_description +(\\S+)");
        List<String> passive = services("passive.cfg", "service_description +(\\S+)");
        assertThat(active).hasSizeGreaterThan(5).doesNotContainAnyElementsOf(passive);
        assertThat(services("passive.cfg", "active_checks_enabled +(\\d)"))
                .hasSize(2)
                .containsOnly("0");

        List<String> ofIcinga = services("icinga2/pptpd-services.conf", "apply Service \"(\\S+)\"");
        assertThat(ofIcinga)
                .hasSizeGreaterThan(5)
                .doesNotContainAnyElementsOf(services("icinga2/pptpd-passive.conf", "apply Service \"(\\S+)\""));
    }

    private static List<String> services(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(NAGIOS.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The names that follow what begins a line. */
    private static List<String> named(String file, String begin) throws IOException {
        return Files.readAllLines(NAGIOS.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> line.matches(begin + "[a-z]+\\b.*"))
                .map(line -> line.replaceFirst(begin + "([a-z]+)\\b.*", "$1"))
                .toList();
    }

    private static String made() {
        Map<String, CommandLine> checks = checks();
        Set<String> common = names(CommandSpec.forAnnotatedObject(new CheckOptions()));
        common.removeIf(option -> checks.values().stream()
                .anyMatch(check -> check.getCommandSpec().findOption(option) == null));
        CommandSpec first = checks.values().iterator().next().getCommandSpec();
        return """
                /* Icinga 2: the commands of all checks, with a variable for each of their options.
                 *
                 * Copy to /etc/icinga2/conf.d/ or to a zone's directory. What all checks have is vars.pptpd_OPTION, and may stand
                 * with the host; the rest is vars.pptpd_CHECK_OPTION. PluginContribDir, a constant of Icinga's constants.conf, is
                 * where check_pptpd, or a link to it, stands. A variable of more than one value is an array, that of an option without
                 * a value true. Made from the options of the program: a test compares. */

                """
                + template("pptpd", common.stream().map(first::findOption))
                + checks.entrySet().stream()
                        .map(check -> command(check.getKey(), check.getValue().getCommandSpec(), common))
                        .collect(Collectors.joining());
    }

    private static Set<String> names(CommandSpec spec) {
        return spec.options().stream().map(OptionSpec::longestName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String template(String name, Stream<OptionSpec> options) {
        return "template CheckCommand \"" + name + "\" {\n  command = [ PluginContribDir + \"/check_pptpd\" ]\n"
                + "  timeout = 30s\n\n  arguments = {\n"
                + options.map(option -> argument("pptpd_", option)).collect(Collectors.joining()) + "  }\n}\n";
    }

    private static String command(String check, CommandSpec spec, Set<String> common) {
        Set<String> everywhere = names(CommandSpec.forAnnotatedObject(new CheckOptions()));
        everywhere.addAll(names(CommandSpec.forAnnotatedObject(new SelectionOptions())));
        String own = spec.options().stream()
                .filter(option -> !FOR_PEOPLE.contains(option.longestName()) && !common.contains(option.longestName()))
                .map(option ->
                        argument(everywhere.contains(option.longestName()) ? "pptpd_" : "pptpd_" + check + "_", option))
                .collect(Collectors.joining());
        String named = spec.positionalParameters().stream()
                .map(word -> word("pptpd_" + check + "_", word))
                .collect(Collectors.joining());
        return "\n/* " + text(spec.usageMessage().description()) + " */\nobject CheckCommand \"pptpd_" + check
                + "\" {\n  import \"pptpd\"\n  command += [ \"" + check + "\" ]\n\n  arguments += {\n" + named + own
                + "  }\n}\n";
    }

    private static String argument(String prefix, OptionSpec option) {
        String variable = prefix + option.longestName().substring(2).replace('-', '_');
        boolean flag = option.arity().max() == 0;
        return "    \"" + option.longestName() + "\" = {\n      " + (flag ? "set_if" : "value") + " = \"$" + variable
                + "$\"\n" + (option.isMultiValue() && !flag ? "      repeat_key = true\n" : "")
                + "      description = \""
                + text(option.description())
                        .replace("${DEFAULT-VALUE}", defaultOf(option))
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                + "\"\n    }\n";
    }

    /** What stands behind the check's name, before the options. */
    private static String word(String prefix, PositionalParamSpec word) {
        return "    \"" + word.paramLabel() + "\" = {\n      value = \"$" + prefix
                + word.paramLabel().toLowerCase(Locale.ROOT)
                + "$\"\n      skip_key = true\n      required = true\n      order = -1\n      description = \""
                + text(word.description()) + "\"\n    }\n";
    }

    private static String defaultOf(OptionSpec option) {
        return String.valueOf(option.defaultValue());
    }

    private static String text(String[] lines) {
        return Ansi.OFF.string(String.join(" ", lines)).replace("%%", "%");
    }
}
