package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.UseDefaultConverter;

/** {@link PlainOptions} is made of the checks' options, as picocli knows them. */
class PlainOptionsTest {

    private static final Path SOURCE = Path.of("src/main/java/io/pptpdmonitor/cli/PlainOptions.java");
    private static final Path MADE = Path.of("target/PlainOptions.java");
    /** Of an agent elsewhere, but for what a look at this host has, too: {@link OnePlace} has its say about them. */
    private static final Set<Class<?>> ELSEWHERE = Set.of(RemoteOptions.class, CredentialOptions.class);

    private static final Set<String> EVERYWHERE = Set.of("--timeout");

    private final Map<Class<?>, String> methods = new LinkedHashMap<>();

    private record Method(Class<?> of, String name) {}

    /** Those that are needed. */
    private final Set<Method> needed = new HashSet<>();

    @Test
    void isMadeOfTheOptions() throws Exception {
        String made = made();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);

        assertThat(Files.readString(SOURCE))
                .as("the options have changed; if that is meant: cp %s %s, and format it", MADE, SOURCE)
                .isEqualToIgnoringWhitespace(made);
    }

    private String made() throws Exception {
        List<Object> checks = new ArrayList<>();
        for (CommandLine check : checks()) {
            boolean plain = check.getCommandSpec().positionalParameters().isEmpty();
            if (plain) {
                checks.add(check.getCommandSpec().userObject());
            }
        }
        for (Object check : checks) {
            of(check, CommandSpec.forAnnotatedObject(check));
        }
        StringBuilder java = new StringBuilder("package io.pptpdmonitor.cli;\n\n");
        java.append("import java.util.Arrays;\nimport org.jspecify.annotations.Nullable;\n\n");
        java.append(
                "/** The options of a plain line. Made of the checks' options by PlainOptionsTest, which says how when they differ. */\n");
        java.append("final class PlainOptions {\n\nprivate PlainOptions() {}\n");
        java.append(chain(
                checks,
                "Puts the values there that an option has which is not given; false for a check that has"
                        + " no plain line.",
                "boolean begin(Object check)",
                "begin(%s)",
                "false"));
        java.append(chain(
                checks,
                "Sets an option without a value. Returns its longest name, empty for one that may come more"
                        + " than once; null if there is none.",
                "@Nullable String flag(Object check, String name)",
                "flag(%s, name)",
                "null"));
        java.append(chain(
                checks,
                "Sets an option that has this value. Returns as above; throws what a converter throws.",
                "@Nullable String value(Object check, String name, String text)",
                "value(%s, name, text)",
                "null"));
        methods.values().forEach(java::append);
        return java.append("}\n").toString();
    }

    private static Iterable<CommandLine> checks() {
        PrintWriter out = new PrintWriter(Writer.nullWriter());
        Environment environment = new Environment(
                InstantSource.system(), ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, pause -> false);
        Map<String, CommandLine> made = CheckCommand.commandLine(environment).getSubcommands();
        return Checks.NAMES.stream().map(made::get).toList();
    }

    private static String chain(List<Object> checks, String told, String head, String call, String none) {
        return "\n/** " + told + " */\nstatic " + head + " {\n"
                + checks.stream()
                        .map(check -> "if (check instanceof " + name(check.getClass()) + " of) { return "
                                + call.formatted("of") + "; }\n")
                        .collect(Collectors.joining())
                + "return " + none + ";\n}\n";
    }

    /** The three methods of a class that has options. */
    private void of(Object owner, CommandSpec spec) throws Exception {
        Class<?> type = owner.getClass();
        if (methods.containsKey(type)) {
            return;
        }
        methods.put(type, "");
        StringBuilder defaults = new StringBuilder();
        StringBuilder flags = new StringBuilder();
        StringBuilder values = new StringBuilder();
        List<Field> mixins = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Mixin.class)) {
                field.setAccessible(true);
                Object mixed = field.get(owner);
                of(mixed, CommandSpec.forAnnotatedObject(mixed));
                mixins.add(field);
            } else if (field.isAnnotationPresent(Option.class)) {
                field.setAccessible(true);
                OptionSpec option =
                        spec.findOption(field.getAnnotation(Option.class).names()[0]);
                option(owner, field, option, defaults, flags, values);
            }
        }
        methods.put(
                type,
                begin(type, defaults, with("begin", mixins))
                        + asked(type, "flag", "", flags, with("flag", mixins))
                        + asked(type, "value", ", String text", values, with("value", mixins)));
    }

    private static void option(
            Object owner,
            Field field,
            OptionSpec option,
            StringBuilder defaults,
            StringBuilder flags,
            StringBuilder values)
            throws Exception {
        if (option.defaultValue() != null) {
            defaults.append(
                    "of." + field.getName() + " = " + converted(field, '"' + option.defaultValue() + '"') + ";\n");
        }
        boolean elsewhere = ELSEWHERE.contains(owner.getClass()) && !EVERYWHERE.contains(option.longestName());
        boolean simple = !option.required()
                && option.splitRegex().isEmpty()
                && !option.interactive()
                && !option.negatable()
                && !Modifier.isPrivate(field.getModifiers());
        if (elsewhere || !simple) {
            return;
        }
        String at = "of." + field.getName();
        boolean one = option.arity().min() == 1 && option.arity().max() == 1;
        if (option.arity().max() == 0 && field.getType() == boolean.class && !field.getBoolean(owner)) {
            branch(flags, option, at + " = true;", option.longestName());
        } else if (option.arity().max() == 0 && field.getType() == boolean[].class) {
            branch(
                    flags,
                    option,
                    at + " = Arrays.copyOf(" + at + ", " + at + ".length + 1);\n" + at + "[" + at
                            + ".length - 1] = true;",
                    "");
        } else if (one && field.getType() == List.class && ((List<?>) field.get(owner)).isEmpty()) {
            branch(values, option, at + ".add(" + converted(field, "text") + ");", "");
        } else if (one && !option.isMultiValue()) {
            branch(values, option, at + " = " + converted(field, "text") + ";", option.longestName());
        }
    }

    private static void branch(StringBuilder branches, OptionSpec option, String sets, String told) {
        branches.append("case "
                + Arrays.stream(option.names()).map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                + " -> {\n" + sets + "\nreturn \"" + told + "\";\n}\n");
    }

    /** As picocli would have it converted; text is what {@link Checks} has registered for it. */
    private static String converted(Field field, String text) {
        Class<? extends ITypeConverter<?>>[] converters =
                field.getAnnotation(Option.class).converter();
        Class<?> converter = converters.length == 0 || converters[0] == UseDefaultConverter.class
                ? Utf8Converter.class
                : converters[0];
        assertThat(converter != Utf8Converter.class
                        || field.getGenericType().getTypeName().contains("String"))
                .as("%s has a converter, or is text", field)
                .isTrue();
        return "new " + name(converter) + "().convert(" + text + ")";
    }

    private List<Field> with(String method, List<Field> mixins) {
        return mixins.stream()
                .filter(mixin -> needed.contains(new Method(mixin.getType(), method)))
                .toList();
    }

    private String begin(Class<?> type, StringBuilder defaults, List<Field> mixins) {
        if (defaults.isEmpty() && mixins.isEmpty()) {
            return "";
        }
        needed.add(new Method(type, "begin"));
        return "\nprivate static boolean begin(" + name(type) + " of) {\n" + defaults + "return "
                + (mixins.isEmpty()
                        ? "true"
                        : mixins.stream()
                                .map(mixin -> "begin(of." + mixin.getName() + ")")
                                .collect(Collectors.joining(" && ")))
                + ";\n}\n";
    }

    private String asked(Class<?> type, String what, String more, StringBuilder branches, List<Field> mixins) {
        if (branches.isEmpty() && mixins.isEmpty()) {
            return "";
        }
        needed.add(new Method(type, what));
        String rest = mixins.isEmpty() ? "return null;\n" : "";
        for (int i = 0; i < mixins.size(); i++) {
            String call = what + "(of." + mixins.get(i).getName() + ", name" + (more.isEmpty() ? "" : ", text") + ")";
            String told = i == 0 ? call : "told == null ? " + call + " : told";
            rest += i == mixins.size() - 1
                    ? "return " + told + ";\n"
                    : (i == 0 ? "String " : "") + "told = " + told + ";\n";
        }
        String none = branches.isEmpty() ? "" : "switch (name) {\n" + branches + "default -> {}\n}\n";
        return "\nprivate static @Nullable String " + what + "(" + name(type) + " of, String name" + more + ") {\n"
                + none + rest + "}\n";
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
