package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import mpi.junit.MpiTest;
import mpj.it.jobs.FinalAttributes;
import mpj.it.jobs.Reordering;
import mpj.it.jobs.Topologies;
import mpj.it.jobs.TorusExchange;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topologies and attributes in whole jobs. */
class TopologiesJobTest {
    @MpiTest(ranks = {1, 2, 3, 4, 7}, properties = Seed.PROPERTY)
    void randomTopologies() {
        SharedSeed.run(Topologies::checkAll);
    }

    @MpiTest(ranks = {2, 7}, transports = "tcp", properties = Seed.PROPERTY)
    void randomTopologiesByTcp() {
        randomTopologies();
    }

    /** On two and four ranks both neighbours of a dimension are one rank; on two some are the rank itself. */
    @ParameterizedTest
    @CsvSource({"2,shm", "4,shm", "6,shm", "2,tcp", "4,tcp"})
    void neighboursThatAreOneRank(int ranks, String transport) throws Exception {
        assertEquals(
                "all blocks were right\n",
                JobProgram.run(ranks, List.of("--transport", transport), TorusExchange.class));
    }

    @Test
    void reorderingBringsNeighboursTogether() throws Exception {
        List<String> words = new ArrayList<>(List.of("--timeout", "55"));
        for (int rank = 0; rank < 4; rank++) {
            String host = "MPJ_HOST_ID=" + (rank % 2 == 0 ? "a" : "b");
            words.addAll(List.of("-n", "1", "-x", host, "-cp", LauncherRun.programPath(), Reordering.class.getName()));
            if (rank < 3) {
                words.add(":");
            }
        }
        try (LauncherRun job = LauncherRun.start(words.toArray(new String[0]))) {
            assertEquals("neighbours are together\n", job.expect(0).out());
        }
    }

    /** Called before anything else of MPI ends, the last one set first, also without a call of Finalize. */
    @ParameterizedTest
    @CsvSource({"finalize", "return"})
    void attributesOfSelfAreDeletedFirst(String end) throws Exception {
        assertEquals(
                "delete second of 2 ranks\ndelete first of 2 ranks\n", JobProgram.run(2, FinalAttributes.class, end));
    }
}
