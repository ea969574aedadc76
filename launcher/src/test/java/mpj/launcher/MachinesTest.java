package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachinesTest {
    @Test
    void hostsOfOneMachineHaveItsCoresInTurn() {
        Machines machines = new Machines("a", 3, 1, 2, 4, 5);
        assertFalse(machines.report(1, "a"));
        assertFalse(machines.report(2, "b"));
        assertFalse(machines.report(0, "b"));
        assertTrue(machines.report(3, "a"));
        assertEquals(new MachineShare(0, 5), machines.share(0));
        assertEquals(new MachineShare(3, 10), machines.share(1));
        assertEquals(new MachineShare(1, 5), machines.share(2));
        assertEquals(new MachineShare(5, 10), machines.share(3));
    }
}
