package io.pptpdmonitor.report;

import org.jspecify.annotations.Nullable;

/** A user's name in a table: an unknown one is {@code None}, and a user who is called that stands in quotes. */
final class Name {

    /** What the unknown user has been called by this program's ancestor. */
    static final String NONE = "None";

    private Name() {}

    static String of(@Nullable String name) {
        return name == null ? NONE : real(name);
    }

    /** A name that could be taken for something else in a table is quoted. */
    static String real(String name) {
        boolean odd = name.equals(NONE)
                || name.equals("?")
                || name.equals("-")
                || name.startsWith("\"")
                || name.startsWith("*")
                || !name.equals(name.strip())
                || name.isEmpty();
        return odd ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : name;
    }
}
