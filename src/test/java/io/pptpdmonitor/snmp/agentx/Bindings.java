package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the bindings of a response as RFC 2741, 5 says, by itself; fails where they are otherwise. */
final class Bindings {

    private Bindings() {}

    /** Each as {@code NAME = TYPE VALUE}. */
    static List<String> read(ByteBuffer octets) {
        List<String> bindings = new ArrayList<>();
        while (octets.hasRemaining()) {
            int type = octets.getShort();
            zero(octets.getShort());
            bindings.add(oid(octets) + " = " + value(type, octets));
        }
        return bindings;
    }

    private static String value(int type, ByteBuffer octets) {
        return switch (type) {
            case 2 -> "Integer " + octets.getInt();
            case 4 -> "Octets " + string(octets);
            case 6 -> "OID " + oid(octets);
            case 65 -> "Counter32 " + Integer.toUnsignedString(octets.getInt());
            case 66 -> "Gauge32 " + Integer.toUnsignedString(octets.getInt());
            case 67 -> "TimeTicks " + Integer.toUnsignedString(octets.getInt());
            case 70 -> "Counter64 " + Long.toUnsignedString(octets.getLong());
            case 128 -> "noSuchObject";
            case 129 -> "noSuchInstance";
            case 130 -> "endOfMibView";
            default -> throw new AssertionError("a value of type " + type);
        };
    }

    private static String oid(ByteBuffer octets) {
        int count = Byte.toUnsignedInt(octets.get());
        int prefix = Byte.toUnsignedInt(octets.get());
        zero(octets.getShort());
        List<String> parts = new ArrayList<>();
        if (prefix != 0) {
            parts.add("1.3.6.1." + prefix);
        }
        for (int i = 0; i < count; i++) {
            parts.add(Integer.toUnsignedString(octets.getInt()));
        }
        return String.join(".", parts);
    }

    private static String string(ByteBuffer octets) {
        byte[] string = new byte[octets.getInt()];
        octets.get(string);
        for (int i = string.length; i % 4 != 0; i++) {
            zero(octets.get());
        }
        return new String(string, StandardCharsets.UTF_8);
    }

    private static void zero(int value) {
        if (value != 0) {
            throw new AssertionError("what is reserved or padding is " + value + ", not zero");
        }
    }
}
