package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Octets as the RFC draws them: four to a line, in hexadecimal, with what they are behind a {@code |}. */
final class Octets {

    private Octets() {}

    static ByteBuffer of(String drawing, ByteOrder order) {
        StringBuilder digits = new StringBuilder();
        drawing.lines()
                .forEach(line -> digits.append(line.replaceAll("\\|.*", "").replaceAll("\\s", "")));
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits)).order(order);
    }

    static ByteBuffer of(String drawing) {
        return of(drawing, ByteOrder.BIG_ENDIAN);
    }

    /** Four to a line. */
    static String drawn(ByteBuffer octets) {
        StringBuilder drawing = new StringBuilder();
        for (int i = octets.position(); i < octets.limit(); i++) {
            drawing.append(String.format("%02x", octets.get(i))).append(i % 4 == 3 ? "\n" : " ");
        }
        return drawing.toString();
    }

    /** The same in the form of {@link #drawn}. */
    static String normal(String drawing) {
        return drawn(of(drawing));
    }
}
