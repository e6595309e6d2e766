package io.pptpdmonitor.log;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The months as stamps abbreviate them: C's English ones, and those of journalctl under another locale (glibc 2.36,
 * abmon and ab_alt_mon), in capitals or not, with a full stop or without. No name means two months in the languages
 * here; Croatian, whose {@code srp} and {@code lis} are other months in Czech and Polish, is not among them.
 */
final class Months {

    private static final String ENGLISH = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** In octets of UTF-8, its full stop included. */
    private static final int LONGEST = 12;

    private static final Map<String, Integer> LOCALISED = names(
            "jan janv tammi ene gen sty led янв січ oca ian яну ιαν jaan 1月 1월",
            "feb febr févr fev helmi lut úno фев лют şub φεβ veebr 2月 2월",
            "mar mär mars mrt maalis bře мар бер márc μαρ μάρ märts 3月 3월",
            "apr avril abr april huhti kwi dub апр кві nis ápr απρ 4月 4월",
            "may mai mei mag maj touko kvě máj мая май тра μαΐ μάι 5月 5월",
            "jun juin giu juni kesä cze čen jún июн чер haz iun юни ιουν ιούν juuni 6月 6월",
            "jul juil lug juli heinä lip čec júl июл лип tem iul юли ιουλ ιούλ juuli 7月 7월",
            "aug août ago elo sie srp авг сер ağu αυγ αύγ avg 8月 8월",
            "sep sept set syys wrz zář сен вер eyl szept сеп σεπ 9月 9월",
            "oct okt ott out loka paź říj окт жов eki οκτ 10月 10월",
            "nov marras lis ноя лис kas ное νοε νοέ 11月 11월",
            "dec dez déc dic des joulu gru pro дек гру ara δεκ dets 12月 12월");

    private Months() {}

    private static Map<String, Integer> names(String... ofMonths) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < ofMonths.length; i++) {
            for (String name : ofMonths[i].split(" ", -1)) {
                names.put(name, i + 1);
            }
        }
        return Map.copyOf(names);
    }

    /** The index of the blank behind what may be the month's name at {@code from}; -1 if that is none. */
    static int blank(byte[] b, int from, int to) {
        if (from + 3 < to && b[from + 3] == ' ' && english(b, from) > 0) {
            return from + 3;
        }
        return Bytes.indexOf(b, from, Math.min(to, from + LONGEST + 1), (byte) ' ');
    }

    /** 1 to 12, or -1 if the range is no month's name. */
    static int number(byte[] b, int from, int to) {
        int english = to - from == 3 ? english(b, from) : -1;
        return english > 0 || to <= from ? english : localised(b, from, to);
    }

    private static int english(byte[] b, int at) {
        for (int i = 0; i < 12; i++) {
            if (b[at] == ENGLISH.charAt(3 * i)
                    && b[at + 1] == ENGLISH.charAt(3 * i + 1)
                    && b[at + 2] == ENGLISH.charAt(3 * i + 2)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int localised(byte[] b, int from, int to) {
        String name = Bytes.text(b, from, b[to - 1] == '.' ? to - 1 : to).toLowerCase(Locale.ROOT);
        return LOCALISED.getOrDefault(name, -1);
    }
}
