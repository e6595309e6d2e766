package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private final ProcessTable table = new Processes(HostTree.vpn1()).scan();

    @Test
    void listsByName() {
        assertThat(table.named("pppd")).extracting(ProcessInfo::pid).containsExactly(864, 925, 4121);
        assertThat(table.named("pptpctrl")).extracting(ProcessInfo::pid).containsExactly(863, 924, 4120);
        assertThat(table.named("pptpd")).extracting(ProcessInfo::pid).containsExactly(817, 4100);
        assertThat(table.named("sshd")).isEmpty();
    }

    @Test
    void findsTheParentOfAPppd() {
        ProcessInfo pppd = table.loggedAs(925).get(0);

        assertThat(table.find(pppd.parentPid())).returns("pptpctrl", ProcessInfo::comm);
        assertThat(table.find(612)).isNull();
    }

    @Test
    void findsAProcessOfAContainerByTheNumberInItsLog() {
        assertThat(table.loggedAs(24)).extracting(ProcessInfo::pid).containsExactly(4120);
    }

    @Test
    void tellsAllThatCallThemselvesSo() {
        assertThat(table.loggedAs(864)).extracting(ProcessInfo::pid).containsExactly(864, 4121);
    }

    @Test
    void putsTheHostsOwnNumberLast() {
        ProcessInfo contained = new ProcessInfo(24, 7, "pid:[2]", 1, "pppd", null, List.of());
        ProcessInfo free = new ProcessInfo(4000, 24, "pid:[2]", 1, "pppd", null, List.of());

        assertThat(new ProcessTable(List.of(contained, free)).loggedAs(24)).containsExactly(free, contained);
    }

    @Test
    void tellsNoneWhereNoneIs() {
        assertThat(table.loggedAs(612)).isEmpty();
    }

    @Test
    void refusesNumbersThatNoProcessHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessInfo(0, 1, "", 1, "", null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessInfo(1, 0, "", 1, "", null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessInfo(1, 1, "", -1, "", null, List.of()));
    }
}
