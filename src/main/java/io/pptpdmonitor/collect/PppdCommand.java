package io.pptpdmonitor.collect;

import io.pptpdmonitor.proc.ProcessInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command lines of a pppd and of its parent tell, as pptpctrl makes them (pptpd, pptpctrl.c, launch_pppd): {@code
 * pppd local file ... 115200 192.168.0.1:192.168.0.234 ipparam 198.51.100.7 plugin /usr/lib/pptpd/pptpd-logwtmp.so
 * pptpd-original-ip 198.51.100.7 remotenumber 198.51.100.7}. Only what is a literal address is taken.
 *
 * @param clientAddress where the control connection comes from
 * @param serverAddress the server's end that pppd is to take
 * @param assignedAddress the client's end that pppd is to offer; another source of addresses may have overruled it
 */
record PppdCommand(
        @Nullable String clientAddress,
        @Nullable String serverAddress,
        @Nullable String assignedAddress) {

    private static final List<String> CLIENT = List.of("ipparam", "remotenumber", "pptpd-original-ip");
    /** pptpctrl's own title: {@code pptpd [198.51.100.7:0800 - 0000]}. */
    private static final String TITLE = "pptpd [";

    /** @param parent null if it is not to be seen, or no pptpctrl */
    static PppdCommand of(ProcessInfo pppd, @Nullable ProcessInfo parent) {
        List<String> arguments = pppd.arguments();
        String client = null;
        for (String option : CLIENT) {
            int at = arguments.indexOf(option);
            String value = at < 1 || at + 1 >= arguments.size() ? null : Addresses.literal(arguments.get(at + 1));
            client = client == null ? value : client;
        }
        String[] ends = arguments.stream()
                .map(argument -> argument.split(":", -1))
                .filter(parts ->
                        parts.length == 2 && Addresses.literal(parts[0]) != null && Addresses.literal(parts[1]) != null)
                .findFirst()
                .orElse(new String[2]);
        return new PppdCommand(client == null && parent != null ? titled(parent) : client, ends[0], ends[1]);
    }

    private static @Nullable String titled(ProcessInfo control) {
        String title = String.join(" ", control.arguments());
        int end = title.indexOf(':', TITLE.length());
        return title.startsWith(TITLE) && end > 0 ? Addresses.literal(title.substring(TITLE.length(), end)) : null;
    }
}
