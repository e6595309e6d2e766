package io.pptpdmonitor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The house's rules that a compiler does not hold: who may know whom, and where time and the process's streams come from. */
@AnalyzeClasses(packages = "io.pptpdmonitor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /**
     * Which packages of ours each package may import: left of the snapshot nothing knows SNMP or Nagios, right of it
     * nothing knows that there are logs. Only cli, absent here, may know them all.
     */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            entry("model", List.of()),
            entry("store", List.of("file")),
            entry("log", List.of("model", "store")),
            entry("file", List.of()),
            entry("source", List.of("model", "store", "log", "file")),
            entry("wtmp", List.of("store", "file")),
            entry("proc", List.of("model")),
            entry("config", List.of("proc")),
            entry("collect", List.of("model", "store", "log", "source", "wtmp", "proc", "config")),
            entry("alert", List.of("model", "store")),
            entry("snmp", List.of("model", "alert", "store")),
            entry("pptp", List.of()),
            entry("nagios", List.of("model", "alert", "pptp")),
            entry("local", List.of()),
            entry("settings", List.of("model", "alert", "snmp", "local")),
            entry("report", List.of("model", "alert")));

    @ArchTest
    static void packagesKnowOnlyThoseBelowThem(JavaClasses classes) {
        MAY_KNOW.forEach((name, known) -> {
            Stream<String> allowed =
                    Stream.concat(Stream.of(name), known.stream()).map(ArchitectureTest::packageNamed);
            noClasses()
                    .that(resideInAPackage(packageNamed(name)))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.pptpdmonitor..")
                            .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @ArchTest
    static void everyPackageHasItsPlaceInThisTable(JavaClasses classes) {
        Stream<String> placed =
                Stream.concat(Stream.of("cli"), MAY_KNOW.keySet().stream()).map(ArchitectureTest::packageNamed);
        classes()
                .that(resideOutsideOfPackage("io.pptpdmonitor"))
                .should()
                .resideInAnyPackage(placed.toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static final ArchRule nothingKnowsMain =
            noClasses().that().doNotBelongToAnyOf(Main.class).should().dependOnClassesThat(belongToAnyOf(Main.class));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.pptpdmonitor.(*)..").should().beFreeOfCycles();

    /** The tables are served by several front ends, and know none of them. */
    @ArchTest
    static final ArchRule theTablesKnowNoFrontEnd = noClasses()
            .that()
            .resideInAPackage("io.pptpdmonitor.snmp.mib")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.pptpdmonitor.snmp..").and(resideOutsideOfPackage("io.pptpdmonitor.snmp.mib")));

    /** Nor does one front end know the other; a subagent speaks no SNMP. */
    @ArchTest
    static final ArchRule theSubagentKnowsTheTablesAlone = noClasses()
            .that()
            .resideInAPackage("io.pptpdmonitor.snmp.agentx")
            .should()
            .dependOnClassesThat(resideInAPackage("io.pptpdmonitor..")
                    .and(resideOutsideOfPackages("io.pptpdmonitor.snmp.mib", "io.pptpdmonitor.snmp.agentx"))
                    .or(resideInAPackage("org.snmp4j..")
                            .and(resideOutsideOfPackages("org.snmp4j.smi", "org.snmp4j.mp"))));

    @ArchTest
    static final ArchRule onlySnmpKnowsSnmp4j = noClasses()
            .that()
            .resideOutsideOfPackage("io.pptpdmonitor.snmp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snmp4j..");

    @ArchTest
    static final ArchRule onlyCliAndMainKnowPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("io.pptpdmonitor.cli..")
            .and()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    /** A mapping of a log that is truncated meanwhile kills the process. */
    @ArchTest
    static final ArchRule nothingMapsAFile =
            noClasses().should().callMethod(FileChannel.class, "map", MapMode.class, long.class, long.class);

    /** Everyone else is handed an {@link InstantSource}; durations by System.nanoTime are no time of day. */
    @ArchTest
    static final ArchRule onlyMainReadsTheClock =
            noClasses().that().doNotBelongToAnyOf(Main.class).should().accessTargetWhere(readsTheClock());

    /** Its environment, too, is handed on. Beside Main stands how the program ends. */
    @ArchTest
    static final ArchRule onlyMainsPackageTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("io.pptpdmonitor")
            .should()
            .accessTargetWhere(isOfTheProcess());

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    /** Such a name says nothing of what the class is. A nested one may: pptpd itself has a manager. */
    @ArchTest
    static final ArchRule namesAreNounsOfTheDomain =
            noClasses().that().areTopLevelClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)");

    private static String packageNamed(String name) {
        return "io.pptpdmonitor." + name + "..";
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
        return describe("reads the system's clock", access -> {
            JavaClass owner = access.getTarget().getOwner();
            String name = access.getTarget().getName();
            if (owner.isEquivalentTo(System.class)) {
                return name.equals("currentTimeMillis");
            }
            return owner.getPackageName().startsWith("java.time") && (name.equals("now") || name.startsWith("system"));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> isOfTheProcess() {
        Set<String> ofSystem = Set.of("in", "out", "err", "exit", "getenv");
        Set<String> ofRuntime = Set.of("exit", "halt");
        return describe("ends the process, or uses its streams or environment", access -> {
            JavaClass owner = access.getTarget().getOwner();
            String name = access.getTarget().getName();
            return owner.isEquivalentTo(System.class)
                    ? ofSystem.contains(name)
                    : owner.isEquivalentTo(Runtime.class) && ofRuntime.contains(name);
        });
    }
}
