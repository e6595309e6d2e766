package io.pptpdmonitor.pptp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does not do what pptpd does, with one client after another. */
final class Peer implements AutoCloseable {

    /** What pptpd 1.4.0-12 of Debian 12 answers to Start-Control-Connection-Request, recorded. */
    static final byte[] START_REPLY = HexFormat.of()
            .parseHex("009c00011a2b3c4d0002000001000100000000000000000000010001" + "6c6f63616c" + "00".repeat(59)
                    + "6c696e7578" + "00".repeat(59));

    /** What it answers to Stop-Control-Connection-Request, recorded; then it closes the connection. */
    static final byte[] STOP_REPLY = HexFormat.of().parseHex("001000011a2b3c4d0004000001000000");

    /** What it does with a client. */
    interface Behaviour {
        void serve(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Thread thread;
    private final AtomicInteger clients = new AtomicInteger();

    Peer(Behaviour behaviour) throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> serve(behaviour), "peer");
        thread.start();
    }

    private void serve(Behaviour behaviour) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                clients.incrementAndGet();
                behaviour.serve(client.getInputStream(), client.getOutputStream());
            } catch (IOException | InterruptedException ended) {
                // The client has gone, or the test is over.
            }
        }
    }

    /** How many have come. */
    int clients() {
        return clients.get();
    }

    ServerAddress address() {
        return new ServerAddress(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        thread.interrupt();
    }
}
