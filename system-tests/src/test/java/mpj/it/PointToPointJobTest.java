package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mpi.junit.MpiTest;
import mpj.it.jobs.Communicators;
import mpj.it.jobs.Completion;
import mpj.it.jobs.PointToPointMatrix;
import mpj.testkit.Seed;

/**
 * Messages between ranks, one job for each number of ranks and list of transports. Every transport is taken where it
 * carries something: with shared memory and TCP both, shared memory does; one rank needs none. The optimizing compiler
 * takes part by shared memory, where ranks have a core each; it makes a job of thousands of short messages many times
 * longer.
 */
class PointToPointJobTest {
    /** Sixteen ranks on two cores take most of a minute where something else runs, too. */
    private static final int TIMEOUT_S = 110;

    private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";

    /** Every pair of kinds with every datatype, size and at least one way to call. */
    private static final int LEAST_MESSAGES = 14 * 14 * 15 * 3;

    @MpiTest(ranks = {1, 2, 3, 4, 7, 16}, transports = "shm", timeout = TIMEOUT_S, properties = Seed.PROPERTY)
    void everyKindOfMemoryTypeAndCall() {
        SharedSeed.run(seed -> assertTrue(PointToPointMatrix.checkAll(seed) > LEAST_MESSAGES));
    }

    @MpiTest(ranks = {2, 3, 4, 7}, transports = "tcp", options = COMPILE_QUICKLY, properties = Seed.PROPERTY)
    void everyKindOfMemoryTypeAndCallByTcp() {
        everyKindOfMemoryTypeAndCall();
    }

    @MpiTest(ranks = {2, 4}, options = COMPILE_QUICKLY, properties = Seed.PROPERTY)
    void everyKindOfMemoryTypeAndCallByWhatThereIs() {
        everyKindOfMemoryTypeAndCall();
    }

    /** What is in native memory and asks first is copied by the kernel, where else only what is longer than a ring is. */
    @MpiTest(
            ranks = {2, 3},
            transports = "shm",
            options = {"-x", "MPJ_SHM_VM_FROM=0", COMPILE_QUICKLY},
            timeout = TIMEOUT_S,
            properties = Seed.PROPERTY)
    void everyKindOfMemoryTypeAndCallByTheKernelsCopies() {
        everyKindOfMemoryTypeAndCall();
    }

    @MpiTest(ranks = {1, 2, 3, 4, 7})
    void completionAndCancelling() {
        assertEquals(30, Completion.checkAll());
    }

    @MpiTest(ranks = {1, 2, 3, 4, 7})
    void communicators() {
        Communicators.checkAll();
    }
}
