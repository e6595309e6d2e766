package io.pptpdmonitor.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a command has from its mixins. To make their model once more would cost a check a fifth of its start. */
final class Mixed {

    private Mixed() {}

    /** The options that come from mixins of that class and from theirs; none if there is no such mixin. */
    static List<OptionSpec> options(CommandSpec command, Class<?> mixin) {
        return command.mixins().values().stream()
                .flatMap(each -> (mixin.isInstance(each.userObject()) ? each.options() : options(each, mixin)).stream())
                .toList();
    }
}
