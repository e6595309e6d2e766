package io.pptpdmonitor.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many addresses a {@code localip} or {@code remoteip} names, as pptpd counts them (pptpd 1.4.0, pptpd.c,
 * processIPStr and isIpRange): addresses, names of hosts, and ranges in any one octet, parted by commas.
 *
 * @param count of slots that it fills; at most as many as were asked for
 * @param fault why pptpd does not start with it; null if it does
 */
record AddressList(int count, @Nullable String fault) {

    /** isIpRange: three dots, one hyphen, and else digits only. */
    private static final Pattern DIGITS = Pattern.compile("[0-9.-]+");

    private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z][A-Za-z0-9._-]*");
    private static final String ALL_ONES = "255.255.255.255";

    /** Of pptpd.c, sscanf's %3s and sprintf's %.3s. */
    private static final int WIDTH = 3;
    /** Of pptpd.c, sscanf's %7s. */
    private static final int FIELD = 7;

    /**
     * Counts; pptpd itself stops where the limit is reached, and does not look at what follows.
     *
     * @param limit the connections that pptpd allows
     * @param unique whether an address that comes twice is a fault (remoteip, since commit 0c0ad67 of pptpd)
     */
    static AddressList of(String list, int limit, boolean unique) {
        Counter counter = new Counter(limit, unique);
        for (String segment : List.of(list.split(",", -1))) {
            String fault = counter.add(segment);
            if (fault != null) {
                return new AddressList(counter.count, fault);
            }
            if (counter.full) {
                break;
            }
        }
        return new AddressList(counter.count, null);
    }

    private static boolean isRange(String segment) {
        return DIGITS.matcher(segment).matches()
                && segment.chars().filter(c -> c == '-').count() == 1
                && segment.chars().filter(c -> c == '.').count() == 3;
    }

    private static final class Counter {
        private final int limit;
        private final @Nullable Set<String> seen;
        private int count;
        private boolean full;

        Counter(int limit, boolean unique) {
            this.limit = limit;
            this.seen = unique ? new HashSet<>() : null;
        }

        @Nullable String add(String segment) {
            if (segment.isEmpty()) {
                return "an address is missing beside a comma";
            }
            return isRange(segment) ? addRange(segment) : addOne(segment);
        }

        /** A name is looked up by pptpd, and by us never: if pptpd runs, it is one address. */
        private @Nullable String addOne(String text) {
            if (text.startsWith(" ") || text.startsWith("\t")) {
                return "a blank stands before '" + text.strip() + "'; write the list without blanks";
            }
            boolean right = HOST_NAME.matcher(text).matches() || NumericAddress.isAccepted(text);
            return right ? fill(text) : "'" + text.strip() + "' is no address";
        }

        private @Nullable String addRange(String segment) {
            String[] octets = segment.split("\\.", -1);
            int ranged = rangedOctet(octets);
            Matcher range = RANGE.matcher(octets[ranged]);
            if (!range.matches() || octets[ranged].length() > FIELD) {
                return "'" + segment + "' is no range; write it as 192.168.0.234-238";
            }
            // sscanf reads three digits, and goes on with the fourth as if that were the upper end.
            String low = range.group(1);
            int lower = number(low);
            int upper = number(low.length() > WIDTH ? low.substring(WIDTH) : range.group(2));
            if (upper < lower) {
                return "the range '" + segment + "' ends before it begins";
            }
            for (int n = lower; n <= upper && !full; n++) {
                octets[ranged] = Integer.toString(n);
                String address = address(octets);
                // validip: unlike a single address, one of a range must not be the error value of inet_addr(3).
                boolean valid = NumericAddress.isAccepted(address) && !address.equals(ALL_ONES);
                String fault = valid ? fill(address) : "'" + segment + "' leaves the range of addresses";
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }

        private @Nullable String fill(String address) {
            if (count == limit) {
                full = true;
                return null;
            }
            if (seen != null && !seen.add(address)) {
                return address + " stands twice in it";
            }
            count++;
            return null;
        }

        private static int rangedOctet(String[] octets) {
            int at = 0;
            while (octets[at].indexOf('-') < 0) {
                at++;
            }
            return at;
        }

        private static int number(String digits) {
            return Integer.parseInt(digits.substring(0, Math.min(WIDTH, digits.length())));
        }

        private static String address(String[] octets) {
            StringBuilder address = new StringBuilder();
            for (String octet : octets) {
                address.append(address.length() == 0 ? "" : ".").append(octet, 0, Math.min(WIDTH, octet.length()));
            }
            return address.toString();
        }
    }
}
