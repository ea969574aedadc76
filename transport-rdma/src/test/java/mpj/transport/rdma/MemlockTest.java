package mpj.transport.rdma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemlockTest {
    private static final String HEAD = "Limit                     Soft Limit           Hard Limit           Units     ";

    @Test
    void theSoftLimitHolds() {
        assertEquals(
                8_388_608,
                Memlock.softLimit(List.of(
                        HEAD, "Max locked memory         8388608              unlimited            bytes     ")));
        assertEquals(
                Memlock.UNLIMITED,
                Memlock.softLimit(List.of(
                        HEAD, "Max locked memory         unlimited            unlimited            bytes     ")));
        assertEquals(Memlock.UNLIMITED, Memlock.softLimit(List.of(HEAD)));
    }

    @Test
    void whoMayLockMemoryIsNotLimited() {
        assertTrue(Memlock.mayLockAll(List.of("Name:\tjava", "CapEff:\t000001ffffffffff")));
        assertTrue(Memlock.mayLockAll(List.of("CapEff:\t0000000000004000")));
        assertFalse(Memlock.mayLockAll(List.of("CapEff:\t0000000000000000", "CapBnd:\t000001ffffffffff")));
        assertFalse(Memlock.mayLockAll(List.of()));
    }

    @Test
    void theCureIsACommand() {
        assertTrue(Memlock.cure().contains("ulimit -l"), Memlock.cure());
    }
}
