package io.pptpdmonitor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code pptpd-monitor -w 80}: to the program itself -w is --watch, and what was meant is a check. */
final class MeantCheck {

    private static final String RANGE = "@?[~:]*-?[0-9.][0-9.:%~-]*";
    private static final Pattern ATTACHED = Pattern.compile("(?:-([wc])|--(watch|warning|critical))=?(" + RANGE + ")");
    private static final Pattern SEPARATE = Pattern.compile("-[nr]*(w)|-(c)|--(watch|warning|critical)");
    /** Options of a view that a check does not have. */
    private static final Pattern OF_VIEWS = Pattern.compile("-n|--no-header|--(?:output|delay)=.*|-[od].+");

    private static final Pattern OF_VIEWS_WITH_VALUE = Pattern.compile("-[od]|--output|--delay");
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-][\\w@%+=:,./~-]*");

    private final List<String> args;
    private final List<String> words = new ArrayList<>();
    private boolean thresholds;

    private MeantCheck(List<String> args) {
        this.args = args;
    }

    /** A line that names the check, if the arguments hold a threshold; else null. */
    static @Nullable String of(List<String> args) {
        MeantCheck meant = new MeantCheck(args);
        int first = !args.isEmpty() && args.get(0).matches("[a-z]+") ? 1 : 0;
        for (int i = first; i < args.size(); ) {
            i += meant.take(i);
        }
        return meant.thresholds
                ? "thresholds belong to a check; did you mean: pptpd-monitor check " + meant.check() + " "
                        + meant.words.stream().map(MeantCheck::quoted).collect(Collectors.joining(" "))
                : null;
    }

    /** Which check stands behind its thresholds; {@code users} where none does. Takes it from the words. */
    private String check() {
        int at = words.indexOf("check");
        if (at < 0) {
            return "users";
        }
        words.remove(at);
        return at < words.size() && words.get(at).matches("[a-z][a-z-]*") ? words.remove(at) : "users";
    }

    /** Returns how many arguments that took. */
    private int take(int i) {
        String arg = args.get(i);
        String next = i + 1 < args.size() ? args.get(i + 1) : "";
        Matcher attached = ATTACHED.matcher(arg);
        if (attached.matches()) {
            threshold(attached.group(1) == null ? attached.group(2) : attached.group(1), attached.group(3));
            return 1;
        }
        Matcher separate = SEPARATE.matcher(arg);
        if (separate.matches()) {
            if (next.matches(RANGE)) {
                String letter = separate.group(1) == null ? separate.group(2) : separate.group(1);
                threshold(letter == null ? separate.group(3) : letter, next);
                return 2;
            }
            return 1;
        }
        if (OF_VIEWS_WITH_VALUE.matcher(arg).matches()) {
            return 2;
        }
        if (!OF_VIEWS.matcher(arg).matches()) {
            words.add(arg);
        }
        return 1;
    }

    private void threshold(String option, String range) {
        thresholds = true;
        words.add(option.startsWith("c") ? "-c" : "-w");
        words.add(range);
    }

    /** As a shell takes it. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
