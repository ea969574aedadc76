package mpj.transport.rdma.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

    @Test
    void theSoftLimitHolds() {
        String head = "Limit                     Soft Limit           Hard Limit           Units     ";
        String some = "Max locked memory         8388608              unlimited            bytes     ";
        String none = "Max locked memory         unlimited            unlimited            bytes     ";
        assertEquals(8_388_608, LockedMemory.softLimit(List.of(head, some)));
        assertEquals(Long.MAX_VALUE, LockedMemory.softLimit(List.of(head, none)));
        assertEquals(Long.MAX_VALUE, LockedMemory.softLimit(List.of(head)));
    }

    @Test
    void whoMayLockMemoryIsNotLimited() {
        assertTrue(LockedMemory.mayLockAll(List.of("Name:\tjava", "CapEff:\t000001ffffffffff")));
        assertTrue(LockedMemory.mayLockAll(List.of("CapEff:\t0000000000004000")));
        assertFalse(LockedMemory.mayLockAll(List.of("CapEff:\t0000000000000000", "CapBnd:\t000001ffffffffff")));
        assertFalse(LockedMemory.mayLockAll(List.of()));
    }
}
