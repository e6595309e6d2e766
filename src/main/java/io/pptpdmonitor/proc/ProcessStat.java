package io.pptpdmonitor.proc;

import org.jspecify.annotations.Nullable;

/**
 * What we need of /proc/PID/stat (proc(5)).
 *
 * @param comm field 2, without its parentheses
 * @param state field 3
 * @param parentPid field 4
 * @param startTicks field 22, since boot
 */
record ProcessStat(String comm, char state, int parentPid, long startTicks) {
    private static final int PARENT = 1;
    private static final int START = 19;

    /** The name may hold blanks and parentheses: only the last ')' ends it. Null if the line is odd. */
    static @Nullable ProcessStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            return null;
        }
        String[] fields = line.substring(close + 1).strip().split(" ", START + 2);
        Long parent = fields.length > START ? Decimal.parse(fields[PARENT]) : null;
        Long start = fields.length > START ? Decimal.parse(fields[START].strip()) : null;
        if (parent == null || parent > Integer.MAX_VALUE || start == null || fields[0].length() != 1) {
            return null;
        }
        return new ProcessStat(line.substring(open + 1, close), fields[0].charAt(0), parent.intValue(), start);
    }

    /** Whether it has ended: Z waits for its parent, X is being removed. */
    boolean ended() {
        return state == 'Z' || state == 'X' || state == 'x';
    }
}
