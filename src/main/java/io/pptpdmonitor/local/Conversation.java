package io.pptpdmonitor.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One client: it asks once, gets its reply, and that is all. For one thread. */
final class Conversation {

    private final SocketChannel channel;
    private final long begun;
    private final ByteBuffer asked = ByteBuffer.allocate(Request.MOST_OCTETS);
    private boolean isComplete;
    private @Nullable ByteBuffer reply;

    /** @param begun by System.nanoTime */
    Conversation(SocketChannel channel, long begun) {
        this.channel = channel;
        this.begun = begun;
    }

    SocketChannel channel() {
        return channel;
    }

    long begun() {
        return begun;
    }

    /** Whether all of the request is there, so that it waits for us. */
    boolean isComplete() {
        return isComplete;
    }

    /**
     * Reads on.
     *
     * @return what is asked; null while that is not known
     * @throws IllegalArgumentException if it is no request, with a sentence for the user
     * @throws IOException if the client has gone before it asked
     */
    @Nullable Request read() throws IOException {
        boolean ended = channel.read(asked) < 0;
        Request request = Request.parse(asked.array(), asked.position());
        if (request == null && ended) {
            throw new IOException("it has gone");
        }
        isComplete = request != null;
        return request;
    }

    /** From now on {@link #write} writes that. */
    void reply(Reply told) {
        isComplete = true;
        reply = told.octets();
    }

    /** Writes on; whether all is written. */
    boolean write() throws IOException {
        ByteBuffer octets = reply;
        if (octets == null) {
            return false;
        }
        channel.write(octets);
        return !octets.hasRemaining();
    }
}
