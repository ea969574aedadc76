package mpj.transport.rdma.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A registration that fails says how much was wanted, how much is allowed and what to do. */
class LockedMemoryTest {
    @Test
    void theMessageTellsTheCure() {
        VerbsException failure = LockedMemory.registrationFailed("ibv_reg_mr", 1 << 20, Errno.ENOMEM, 64 * 1024);
        assertEquals(Errno.ENOMEM, failure.errno());
        String text = failure.toString();
        assertTrue(text.contains("ibv_reg_mr of 1048576 bytes failed: ENOMEM"), text);
        assertTrue(text.contains("64 KiB") && text.contains("ulimit -l"), text);
    }

    @Test
    void whereTheLimitIsNotTheCauseItIsNotNamed() {
        String fault = LockedMemory.registrationFailed("ibv_reg_mr", 8, Errno.EFAULT, 64 * 1024).toString();
        assertTrue(fault.contains("EFAULT") && !fault.contains("ulimit"), fault);
        String unlimited = LockedMemory.registrationFailed("ibv_reg_mr", 8, Errno.ENOMEM, Long.MAX_VALUE).toString();
        assertTrue(!unlimited.contains("ulimit"), unlimited);
    }

    @Test
    void theSystemSaysItsLimit() {
        assertTrue(LockedMemory.limit() > 0);
    }
}
