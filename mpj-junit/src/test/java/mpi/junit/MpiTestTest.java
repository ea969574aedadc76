package mpi.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import mpi.MPI;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs tests that are jobs and looks at what JUnit is told of them. */
class MpiTestTest {
    /** Passes; run as a test of this project, too. */
    static class Passing {
        private int prepared = -1;

        @BeforeEach
        void prepare() {
            prepared = MPI.COMM_WORLD.getRank();
        }

        @MpiTest(ranks = {1, 2, 4})
        void sumOfRanks() {
            int[] sum = {prepared};
            MPI.COMM_WORLD.allReduce(sum, 1, MPI.INT, MPI.SUM);
            int size = MPI.COMM_WORLD.getSize();
            assertEquals(size * (size - 1) / 2, sum[0]);
        }
    }

    private static final String PROPERTY = "mpi.junit.test";

    /** Passes where the ranks are told what the test says. */
    static class Told {
        @MpiTest(ranks = {1, 2}, transports = {"shm", "tcp"}, properties = {PROPERTY, "mpi.junit.missing"})
        void byEachTransport() {
            assertTrue(List.of("shm", "tcp").contains(System.getenv("MPJ_TRANSPORT")));
            assertEquals("two words", System.getProperty(PROPERTY));
            assertNull(System.getProperty("mpi.junit.missing"));
        }
    }

    /** Goes wrong in several ways. */
    static class Failing {
        @MpiTest(ranks = 3)
        void inOneRank() {
            MPI.COMM_WORLD.barrier();
            assertEquals(1, MPI.COMM_WORLD.getRank() == 1 ? 2 : 1, "deliberate");
            MPI.COMM_WORLD.barrier();
        }

        @MpiTest(ranks = 2, timeout = 8)
        void hangs() throws InterruptedException {
            if (MPI.COMM_WORLD.getRank() == 1) {
                new CountDownLatch(1).await();
            }
            MPI.COMM_WORLD.barrier();
        }

        @MpiTest(ranks = 2)
        void exits() {
            if (MPI.COMM_WORLD.getRank() == 1) {
                Runtime.getRuntime().halt(7);
            }
            MPI.COMM_WORLD.barrier();
        }

        @MpiTest(ranks = 2)
        void assumesTooMuch() {
            Assumptions.assumeTrue(MPI.COMM_WORLD.getSize() == 3, "three ranks");
        }

        @MpiTest(ranks = {2, 0})
        void noRanks() {}

        @MpiTest(ranks = 1, options = "--no-such-option")
        void badOption() {}
    }

    private static EngineExecutionResults run(Class<?> type, String method) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(type, method)).execute();
    }

    private static String failure(String method) {
        List<Event> failed = run(Failing.class, method).allEvents().failed().list();
        assertEquals(1, failed.size());
        Throwable thrown = failed.getFirst().getRequiredPayload(TestExecutionResult.class).getThrowable().orElse(null);
        assertNotNull(thrown);
        return thrown + "\n" + List.of(thrown.getStackTrace());
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "no '" + part + "' in: " + text);
        }
    }

    @Test
    void oneTestForEachNumberOfRanks() {
        EngineExecutionResults results = run(Passing.class, "sumOfRanks");
        results.testEvents().assertStatistics(all -> all.started(3).succeeded(3).failed(0));
        List<String> names = results.testEvents().succeeded().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
        assertEquals(List.of("1 rank", "2 ranks", "4 ranks"), names);
    }

    @Test
    void oneTestForEachTransportAndNumberOfRanks() {
        System.setProperty(PROPERTY, "two words");
        try {
            EngineExecutionResults results = run(Told.class, "byEachTransport");
            results.testEvents().assertStatistics(all -> all.succeeded(4).failed(0));
            List<String> names = results.testEvents().succeeded().stream()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
            assertEquals(List.of("1 rank, shm", "2 ranks, shm", "1 rank, tcp", "2 ranks, tcp"), names);
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    @Test
    void aFailureTellsTheRankAndItsStack() {
        assertContains(failure("inOneRank"), "rank 1 of 3: ", "deliberate", "Failing.inOneRank(MpiTestTest.java:");
    }

    @Test
    void aHangIsAFailureWithTheRollCall() {
        assertContains(
                failure("hangs"),
                "did not end within 8.0 s",
                "waits in barrier on COMM_WORLD",
                "no operation pending",
                "Failing.hangs(MpiTestTest.java:");
    }

    @Test
    void aRankThatEndsIsAFailure() {
        assertContains(failure("exits"), "ended with exit code 7", "rank 1 (host ");
    }

    @Test
    void anAssumptionThatFailsInAllRanksAbortsTheTest() {
        run(Failing.class, "assumesTooMuch").testEvents().assertStatistics(all -> all.aborted(1).failed(0));
    }

    @Test
    void badUseIsToldOf() {
        assertContains(failure("noRanks"), "a job has at least one rank");
        assertContains(failure("badOption"), "ended with exit code 2", "unknown option: --no-such-option");
    }
}
