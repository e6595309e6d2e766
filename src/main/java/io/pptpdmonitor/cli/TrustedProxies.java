package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.CommonClient;
import io.pptpdmonitor.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Addresses that many clients share, because something in front of the server translates theirs. */
final class TrustedProxies {

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS[/LENGTH]",
            converter = NetworkConverter.class,
            description = "Clients come through this address (NAT, a proxy): never an offender; repeatable.")
    List<AddressRange> ranges = new ArrayList<>();

    boolean hold(@Nullable String address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** An address that most sessions share and that is none of these; null if there is none. */
    @Nullable CommonClient common(Snapshot snapshot) {
        return CommonClient.of(snapshot.sessions(), this::hold);
    }
}
