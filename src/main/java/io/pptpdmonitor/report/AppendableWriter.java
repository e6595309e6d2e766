package io.pptpdmonitor.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** What is written goes to an Appendable, which is neither flushed nor closed. */
final class AppendableWriter extends Writer {

    private final Appendable out; // not owned

    AppendableWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        out.append(CharBuffer.wrap(chars, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
