package mpj.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls and imports run one way: {@code mpi -> mpj.core -> mpj.transport -> mpj.base}. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("mpi", "mpj");

    private static final String[] TRANSPORTS = {"shm", "tcp", "rdma"};

    /** What every package may use beside its own layers. */
    private static final String[] PLATFORM = {"java..", "javax..", "org.jspecify..", "org.slf4j..", ""};

    /** An empty import would let every rule pass. */
    @ParameterizedTest
    @CsvSource({
        "mpi, 15",
        "mpi.codec, 5",
        "mpj.codec.fory, 1",
        "mpi.junit, 4",
        "mpj.core, 40",
        "mpj.transport, 10",
        "mpj.transport.shm, 12",
        "mpj.transport.tcp, 15",
        "mpj.transport.rdma, 20",
        "mpj.base, 5",
        "mpj.wireup, 4",
        "mpj.launcher, 5",
        "mpj.tools, 1",
        "mpj.coll.sim, 8",
        "mpj.testkit, 10"
    })
    void theClassesAreSeen(String name, int atLeast) {
        long seen = CLASSES.stream().filter(c -> isIn(c, name)).count();
        assertTrue(seen >= atLeast, seen + " classes of " + name + " were seen, at least " + atLeast + " expected");
    }

    private static boolean isIn(JavaClass javaClass, String name) {
        return javaClass.getPackageName().equals(name) || javaClass.getPackageName().startsWith(name + ".");
    }

    private static void mayUse(String packages, String... allowed) {
        String[] all = new String[PLATFORM.length + allowed.length];
        System.arraycopy(PLATFORM, 0, all, 0, PLATFORM.length);
        System.arraycopy(allowed, 0, all, PLATFORM.length, allowed.length);
        classes().that().resideInAPackage(packages).should().onlyDependOnClassesThat().resideInAnyPackage(all)
                .check(CLASSES);
    }

    private static ClassesShouldConjunction nobodyUses(String... packages) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
    }

    @Test
    void theBaseStandsOnThePlatform() {
        mayUse("mpj.base..", "mpj.base..");
        mayUse("mpj.wireup..", "mpj.wireup..", "mpj.base..");
    }

    @Test
    void transportsStandOnTheContractAndTheBase() {
        mayUse("mpj.transport", "mpj.transport", "mpj.base..");
        mayUse("mpj.transport.self..", "mpj.transport", "mpj.transport.self..", "mpj.base..");
        mayUse("mpj.transport.shm..", "mpj.transport", "mpj.transport.shm..", "mpj.base..");
        mayUse("mpj.transport.tcp..", "mpj.transport", "mpj.transport.tcp..", "mpj.base..", "mpj.wireup..", "io.netty..");
        mayUse(
                "mpj.transport.rdma..",
                "mpj.transport",
                "mpj.transport.rdma..",
                "mpj.base..",
                "mpj.wireup..",
                "com.ibm.disni..");
        // the port knows neither the transport nor who carries it out
        mayUse("mpj.transport.rdma.verbs", "mpj.transport.rdma.verbs", "mpj.base..");
        String ffm = "mpj.transport.rdma.verbs.ffm";
        mayUse(ffm, ffm, "mpj.transport.rdma.verbs", "mpj.base..");
        String disni = "mpj.transport.rdma.verbs.disni";
        mayUse(disni, disni, "mpj.transport.rdma.verbs", "mpj.base..", "com.ibm.disni..");
    }

    @Test
    void transportsDoNotKnowEachOther() {
        for (String transport : TRANSPORTS) {
            for (String other : TRANSPORTS) {
                if (!other.equals(transport)) {
                    noClasses()
                            .that()
                            .resideInAPackage("mpj.transport." + transport + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("mpj.transport." + other + "..")
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void theEngineNamesNoTransportAndNoApi() {
        mayUse("mpj.core..", "mpj.core..", "mpj.transport", "mpj.transport.self", "mpj.base..", "mpj.wireup..");
    }

    @Test
    void theApiStandsOnTheEngine() {
        mayUse("mpi", "mpi..", "mpj.core..", "mpj.base..", "mpj.wireup..", "mpj.transport");
        mayUse("mpi.junit..", "mpi", "mpi.junit..", "mpj.launcher", "org.junit..", "org.opentest4j..");
    }

    @Test
    void theSimulatorStandsOnSchedules() {
        mayUse("mpj.coll.sim..", "mpj.coll.sim..", "mpj.core.coll..", "mpj.core.datatype..");
    }

    @Test
    void theLauncherKnowsNoEngine() {
        // com.sun.source is the compiler's public interface
        mayUse("mpj.launcher..", "mpj.launcher..", "mpj.base..", "mpj.wireup..", "picocli..", "com.sun.source..");
    }

    @Test
    void librariesStayInTheirRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mpj.transport.tcp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("mpj.transport.rdma..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.ibm.disni..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("mpj.codec.fory..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.fory..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("mpj.perf..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.knowm.xchart..")
                .check(CLASSES);
    }

    @Test
    void nobodyUsesWhatTheJdkKeepsForItself() {
        nobodyUses("sun.misc..", "jdk.internal..").check(CLASSES);
    }

    @Test
    void productionDoesNotUseTheTestKit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("mpj.testkit..", "mpi.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("mpj.testkit..", "mpi.junit..", "org.junit..")
                .check(CLASSES);
    }
}
