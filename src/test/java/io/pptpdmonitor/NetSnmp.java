package io.pptpdmonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A manager with net-snmp's programs and our MIB; of this machine's own MIBs and settings it knows nothing. */
public final class NetSnmp {

    public static final String COMMUNITY = "s3cret";
    public static final String END = "No more variables left in this MIB View";

    public static final String END_OF_TREE = END + " (It is past the end of the MIB tree)";

    private static final String MIBS =
            Path.of("mibs").toAbsolutePath() + ":" + Path.of("src/test/mibs").toAbsolutePath();

    private final Path settings;
    private final String address;

    /**
     * @param scratch where net-snmp may keep its files
     * @param address as the agent prints it
     */
    public NetSnmp(Path scratch, String address) throws IOException {
        this.settings = scratch;
        this.address = address;
        // Or net-snmp makes it, and says so on stderr.
        Files.createDirectories(scratch.resolve("cert_indexes"));
    }

    /** Runs {@code program options address objects}; the test is skipped where there is no such program. */
    public Program.Result query(String program, List<String> options, String... objects) {
        List<String> arguments =
                new ArrayList<>(List.of("-M", MIBS, "-m", "PPTPD-MONITOR-MIB", "-v2c", "-c", COMMUNITY, "-t", "5"));
        arguments.addAll(options);
        arguments.add(address);
        arguments.addAll(List.of(objects));
        return Program.require(program)
                .with("SNMPCONFPATH", settings.toString())
                .with("SNMP_PERSISTENT_DIR", settings.toString())
                .run(arguments.toArray(String[]::new));
    }

    /** What the object is, without its name and type, such as {@code 3 users}. */
    public String get(String object) {
        return query("snmpget", List.of("-Oqv"), object).out().strip();
    }

    /** The values of a column, in the order of their rows. */
    public List<String> column(String object) {
        return query("snmpwalk", List.of("-Oqv"), object).lines();
    }
}
