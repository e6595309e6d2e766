package io.pptpdmonitor.config;

import io.pptpdmonitor.config.PptpdConf.Setting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many clients pptpd serves at once by its configuration (pptpd 1.4.0, pptpd.c, main and processIPStr). */
final class SlotCount {

    /** pptpd 1.4.0, defaults.h. */
    private static final int CONNECTIONS = 100;

    private static final String LOCAL = "192.168.0.1-100";
    private static final String REMOTE = "192.168.1.1-100";

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,9}).*", Pattern.DOTALL);

    private SlotCount() {}

    /** Null where pptpd does not start with it; the reason is among the findings then. */
    static @Nullable Integer of(PptpdConf conf) {
        int connections = connections(conf);
        if (connections == 0 || conf.get("delegate") != null) {
            return connections;
        }
        Integer remote = addresses(conf, "remoteip", REMOTE, connections);
        if (remote == null) {
            return null;
        }
        int slots = Math.min(connections, remote);
        Integer local = addresses(conf, "localip", LOCAL, slots);
        if (local == null) {
            return null;
        }
        // One local address is enough for all.
        return local == 1 ? slots : Math.min(slots, local);
    }

    /** As atoi(3) takes it; what is no number, or none above 0, is the default in the file, and nobody on the command line. */
    private static int connections(PptpdConf conf) {
        Setting setting = conf.get("connections");
        Matcher number = NUMBER.matcher(setting == null ? "" : setting.value());
        int connections = number.matches() ? Integer.parseInt(number.group(1)) : 0;
        if (setting != null && connections <= 0) {
            boolean inFile = setting.place().line() != null;
            int taken = inFile ? CONNECTIONS : 0;
            conf.found(setting.place(), "'connections' needs a number above 0; pptpd takes " + taken);
            return taken;
        }
        return connections <= 0 ? CONNECTIONS : connections;
    }

    private static @Nullable Integer addresses(PptpdConf conf, String keyword, String otherwise, int limit) {
        Setting setting = conf.get(keyword);
        AddressList list =
                AddressList.of(setting == null ? otherwise : setting.value(), limit, keyword.equals("remoteip"));
        if (list.fault() != null && setting != null) {
            conf.found(setting.place(), keyword + ": " + list.fault() + "; pptpd does not start with it");
        }
        return list.fault() == null ? list.count() : null;
    }
}
