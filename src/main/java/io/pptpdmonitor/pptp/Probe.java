package io.pptpdmonitor.pptp;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for a control connection and stops it again, as RFC 2637 has it; no call is made, no pppd starts. To pptpd it is
 * a client who goes again: it has a slot of the pool for as long as that takes. Nothing that the server sends is believed, or
 * makes it take longer.
 */
public final class Probe {

    /** A server that has answered once answers again at once, or not. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(1);

    /** Before its answer to Stop a server may send an Echo-Request or two. */
    private static final int MESSAGES_BEFORE_STOP = 4;

    private final long begin = System.nanoTime();
    private final long deadline;
    private byte[] read = {};

    private Probe(long deadline) {
        this.deadline = deadline;
    }

    /**
     * Asks, within {@code timeout}; only the look-up of a name may take longer. Whoever closes the connection at once is asked
     * a second time: so does pptpd where the end of another client's process interrupts its wait for the first message
     * (pptpmanager.c: select ends with EINTR, and the connection was "slow").
     *
     * @param timeout at most an hour
     */
    public static Finding of(ServerAddress server, Duration timeout) {
        InetAddress address;
        try {
            address = InetAddress.getByName(server.host());
        } catch (UnknownHostException e) {
            return Finding.of(Finding.Kind.UNKNOWN_HOST, "is no known host; check the name, or write its address");
        }
        InetSocketAddress socket = new InetSocketAddress(address, server.port());
        long deadline = System.nanoTime() + timeout.toNanos();
        Finding first = new Probe(deadline).ask(socket);
        return first.kind() == Finding.Kind.CLOSED ? new Probe(deadline).ask(socket) : first;
    }

    private Finding ask(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            try {
                socket.connect(address, left(deadline));
            } catch (IOException e) {
                return Finding.of(Finding.Kind.UNREACHABLE, unreachable(e));
            }
            return asked(socket);
        } catch (IOException closing) {
            return Finding.of(Finding.Kind.UNREACHABLE, "cannot be asked: " + closing.getMessage());
        }
    }

    private String unreachable(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "takes no connection within " + seconds(elapsed());
        }
        return e instanceof ConnectException refused
                        && String.valueOf(refused.getMessage()).contains("refused")
                ? "refuses connections"
                : "cannot be reached: " + e.getMessage();
    }

    private Finding asked(Socket socket) {
        try {
            socket.getOutputStream().write(ControlMessage.startRequest());
            read(socket, ControlMessage.HEADER, deadline);
            String other = otherThanStartReply(ByteBuffer.wrap(read));
            if (other != null) {
                return Finding.of(Finding.Kind.NO_PPTP, other);
            }
            read(socket, ControlMessage.START, deadline);
        } catch (IOException e) {
            Finding.Kind nothing = e instanceof SocketTimeoutException ? Finding.Kind.SILENT : Finding.Kind.CLOSED;
            return Finding.of(read.length == 0 ? nothing : Finding.Kind.NO_PPTP, broken(e));
        }
        Duration time = elapsed();
        StartReply reply = StartReply.of(read);
        if (!reply.accepted()) {
            return new Finding(
                    Finding.Kind.REJECTED,
                    "rejects the control connection with result " + reply.result() + " (" + reply.reason() + ")",
                    time,
                    reply);
        }
        return new Finding(
                Finding.Kind.ANSWERED,
                "answers in " + seconds(time) + (stopped(socket) ? "" : ", and not to being stopped"),
                time,
                reply);
    }

    private String broken(IOException e) {
        String came = read.length == 0 ? "" : read.length + " of " + ControlMessage.START + " octets";
        if (e instanceof SocketTimeoutException) {
            return read.length == 0
                    ? "takes the connection, and does not answer within " + seconds(elapsed())
                    : "sent " + came + " and no more within " + seconds(elapsed());
        }
        String how = e instanceof EOFException ? "closes the connection" : "breaks the connection off";
        return how + (read.length == 0 ? " without an answer" : " after " + came + shown(read));
    }

    /** What these first octets are if not the begin of a reply; null if they are. */
    private @Nullable String otherThanStartReply(ByteBuffer header) {
        int length = Short.toUnsignedInt(header.getShort());
        int type = Short.toUnsignedInt(header.getShort());
        int cookie = header.getInt();
        int kind = Short.toUnsignedInt(header.getShort());
        if (cookie != ControlMessage.COOKIE || type != 1) {
            return "speaks something else than PPTP" + shown(read);
        }
        if (kind != ControlMessage.START_REPLY) {
            return "answers with PPTP's message " + kind + ", which is no Start-Control-Connection-Reply";
        }
        return length == ControlMessage.START
                ? null
                : "answers with a Start-Control-Connection-Reply of " + length + " octets, which has "
                        + ControlMessage.START;
    }

    /** A banner tells who that is. */
    private static String shown(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().limit(4).allMatch(c -> c >= ' ' && c <= '~');
        return readable ? ": '" + text + "'" : "";
    }

    /** Whether it says that it stops; that it does not harms nobody. */
    private boolean stopped(Socket socket) {
        long until = Math.min(deadline, System.nanoTime() + PATIENCE_AT_STOP.toNanos());
        try {
            OutputStream out = socket.getOutputStream();
            out.write(ControlMessage.stopRequest());
            for (int i = 0; i < MESSAGES_BEFORE_STOP; i++) {
                if (nextKind(socket, until) == ControlMessage.STOP_REPLY) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private int nextKind(Socket socket, long until) throws IOException {
        read = new byte[0];
        read(socket, ControlMessage.HEADER, until);
        ByteBuffer header = ByteBuffer.wrap(read);
        int length = Short.toUnsignedInt(header.getShort());
        if (header.getInt(4) != ControlMessage.COOKIE
                || length < ControlMessage.HEADER
                || length > ControlMessage.LONGEST) {
            throw new IOException("no control message");
        }
        read(socket, length, until);
        return Short.toUnsignedInt(header.getShort(8));
    }

    /** Reads on until {@link #read} has that many octets, and no octet more. */
    private void read(Socket socket, int octets, long until) throws IOException {
        while (read.length < octets) {
            byte[] some = new byte[octets - read.length];
            socket.setSoTimeout(left(until));
            int count = socket.getInputStream().read(some);
            if (count < 0) {
                throw new EOFException();
            }
            byte[] more = Arrays.copyOf(read, read.length + count);
            System.arraycopy(some, 0, more, read.length, count);
            read = more;
        }
    }

    /** Milliseconds, rounded up. */
    private static int left(long until) throws SocketTimeoutException {
        long nanos = until - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(3_600_000, nanos / 1_000_000 + 1);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }
}
