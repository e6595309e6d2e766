package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.proc.ProcessInfo;
import io.pptpdmonitor.proc.ProcessTable;
import io.pptpdmonitor.proc.Sight;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of one look tell of pptpd itself: of those of one name space, as a container's server on the same host
 * is another one.
 *
 * @param sight what may be hidden
 */
record ServerProcesses(ProcessTable all, Sight sight) {

    /** Of the name space of a process that the log names; of this host, or the container that we are in, if that is null. */
    static ServerProcesses beside(@Nullable ProcessInfo process, LiveHost.View view) {
        return new ServerProcesses(view.processes().within(process == null ? "" : process.nameSpace()), view.sight());
    }

    /** The managers that serve, as far as nothing tells which: ours, or, where none is, those in containers. */
    static List<ProcessInfo> likeliest(LiveHost.View view) {
        List<ProcessInfo> ours = beside(null, view).managers();
        return ours.isEmpty() ? view.processes().managers() : ours;
    }

    List<ProcessInfo> managers() {
        return all.managers();
    }

    Server.Status status() {
        if (!all.named("pptpd").isEmpty()) {
            return Server.Status.UP;
        }
        return sight == Sight.OPEN ? Server.Status.DOWN : Server.Status.UNKNOWN;
    }

    /**
     * A pptpctrl that was killed writes no end, so the log alone would count it for ever. One that has outlived its
     * manager holds no slot of the next. Between fork and exec a pppd bears its parent's name.
     */
    @Nullable Integer slotsUsed() {
        if (sight != Sight.OPEN) {
            return null;
        }
        int used = 0;
        for (ProcessInfo process : all.named("pptpctrl")) {
            ProcessInfo parent = all.find(process.parentPid());
            used += parent != null && parent.comm().equals("pptpd") ? 1 : 0;
        }
        return used;
    }

    /** Since when a manager runs, and none of its children whose lines must have been read; null where that is not so. */
    @Nullable Instant idleSince(OffsetDateTime looked) {
        Instant latest = Instant.MIN;
        for (ProcessInfo manager : all.named("pptpd")) {
            Instant started = manager.started();
            latest = started != null && started.isAfter(latest) ? started : latest;
        }
        Instant settled = looked.toInstant().minus(Sighting.TOLD_WITHIN);
        boolean served = all.named("pptpctrl").stream()
                .map(ProcessInfo::started)
                .anyMatch(started -> started == null || started.isBefore(settled));
        return sight != Sight.OPEN || latest.equals(Instant.MIN) || served ? null : latest;
    }
}
