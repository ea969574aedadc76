package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpj.it.jobs.Allocation;
import org.junit.jupiter.api.Test;

/** Short blocking and persistent messages leave nothing for the garbage collector. */
class AllocationJobTest {
    @Test
    void aMessageAllocatesNothing() throws Exception {
        String out = JobProgram.run(2, Allocation.class);
        assertEquals(2 * 8, out.lines().count(), out);
    }
}
