package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpi.junit.MpiTest;
import mpj.it.jobs.BetweenGroups;
import mpj.it.jobs.CollectivesMatrix;
import mpj.it.jobs.OverlappingCollectives;
import mpj.testkit.Seed;

/** Collective operations between processes. */
class CollectivesJobTest {
    @MpiTest(ranks = {1, 2, 3, 4, 7}, properties = Seed.PROPERTY)
    void everyOperationAndKindOfMemory() {
        SharedSeed.run(seed -> assertEquals(333, CollectivesMatrix.checkAll(seed)));
    }

    @MpiTest(ranks = {2, 3, 4, 7}, transports = "tcp", properties = Seed.PROPERTY)
    void everyOperationAndKindOfMemoryByTcp() {
        everyOperationAndKindOfMemory();
    }

    @MpiTest(ranks = {2, 3, 4, 7})
    void objectsAndRecordsBetweenGroups() {
        BetweenGroups.checkAll();
    }

    @MpiTest(ranks = {2, 3, 7}, transports = "tcp")
    void objectsAndRecordsBetweenGroupsByTcp() {
        BetweenGroups.checkAll();
    }

    @MpiTest(ranks = {1, 2, 4, 7}, properties = Seed.PROPERTY)
    void manyUnderWay() {
        SharedSeed.run(OverlappingCollectives::checkAll);
    }

    @MpiTest(ranks = {2, 3, 4}, transports = "tcp", properties = Seed.PROPERTY)
    void manyUnderWayByTcp() {
        manyUnderWay();
    }
}
