package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpi.junit.MpiTest;
import mpj.it.jobs.RequestsMatrix;
import mpj.testkit.Seed;

/** Persistent, partitioned, buffered and generalized requests and their futures in whole jobs. */
class RequestsJobTest {
    /** Rounds of persistent messages and of partitioned ones, and what is done for each of five counts and once. */
    private static final int CHECKS = 4 * 4 * 5 * 5 + 12 * 5 + 5 * 4 + 1;

    @MpiTest(ranks = {1, 2, 3, 4, 7}, transports = "shm", properties = Seed.PROPERTY)
    void everyKindOfRequest() {
        SharedSeed.run(seed -> assertEquals(CHECKS, RequestsMatrix.checkAll(seed)));
    }

    @MpiTest(ranks = {2, 3, 4, 7}, transports = "tcp", properties = Seed.PROPERTY)
    void everyKindOfRequestByTcp() {
        everyKindOfRequest();
    }
}
