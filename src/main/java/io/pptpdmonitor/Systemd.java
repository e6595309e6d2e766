package io.pptpdmonitor;

import io.pptpdmonitor.cli.Supervisor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The init system, as the process's environment and its signals know it. */
final class Systemd implements Supervisor {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final @Nullable String journal;

    /** @param journal the variable JOURNAL_STREAM; null if there is none */
    Systemd(@Nullable String journal) {
        this.journal = journal;
    }

    /** The variable is inherited by whoever writes elsewhere, so it tells which file it means (systemd.exec(5)). */
    @Override
    public boolean readsPriorities() {
        return journal != null && journal.equals(file(STANDARD_ERROR));
    }

    private static @Nullable String file(Path path) {
        try {
            return Files.getAttribute(path, "unix:dev") + ":" + Files.getAttribute(path, "unix:ino");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notKnown) {
            return null;
        }
    }

    /** sun.misc.Signal, of the module jdk.unsupported, is the JDK's one way; the compiler lets nobody name it. */
    @Override
    public void onHangup(Runnable told) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object runs = Proxy.newProxyInstance(
                    Systemd.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            told.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), runs);
        } catch (ReflectiveOperationException | LinkageError notToBeHad) {
            // Then it is as it is without us.
        }
    }
}
