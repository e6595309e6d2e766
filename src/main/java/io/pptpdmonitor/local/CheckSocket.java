package io.pptpdmonitor.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.net.ExtendedSocketOptions;

/**
 * Answers checks on a socket of this host. One thread holds all conversations and waits for none of them, two more find
 * the replies; whoever is slow loses nothing but his own time, and has {@link #PATIENCE} in all.
 */
public final class CheckSocket implements AutoCloseable {

    /** As long as whoever runs plugins waits for one. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final int MOST_CONVERSATIONS = 256;

    private static final Logger LOG = Logger.getLogger(CheckSocket.class.getName());
    private static final int FINDERS = 2;
    private static final long BEAT_MILLIS = 500;

    private record Found(Conversation conversation, Reply reply) {}

    private final SocketFile file;
    private final Function<List<String>, Reply> checks;
    private final Selector selector;
    private final SelectionKey accepting;
    private final Set<Conversation> conversations = new LinkedHashSet<>();
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor finders;
    private final Thread thread = new Thread(this::run, "checks");
    private volatile boolean open = true;
    private long restUntil = System.nanoTime();

    /**
     * Answers from now on.
     *
     * @param checks finds the reply to a check's arguments; called by several threads
     * @throws UnusableSocketException if the socket cannot be had
     */
    public CheckSocket(Path path, SocketSettings settings, Function<List<String>, Reply> checks) throws IOException {
        this.checks = checks;
        this.selector = Selector.open();
        this.file = SocketFile.open(path, settings);
        this.finders = new ThreadPoolExecutor(
                FINDERS, FINDERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), CheckSocket::daemon);
        finders.allowCoreThreadTimeOut(true);
        file.channel().configureBlocking(false);
        accepting = file.channel().register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "check");
        thread.setDaemon(true);
        return thread;
    }

    /** Whose members may ask, as far as the mode of the file goes. */
    public String group() {
        return file.group();
    }

    private void run() {
        try {
            while (open) {
                selector.select(this::ready, conversations.isEmpty() && isAccepting() ? 0 : BEAT_MILLIS);
                for (Found next = found.poll(); next != null; next = found.poll()) {
                    reply(next);
                }
                forgetTheSlow();
                accepting.interestOps(hasRoom() ? SelectionKey.OP_ACCEPT : 0);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "checks are not answered any more: " + e, e);
        }
    }

    private void ready(SelectionKey key) {
        if (key == accepting) {
            accept();
        } else if (key.attachment() instanceof Conversation conversation) {
            try {
                if (key.isReadable()) {
                    read(conversation);
                } else {
                    write(conversation);
                }
            } catch (IOException gone) {
                end(conversation);
            }
        }
    }

    private void accept() {
        try {
            SocketChannel client = file.channel().accept();
            if (client == null) {
                return;
            }
            begin(new Conversation(client, System.nanoTime()));
        } catch (IOException e) {
            // Above all where this process may open no more files.
            LOG.warning("a check could not be answered: " + e.getMessage());
            restUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        }
    }

    private void begin(Conversation conversation) {
        conversations.add(conversation);
        try {
            conversation.channel().configureBlocking(false);
            conversation.channel().register(selector, SelectionKey.OP_READ, conversation);
            read(conversation);
        } catch (IOException gone) {
            end(conversation);
        }
    }

    private boolean isAccepting() {
        return accepting.interestOps() != 0;
    }

    /** Where there are as many as there may be, the one goes that has been silent for longest. */
    private boolean hasRoom() {
        if (conversations.size() >= MOST_CONVERSATIONS) {
            silentForLongest().ifPresent(this::end);
        }
        return conversations.size() < MOST_CONVERSATIONS && System.nanoTime() - restUntil >= 0;
    }

    private Optional<Conversation> silentForLongest() {
        return conversations.stream().filter(each -> !each.isComplete()).min(Comparator.comparing(Conversation::begun));
    }

    private void read(Conversation conversation) throws IOException {
        try {
            Request request = conversation.read();
            if (request != null) {
                interest(conversation, 0);
                log(conversation, request);
                finders.execute(() -> find(conversation, request));
            }
        } catch (IllegalArgumentException refused) {
            conversation.reply(Reply.unknown(String.valueOf(refused.getMessage())));
            write(conversation);
        }
    }

    private void find(Conversation conversation, Request request) {
        if (!conversation.channel().isOpen()) {
            return;
        }
        Reply reply;
        try {
            reply = checks.apply(request.arguments());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError unforeseen) {
            LOG.warning("a check failed: " + unforeseen);
            reply = Reply.unknown("internal error of the agent; see its log");
        }
        found.add(new Found(conversation, reply));
        selector.wakeup();
    }

    private void reply(Found next) {
        try {
            next.conversation.reply(next.reply);
            write(next.conversation);
        } catch (IOException gone) {
            end(next.conversation);
        }
    }

    private void write(Conversation conversation) throws IOException {
        if (conversation.write()) {
            end(conversation);
        } else {
            interest(conversation, SelectionKey.OP_WRITE);
        }
    }

    private void interest(Conversation conversation, int operations) throws IOException {
        SelectionKey key = conversation.channel().keyFor(selector);
        if (key == null || !key.isValid()) {
            throw new ClosedChannelException();
        }
        key.interestOps(operations);
    }

    private void forgetTheSlow() {
        long now = System.nanoTime();
        List<Conversation> over = conversations.stream()
                .filter(each -> now - each.begun() > PATIENCE.toNanos())
                .toList();
        over.forEach(this::end);
    }

    private void end(Conversation conversation) {
        conversations.remove(conversation);
        try {
            conversation.channel().close();
        } catch (IOException e) {
            LOG.fine("a client of checks was not closed: " + e.getMessage());
        }
    }

    /** Names are looked up for this, so only where somebody reads it. */
    private static void log(Conversation conversation, Request request) throws IOException {
        if (LOG.isLoggable(Level.FINE)) {
            String check = request.arguments().isEmpty()
                    ? "(none)"
                    : request.arguments().get(0);
            LOG.fine("check " + check + " is asked for by "
                    + conversation.channel().getOption(ExtendedSocketOptions.SO_PEERCRED));
        }
    }

    /** Ends what goes on, and removes the socket. */
    @Override
    public void close() throws IOException {
        open = false;
        selector.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finders.shutdownNow();
        List.copyOf(conversations).forEach(this::end);
        selector.close();
        file.close();
    }
}
