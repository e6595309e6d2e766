package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.pptp.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A real pptpd with two slots, on an address of the loopback that nobody else has; it starts no pppd, since nobody calls. */
public final class Pptpd implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ServerAddress address;
    private final Process process;

    private Pptpd(ServerAddress address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Starts it, and waits until it answers. */
    public static Pptpd start(Path scratch) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        ServerAddress address =
                new ServerAddress("127.%d.%d.1".formatted(random.nextInt(1, 255), random.nextInt(1, 255)), 1723);
        Program program = Program.require("pptpd");
        Path options = Files.createFile(scratch.resolve("pptpd-options"));
        Path conf = Files.writeString(
                scratch.resolve("pptpd.conf"), """
                option %s
                pidfile %s
                listen %s
                localip 192.168.0.1
                remoteip 192.168.0.234-235
                connections 2
                """.formatted(options, scratch.resolve("pptpd.pid"), address.host()));
        Process process = program.start(scratch.resolve("pptpd.out"), "--fg", "--conf", conf.toString());
        while (Probe.of(address, LONG).kind() != Kind.ANSWERED) {
            assertThat(process.isAlive()).isTrue();
        }
        return new Pptpd(address, process);
    }

    public ServerAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
