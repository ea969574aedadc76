package mpj.it;

import mpi.junit.MpiTest;
import mpj.it.jobs.Waiting;

/** Ranks that wait for a message leave the processor to others. */
class WaitingJobTest {
    @MpiTest(ranks = 4, transports = {"shm", "tcp", "shm,tcp"})
    void blockedRanksSleep() throws InterruptedException {
        Waiting.check();
    }
}
