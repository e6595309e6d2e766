import com.sun.management.ThreadMXBean;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a log again and again in one process. {@code java -cp JAR bench/Steady.java FILE PASSES [rotate]}, with the rotated
 * files before it, prints the median seconds of the later half of the passes, the bytes that a line of them allocated in the
 * thread that asks, how many records there were, and the bytes of the file.
 */
public final class Steady {

    private Steady() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        int passes = Integer.parseInt(args[1]);
        boolean past = args.length > 2;
        Hosts hosts = Hosts.in(ZoneOffset.UTC);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] seconds = new double[passes];
        double allocated = 0;
        long records = 0;
        for (int i = 0; i < passes; i++) {
            long[] count = new long[1];
            LogRecord.Sink counting = record -> count[0]++;
            LogRecord.Sink sink = counting.withoutTexts(); // As of the one log of a server.
            long bytes = thread.getCurrentThreadAllocatedBytes();
            long begun = System.nanoTime();
            try (LogSource log = past ? LogFile.withPast(file, hosts) : new LogFile(file, List.of(), hosts)) {
                log.poll(sink);
                log.finish(sink);
                seconds[i] = (System.nanoTime() - begun) / 1e9;
                allocated = (thread.getCurrentThreadAllocatedBytes() - bytes) / (double) log.counts().lines();
            }
            records = count[0];
        }
        double[] later = Arrays.copyOfRange(seconds, passes / 2, passes);
        Arrays.sort(later);
        System.out.printf("%.4f %.2f %d %d%n", later[later.length / 2], allocated, records, Files.size(file));
    }
}
