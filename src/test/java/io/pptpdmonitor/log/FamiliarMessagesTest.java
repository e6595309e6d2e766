package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.FamiliarMessages.Familiar;
import io.pptpdmonitor.log.LogEvent.InterfaceAssigned;
import io.pptpdmonitor.log.LogEvent.PppdExited;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FamiliarMessagesTest {

    private final FamiliarMessages familiar = new FamiliarMessages();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void read(Program program, String message, LogEvent event) {
        byte[] b = bytes(message + " and more");
        familiar.read(program, b, 0, message.length(), event);
    }

    private @Nullable Familiar find(Program program, String message) {
        byte[] b = bytes("..." + message + " and more");
        return familiar.find(program, b, 3, 3 + message.length());
    }

    /** Names and addresses of strangers come once, and are to push nothing out. */
    @Test
    void keepsAMessageThatComesASecondTime() {
        LogEvent event = new InterfaceAssigned("ppp0");

        read(Program.PPPD, "Using interface ppp0", event);
        Familiar once = find(Program.PPPD, "Using interface ppp0");
        read(Program.PPPD, "Using interface ppp0", event);
        Familiar twice = Objects.requireNonNull(find(Program.PPPD, "Using interface ppp0"));

        assertThat(once).isNull();
        assertThat(twice.event).isSameAs(event);
        assertThat(twice.text).isEqualTo("Using interface ppp0");
    }

    @Test
    void isOfOneProgram() {
        read(Program.PPPD, "Exit.", new PppdExited());
        read(Program.PPPD, "Exit.", new PppdExited());

        assertThat(find(Program.PPPD, "Exit.")).isNotNull();
        assertThat(find(Program.PPTPD, "Exit.")).isNull();
    }

    /** Each differs from the kept one in one octet, or in its length, wherever that is. */
    @Test
    void anyOtherMessageIsAnotherOne() {
        String kept = "Connect: ppp123 <--> /dev/pts/124";
        for (int length = 1; length <= kept.length(); length++) {
            String message = kept.substring(0, length);
            read(Program.PPPD, message, new PppdExited());
            read(Program.PPPD, message, new PppdExited());
            assertThat(find(Program.PPPD, message)).isNotNull();
            for (int at = 0; at < length; at++) {
                String other = message.substring(0, at) + '~' + message.substring(at + 1);
                assertThat(find(Program.PPPD, other)).as(other).isNull();
            }
            assertThat(find(Program.PPPD, message + "~")).isNull();
        }
    }

    /** At the end of a buffer nothing stands behind a message. */
    @Test
    void looksAtNoOctetThatIsNotThere() {
        byte[] b = bytes("Exit.");
        for (int i = 0; i < 2; i++) {
            familiar.read(Program.PPPD, b, 0, b.length, new PppdExited());
        }

        assertThat(familiar.find(Program.PPPD, b, 0, b.length)).isNull();
        assertThat(familiar.find(Program.PPPD, b, b.length, b.length)).isNull();
    }

    @Test
    void givesNothingWrongToSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> found = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            Callable<Integer> reading = () -> readSome(random);
            found.add(threads.submit(reading));
        }

        for (Future<Integer> each : found) {
            assertThat(each.get()).isGreaterThan(10_000);
        }
        threads.shutdown();
    }

    /** Twice as many messages as there is room for; the event of each is known. */
    private int readSome(Random random) {
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            String name = "ppp" + random.nextInt(8192);
            String message = "Using interface " + name;
            Familiar known = find(Program.PPPD, message);
            if (known == null) {
                read(Program.PPPD, message, new InterfaceAssigned(name));
            } else {
                assertThat(known.event).isEqualTo(new InterfaceAssigned(name));
                assertThat(known.text).isEqualTo(message);
                found++;
            }
        }
        return found;
    }
}
