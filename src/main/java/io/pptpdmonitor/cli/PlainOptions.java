package io.pptpdmonitor.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The options of a plain line. Made of the checks' options by PlainOptionsTest, which says how when they differ. */
final class PlainOptions {

    private PlainOptions() {}

    /** Puts the values there that an option has which is not given; false for a check that has no plain line. */
    static boolean begin(Object check) {
        if (check instanceof CheckUsersCommand of) {
            return begin(of);
        }
        if (check instanceof CheckSessionsCommand of) {
            return begin(of);
        }
        if (check instanceof CheckPoolCommand of) {
            return begin(of);
        }
        if (check instanceof CheckLoginsCommand of) {
            return begin(of);
        }
        if (check instanceof CheckTrafficCommand of) {
            return begin(of);
        }
        if (check instanceof CheckQuotaCommand of) {
            return begin(of);
        }
        if (check instanceof CheckDaemonCommand of) {
            return begin(of);
        }
        if (check instanceof CheckCollectorCommand of) {
            return begin(of);
        }
        if (check instanceof CheckAccessCommand of) {
            return begin(of);
        }
        if (check instanceof CheckAlertsCommand of) {
            return begin(of);
        }
        return false;
    }

    /** Sets an option without a value. Returns its longest name, empty for one that may come more than once; null if there is none. */
    static @Nullable String flag(Object check, String name) {
        if (check instanceof CheckUsersCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckSessionsCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckPoolCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckLoginsCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckTrafficCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckQuotaCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckDaemonCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckCollectorCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckAccessCommand of) {
            return flag(of, name);
        }
        if (check instanceof CheckAlertsCommand of) {
            return flag(of, name);
        }
        return null;
    }

    /** Sets an option that has this value. Returns as above; throws what a converter throws. */
    static @Nullable String value(Object check, String name, String text) {
        if (check instanceof CheckUsersCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckSessionsCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckPoolCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckLoginsCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckTrafficCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckQuotaCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckDaemonCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckCollectorCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckAccessCommand of) {
            return value(of, name, text);
        }
        if (check instanceof CheckAlertsCommand of) {
            return value(of, name, text);
        }
        return null;
    }

