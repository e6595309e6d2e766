package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What may happen to lines on their way to us: lost, twice, overtaken by others, among those of other hosts. */
final class Disorder {

    private final Random random;

    Disorder(long seed) {
        random = new Random(seed);
    }

    List<LogRecord> lost(List<LogRecord> records, double share) {
        List<LogRecord> rest = new ArrayList<>();
        for (LogRecord one : records) {
            if (random.nextDouble() >= share) {
                rest.add(one);
            }
        }
        return rest;
    }

    /** Some stand twice, right behind each other. */
    List<LogRecord> twice(List<LogRecord> records, double share) {
        List<LogRecord> all = new ArrayList<>();
        for (LogRecord one : records) {
            all.add(one);
            if (random.nextDouble() < share) {
                all.add(one);
            }
        }
        return all;
    }

    /** Each comes up to so much later, the stamps staying as they were. */
    List<LogRecord> overtaken(List<LogRecord> records, long millis) {
        record Late(LogRecord line, long arrives) {}
        List<Late> late = new ArrayList<>();
        LogRecord before = records.get(0);
        long written = 0;
        for (LogRecord one : records) {
            // A clock that is set back sends no line before the others.
            written += Math.max(0, Duration.between(before.time(), one.time()).toMillis());
            late.add(new Late(one, written + random.nextLong(millis + 1)));
            before = one;
        }
        late.sort(Comparator.comparingLong(Late::arrives));
        return late.stream().map(Late::line).toList();
    }

    /** Nothing is where it was. */
    List<LogRecord> shuffled(List<LogRecord> records) {
        List<LogRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** The same happens on another host, a random number of lines later. */
    List<LogRecord> onTwoHosts(List<LogRecord> records) {
        List<LogRecord> ours = new ArrayList<>(records);
        List<LogRecord> theirs = records.stream()
                .map(one -> new LogRecord(one.time(), "other", one.pid(), one.event(), one.message(), one.count()))
                .toList();
        List<LogRecord> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ours.size() || j < theirs.size()) {
            boolean mine = j == theirs.size() || (i < ours.size() && random.nextBoolean());
            all.add(mine ? ours.get(i++) : theirs.get(j++));
        }
        return all;
    }
}
