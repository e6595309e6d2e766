package io.pptpdmonitor.model;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Names as a stranger may choose them; seeded, so a failure comes again. */
public final class HostileNames {

    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "a b",
            "|",
            "x|y=1",
            "a;b",
            "it's",
            "''",
            "a=b",
            "fe80::1",
            "fe80:::::1",
            "=cmd|' /C calc'!A0",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "a\nb",
            "a\r\nb",
            "\u001b[2J\u001b]0;x\u0007",
            "\u009b31m",
            "\u202egnp.exe",
            "\u2066x\u2069",
            "a\u2028b",
            "a\u0085b",
            "\u200bnone",
            "None",
            "\"None\"",
            "\"",
            "a\"b",
            "a,b",
            "$(id)",
            "`id`",
            "<script>",
            "\\n",
            "DOM\\nick",
            "\u0000",
            "\u007f",
            "e\u0301",
            "\u5b57\u5e55",
            "\ud83d\ude00",
            "\ud800",
            "\udc00x",
            "\ufffd",
            "\uff1d1+1",
            "null",
            "?",
            "-",
            "*  bob",
            "x".repeat(5000));

    private static final String PIECES = "ab=|;'\"<>`$\\:,@+-\t\r\n\u0000\u001b\u007f\u0085\u009b\u00a0\u202e\u2028"
            + "\u3000\u0301\u5b57\ufffd\uff1d\ud83d\ude00\ud800 \u200b.%#";

    private HostileNames() {}

    public static Stream<String> all() {
        Random random = new Random(1723);
        return Stream.concat(KNOWN.stream(), Stream.generate(() -> any(random)).limit(2000));
    }

    private static String any(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            name.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return name.toString();
    }
}
