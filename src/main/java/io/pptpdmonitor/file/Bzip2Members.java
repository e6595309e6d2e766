package io.pptpdmonitor.file;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/**
 * The members of a bzip2 file as one stream: pbzip2 makes many of one log. The library unpacks one and no more; a member
 * ends where the next begins, with ten octets that are not to be expected within compressed data.
 */
final class Bzip2Members extends InputStream {

    private static final BZip2HadoopStreams UNPACKING = new BZip2HadoopStreams();

    private final OneMember stored;
    private InputStream unpacked;

    Bzip2Members(BufferedInputStream stored) throws IOException {
        this.stored = new OneMember(stored);
        this.unpacked = UNPACKING.createInputStream(this.stored);
    }

    /** Ends before the header of the next member. */
    private static final class OneMember extends FilterInputStream {

        private static final byte[] BLOCK = HexFormat.of().parseHex("314159265359");
        private static final byte[] NO_BLOCK = HexFormat.of().parseHex("177245385090");
        private static final int HEADER = 4 + BLOCK.length;

        private boolean begun;

        OneMember(BufferedInputStream in) {
            super(in);
        }

        /** Whether there is another one; it is then read. */
        boolean next() throws IOException {
            begun = false;
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        @Override
        public int read() throws IOException {
            in.mark(HEADER);
            int next = in.read();
            if (next == 'B' && begun && isHeader()) {
                return -1;
            }
            begun = true;
            return next;
        }

        private boolean isHeader() throws IOException {
            byte[] rest = in.readNBytes(HEADER - 1);
            in.reset();
            boolean header = rest.length == HEADER - 1
                    && rest[0] == 'Z'
                    && rest[1] == 'h'
                    && (isAt(3, rest, BLOCK) || isAt(3, rest, NO_BLOCK));
            if (!header) {
                in.skipNBytes(1);
            }
            return header;
        }

        private static boolean isAt(int from, byte[] bytes, byte[] wanted) {
            return java.util.Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
        }

        /** One by one: the library reads so. */
        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int count = 0;
            int next;
            while (count < len && (next = read()) >= 0) {
                b[off + count++] = (byte) next;
            }
            return count == 0 && len > 0 ? -1 : count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int count;
        while ((count = unpacked.read(b, off, len)) < 0 && stored.next()) {
            unpacked = UNPACKING.createInputStream(stored);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
