package mpj.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A sample of messages and collective operations over the adapters of two machines ({@link RdmaJob#placement}); where
 * processors are emulated a job takes half a minute, so each provider has one.
 */
@Timeout(420)
class RdmaHostsTest {
    /** Overloaded emulators are silent for longer than a machine that works. */
    private static final int PATIENT_S = 60;

    @Test
    void aSampleByRdmaAlone() {
        RdmaJob.sample("ffm", "rdma", RdmaJob.placement(1, PATIENT_S));
    }

    @Test
    void aSampleByRdmaBetweenAndSharedMemoryInside() {
        RdmaJob.sample("disni", "shm,rdma", RdmaJob.placement(2, PATIENT_S));
    }
}
