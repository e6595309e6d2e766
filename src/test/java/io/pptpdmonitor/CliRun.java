package io.pptpdmonitor;

/** What one run of the program, in this process, returned and wrote. */
public record CliRun(int exitCode, String out, String err) {

    @SuppressWarnings("DoNotCallSuggester")
    public static CliRun of(String... args) {
        throw new AssertionError("not wired yet: " + String.join(" ", args));
    }
}