    private static boolean begin(CheckUsersCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckUsersCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckUsersCommand of, String name, String text) {
        switch (name) {
            case "--unknown-as" -> {
                of.unknownAs = new CheckUsersCommand.UnknownAsConverter().convert(text);
                return "--unknown-as";
            }
            case "--require" -> {
                of.required.add(new Utf8Converter().convert(text));
                return "";
            }
            case "--forbid" -> {
                of.forbidden.add(new Utf8Converter().convert(text));
                return "";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        told = told == null ? value(of.selection, name, text) : told;
        return told == null ? value(of.check, name, text) : told;
    }

    private static @Nullable String value(ThresholdOptions of, String name, String text) {
        switch (name) {
            case "-w", "--warning" -> {
                of.warning = new ThresholdOptions.RangeConverter().convert(text);
                return "--warning";
            }
            case "-c", "--critical" -> {
                of.critical = new ThresholdOptions.RangeConverter().convert(text);
                return "--critical";
            }
            default -> {}
        }
        return null;
    }

    private static @Nullable String value(SelectionOptions of, String name, String text) {
        switch (name) {
            case "--include" -> {
                of.included.add(new SelectionOptions.TermConverter().convert(text));
                return "";
            }
            case "--exclude" -> {
                of.excluded.add(new SelectionOptions.ExcludedConverter().convert(text));
                return "";
            }
            default -> {}
        }
        return null;
    }

    private static boolean begin(CheckOptions of) {
        return begin(of.source);
    }

    private static @Nullable String flag(CheckOptions of, String name) {
        switch (name) {
            case "-v", "--verbose" -> {
                of.verbose = Arrays.copyOf(of.verbose, of.verbose.length + 1);
                of.verbose[of.verbose.length - 1] = true;
                return "";
            }
            case "--short" -> {
                of.brief = true;
                return "--short";
            }
            default -> {}
        }
        return flag(of.source, name);
    }

    private static @Nullable String value(CheckOptions of, String name, String text) {
        switch (name) {
            case "--max-age" -> {
                of.maxAge = new SpanConverter().convert(text);
                return "--max-age";
            }
            default -> {}
        }
        return value(of.source, name, text);
    }

    private static boolean begin(SnapshotOptions of) {
        return begin(of.agent);
    }

    private static @Nullable String flag(SnapshotOptions of, String name) {
        return flag(of.source, name);
    }

    private static @Nullable String value(SnapshotOptions of, String name, String text) {
        String told = value(of.source, name, text);
        return told == null ? value(of.agent, name, text) : told;
    }

    private static @Nullable String flag(SourceOptions of, String name) {
        switch (name) {
            case "-r", "--rotate" -> {
                of.rotate = true;
                return "--rotate";
            }
            default -> {}
        }
        return null;
    }

    private static @Nullable String value(SourceOptions of, String name, String text) {
        switch (name) {
            case "-f", "--file" -> {
                of.files.add(new SourceOptions.PathConverter().convert(text));
                return "";
            }
            case "--wtmp" -> {
                of.wtmp = new SourceOptions.PathConverter().convert(text);
                return "--wtmp";
            }
            case "--live" -> {
                of.live = new SourceOptions.LiveConverter().convert(text);
                return "--live";
            }
            case "--zone" -> {
                of.zone = new SourceOptions.ZoneConverter().convert(text);
                return "--zone";
            }
            case "--root" -> {
                of.root = new SourceOptions.RootConverter().convert(text);
                return "--root";
            }
            case "--probes-from" -> {
                of.probesFrom.add(new NetworkConverter().convert(text));
                return "";
            }
            default -> {}
        }
        String told = value(of.hosts, name, text);
        return told == null ? value(of.state, name, text) : told;
    }

    private static @Nullable String value(HostOptions of, String name, String text) {
        switch (name) {
            case "--log-host" -> {
                of.only.add(new HostOptions.NameConverter().convert(text));
                return "";
            }
            case "--host-zone" -> {
                of.zones.add(new HostOptions.ZonePairConverter().convert(text));
                return "";
            }
            case "--host-alias" -> {
                of.aliases.add(new HostOptions.PairConverter().convert(text));
                return "";
            }
            default -> {}
        }
        return null;
    }

    private static @Nullable String value(StateOption of, String name, String text) {
        switch (name) {
            case "--state" -> {
                of.state = new Utf8Converter().convert(text);
                return "--state";
            }
            default -> {}
        }
        return null;
    }

    private static boolean begin(RemoteOptions of) {
        of.timeout = new StatusOptions.DelayConverter().convert("10");
        of.retries = new RemoteOptions.RetriesConverter().convert("5");
        return true;
    }

    private static @Nullable String value(RemoteOptions of, String name, String text) {
        switch (name) {
            case "-t", "--timeout" -> {
                of.timeout = new StatusOptions.DelayConverter().convert(text);
                return "--timeout";
            }
            default -> {}
        }
        return null;
    }

    private static boolean begin(CheckSessionsCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckSessionsCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckSessionsCommand of, String name, String text) {
        switch (name) {
            case "--per-user" -> {
                of.perUser = new ThresholdOptions.BothConverter().convert(text);
                return "--per-user";
            }
            case "--duration" -> {
                of.duration = new ThresholdOptions.BothSecondsConverter().convert(text);
                return "--duration";
            }
            case "--reconnects" -> {
                of.reconnects = new ThresholdOptions.BothConverter().convert(text);
                return "--reconnects";
            }
            case "--change" -> {
                of.change = new ChangeConverter().convert(text);
                return "--change";
            }
            case "--minimum" -> {
                of.minimum = new CountConverter().convert(text);
                return "--minimum";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        told = told == null ? value(of.back, name, text) : told;
        told = told == null ? value(of.selection, name, text) : told;
        return told == null ? value(of.check, name, text) : told;
    }

    private static @Nullable String value(WindowOption of, String name, String text) {
        switch (name) {
            case "--window" -> {
                of.window = new SpanConverter().convert(text);
                return "--window";
            }
            default -> {}
        }
        return null;
    }

    private static boolean begin(CheckPoolCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckPoolCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckPoolCommand of, String name, String text) {
        switch (name) {
            case "-w", "--warning" -> {
                of.warning = new ThresholdOptions.PercentConverter().convert(text);
                return "--warning";
            }
            case "-c", "--critical" -> {
                of.critical = new ThresholdOptions.PercentConverter().convert(text);
                return "--critical";
            }
            case "--slots" -> {
                of.slots = new ThresholdOptions.BothConverter().convert(text);
                return "--slots";
            }
            case "--size" -> {
                of.size = new CountConverter().convert(text);
                return "--size";
            }
            default -> {}
        }
        return value(of.check, name, text);
    }

    private static boolean begin(CheckLoginsCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckLoginsCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckLoginsCommand of, String name, String text) {
        switch (name) {
            case "--known" -> {
                of.known = new ThresholdOptions.BothConverter().convert(text);
                return "--known";
            }
            case "--per-address" -> {
                of.perAddress = new ThresholdOptions.BothConverter().convert(text);
                return "--per-address";
            }
            case "--cause" -> {
                of.cause = new CheckLoginsCommand.CauseConverter().convert(text);
                return "--cause";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        told = told == null ? value(of.back, name, text) : told;
        told = told == null ? value(of.selection, name, text) : told;
        return told == null ? value(of.check, name, text) : told;
    }

    private static boolean begin(CheckTrafficCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckTrafficCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckTrafficCommand of, String name, String text) {
        switch (name) {
            case "--in" -> {
                of.in = new ThresholdOptions.BothOctetsConverter().convert(text);
                return "--in";
            }
            case "--out" -> {
                of.out = new ThresholdOptions.BothOctetsConverter().convert(text);
                return "--out";
            }
            case "--per-user" -> {
                of.perUser = new ThresholdOptions.BothOctetsConverter().convert(text);
                return "--per-user";
            }
            case "--interval" -> {
                of.interval = new SpanConverter().convert(text);
                return "--interval";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        return told == null ? value(of.check, name, text) : told;
    }

    private static @Nullable String value(OctetThresholdOptions of, String name, String text) {
        switch (name) {
            case "-w", "--warning" -> {
                of.warning = new ThresholdOptions.OctetsConverter().convert(text);
                return "--warning";
            }
            case "-c", "--critical" -> {
                of.critical = new ThresholdOptions.OctetsConverter().convert(text);
                return "--critical";
            }
            default -> {}
        }
        return null;
    }

    private static boolean begin(CheckQuotaCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckQuotaCommand of, String name) {
        switch (name) {
            case "--at-least" -> {
                of.certain = true;
                return "--at-least";
            }
            default -> {}
        }
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckQuotaCommand of, String name, String text) {
        switch (name) {
            case "--user" -> {
                of.user = new Utf8Converter().convert(text);
                return "--user";
            }
            case "--top" -> {
                of.top = new CountConverter().convert(text);
                return "--top";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        told = told == null ? value(of.selection, name, text) : told;
        return told == null ? value(of.check, name, text) : told;
    }

    private static boolean begin(CheckDaemonCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckDaemonCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckDaemonCommand of, String name, String text) {
        switch (name) {
            case "--unreachable-state" -> {
                of.unreachable = new CheckDaemonCommand.StateConverter().convert(text);
                return "--unreachable-state";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        return told == null ? value(of.check, name, text) : told;
    }

    private static boolean begin(CheckCollectorCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckCollectorCommand of, String name) {
        switch (name) {
            case "--no-debug" -> {
                of.noDebug = true;
                return "--no-debug";
            }
            default -> {}
        }
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckCollectorCommand of, String name, String text) {
        switch (name) {
            case "-w", "--warning" -> {
                of.warning = new ThresholdOptions.SecondsConverter().convert(text);
                return "--warning";
            }
            case "-c", "--critical" -> {
                of.critical = new ThresholdOptions.SecondsConverter().convert(text);
                return "--critical";
            }
            case "--lost" -> {
                of.lost = new ThresholdOptions.BothConverter().convert(text);
                return "--lost";
            }
            case "--unread" -> {
                of.unread = new ThresholdOptions.BothOctetsConverter().convert(text);
                return "--unread";
            }
            case "--unnamed" -> {
                of.unnamed = new ThresholdOptions.BothPercentConverter().convert(text);
                return "--unnamed";
            }
            case "--stray" -> {
                of.stray = new ThresholdOptions.BothConverter().convert(text);
                return "--stray";
            }
            default -> {}
        }
        return value(of.check, name, text);
    }

    private static boolean begin(CheckAccessCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckAccessCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckAccessCommand of, String name, String text) {
        switch (name) {
            case "--allow-net" -> {
                of.networks.add(new NetworkConverter().convert(text));
                return "";
            }
            default -> {}
        }
        String told = value(of.thresholds, name, text);
        told = told == null ? value(of.selection, name, text) : told;
        return told == null ? value(of.check, name, text) : told;
    }

    private static boolean begin(CheckAlertsCommand of) {
        return begin(of.check);
    }

    private static @Nullable String flag(CheckAlertsCommand of, String name) {
        return flag(of.check, name);
    }

    private static @Nullable String value(CheckAlertsCommand of, String name, String text) {
        return value(of.check, name, text);
    }
}
