package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"pppd", "a b", ")", "a) R 1 (b", "pppd) Z 0 0", "((()))", "new\nline", "", "\u0007", "1 (2) 3"})
    void takesTheNameUpToTheLastParenthesis(String comm) {
        ProcessStat stat = ProcessStat.parse(HostTree.stat(864, comm, "S", 863, 1989));

        assertThat(stat).isEqualTo(new ProcessStat(comm, 'S', 863, 1989));
    }

    @Test
    void readsALineThatEndsWithTheStart() {
        assertThat(ProcessStat.parse("864 (pppd) S 863 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 1989\n"))
                .isEqualTo(new ProcessStat("pppd", 'S', 863, 1989));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "864",
                "864 pppd S 863",
                "864 (pppd",
                "864 )pppd(",
                "864 (pppd)",
                "864 (pppd) S",
                "864 (pppd) S 863 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0",
                "864 (pppd) S 863 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 x 1",
                "864 (pppd) S 863 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 -5 1",
                "864 (pppd) S -1 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 1989 1",
                "864 (pppd) S 4294967296 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 1989 1",
                "864 (pppd) SS 863 864 864 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 1989 1"
            })
    void isNothingWhereTheLineIsOdd(String line) {
        assertThat(ProcessStat.parse(line)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "X", "x"})
    void knowsThatItHasEnded(String state) {
        assertThat(ProcessStat.parse(HostTree.stat(864, "pppd", state, 863, 1989)))
                .returns(true, ProcessStat::ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R", "S", "D", "T", "t", "I", "P"})
    void knowsThatItRuns(String state) {
        assertThat(ProcessStat.parse(HostTree.stat(864, "pppd", state, 863, 1989)))
                .returns(false, ProcessStat::ended);
    }
}
