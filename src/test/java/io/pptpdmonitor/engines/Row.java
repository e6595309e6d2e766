package io.pptpdmonitor.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One service of both engines, and what it has to come to. A row of the table is
 * {@code check | arguments | state | text | perfdata}; in the last two a {@code *} stands for anything. Arguments are words
 * between blanks, with {@code {name}} for what is known only when the test runs.
 *
 * @param service its name in both
 * @param arguments in the order of the command line; thresholds first, where the command of Nagios has them
 */
record Row(String service, String check, List<String> arguments, int state, String text, String perfData) {

    private static final List<String> STATES = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");
    private static final Map<String, String> LONG =
            Map.of("-w", "--warning", "-c", "--critical", "-v", "--verbose", "-H", "--agent", "-C", "--community");
    private static final Path SHIPPED = Path.of("nagios");

    static List<Row> read(Path table, Map<String, String> known) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(table)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(line.split(" *\\| *", -1), rows.size() + 1, known));
            }
        }
        return rows;
    }

    private static Row row(String[] cells, int number, Map<String, String> known) {
        String arguments = cells[1];
        for (Map.Entry<String, String> name : known.entrySet()) {
            arguments = arguments.replace("{" + name.getKey() + "}", name.getValue());
        }
        int state = STATES.indexOf(cells[2]);
        String begin = "PPTPD " + cells[0].toUpperCase(Locale.ROOT) + " " + cells[2] + " - ";
        return new Row(
                cells[0] + "-" + number + "-" + cells[2].toLowerCase(Locale.ROOT),
                cells[0],
                List.of(arguments.split(" +", -1)),
                state,
                begin + cells[3],
                cells[4]);
    }

    /** Whether what an engine has of it is what was expected. */
    static boolean fits(String expected, String actual) {
        return Pattern.compile(Pattern.quote(expected).replace("*", "\\E.*\\Q"))
                .matcher(actual)
                .matches();
    }

    /** For Nagios: the shipped command, thresholds in its first arguments, the rest in the one that follows them. */
    String nagios() throws IOException {
        String command = "check_pptpd_" + check;
        String line = Files.readString(SHIPPED.resolve("commands.cfg"))
                .replaceFirst("(?s).*command_name +" + command + "\n +command_line +([^\n]*)\n.*", "$1");
        List<String> rest = new ArrayList<>(arguments);
        List<String> given = new ArrayList<>(List.of(command));
        for (String threshold : List.of("-w", "-c")) {
            if (line.contains(" " + threshold + " '$ARG")) {
                int at = rest.indexOf(threshold);
                given.add(rest.get(at + 1));
                rest.subList(at, at + 2).clear();
            }
        }
        if (line.contains("'$ARG3$'")) {
            given.add(rest.remove(0));
        }
        given.add(rest.stream().map(Row::shellWord).collect(Collectors.joining(" ")));
        return given.stream().map(Row::nagiosText).collect(Collectors.joining("!"));
    }

    private static String shellWord(String word) {
        return word.matches("[A-Za-z0-9_./:,=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** As a configuration of Nagios has it: a dollar is two, and a semicolon would begin a comment. */
    private static String nagiosText(String text) {
        return text.replace("$", "$$").replace(";", "\\;").replace("!", "\\!");
    }

    /** For Icinga: the variables of the shipped command. */
    Map<String, Object> icinga() throws IOException {
        Map<String, Object> variables = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            String option = word.startsWith("-") ? LONG.getOrDefault(word, word) : "NAME";
            Matcher defined = definition(option);
            boolean flag = defined.group(1).equals("set_if");
            String text = flag || !word.startsWith("-") ? word : rest.remove(0);
            Object value = flag ? true : text.replace("$", "$$");
            variables.merge(defined.group(2), value, (first, second) -> List.of(first, second));
        }
        return variables;
    }

    /** Of the command itself, or of the template of all of them. */
    private Matcher definition(String option) throws IOException {
        String all = Files.readString(SHIPPED.resolve("icinga2/pptpd-commands.conf"));
        for (String begin : List.of("object CheckCommand \"pptpd_" + check + "\"", "template CheckCommand \"pptpd\"")) {
            String object = all.substring(all.indexOf(begin));
            Matcher found = Pattern.compile("\"" + option + "\" = \\{\\s+(value|set_if) = \"\\$(\\w+)\\$\"")
                    .matcher(object.substring(0, object.indexOf("\n}\n")));
            if (found.find()) {
                return found;
            }
        }
        throw new AssertionError(option + " of " + check + " is not in pptpd-commands.conf");
    }
}
