package mpj.it;

import mpi.junit.MpiTest;
import mpj.it.jobs.Allocation;

/** Short blocking and persistent messages leave nothing for the garbage collector. */
class AllocationJobTest {
    /** By the optimizing compiler, also where there is but one processor. */
    @MpiTest(ranks = 2, options = "-XX:TieredStopAtLevel=4")
    void aMessageAllocatesNothing() {
        Allocation.checkAll();
    }
}
