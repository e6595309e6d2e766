package io.pptpdmonitor.cli;

import io.pptpdmonitor.local.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A check's command in the agent, made once: to make it takes longer than to run it. For one thread at a time. */
final class ReadyCheck {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final CommandLine command;

    /**
     * Makes it.
     *
     * @param name of the check; of another word it will say that there is no such check
     */
    ReadyCheck(Environment agent, Snapshots known, String name) {
        this.command = PptpdMonitorCommand.commandLine(agent.answering(out, known), PptpdMonitorCommand.CHECK, name);
    }

    /** @param args behind {@code check}, with the name that it was made for */
    Reply answer(String... args) {
        text.getBuffer().setLength(0);
        String[] all = new String[args.length + 1];
        all[0] = PptpdMonitorCommand.CHECK;
        System.arraycopy(args, 0, all, 1, args.length);
        int code = command.execute(all);
        out.flush();
        return new Reply(code, text.toString());
    }
}
