package mpj.it.jobs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import mpi.Intracomm;
import mpi.MPI;

/** All ranks but 0 are blocked in a receive for some seconds; each counts the processor time that it uses meanwhile. */
public final class Waiting {
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration WAITING = Duration.ofSeconds(3);
    /** Of one core; far more than a sleeping process needs, far less than a spinning one takes. */
    private static final double LIMIT = 0.1;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Waiting() {}

    /** Waits. */
    public static void check() throws InterruptedException {
        Intracomm world = MPI.COMM_WORLD;
        byte[] bell = new byte[1];
        world.barrier();
        if (world.getRank() == 0) {
            ring(SETTLING, bell);
            ring(WAITING, bell);
            return;
        }
        SYSTEM.getProcessCpuTime();
        // what start-up leaves to do is not counted
        world.recv(bell, 1, MPI.BYTE, 0, 1);
        long before = SYSTEM.getProcessCpuTime();
        world.recv(bell, 1, MPI.BYTE, 0, 1);
        double part = (SYSTEM.getProcessCpuTime() - before) / (double) WAITING.toNanos();
        Check.that(before > 0, () -> "this JVM does not tell its processor time");
        Check.that(part < LIMIT, () -> "a blocked rank takes " + 100 * part + " % of a core");
    }

    private static void ring(Duration after, byte[] bell) throws InterruptedException {
        Thread.sleep(after);
        for (int rank = 1; rank < MPI.COMM_WORLD.getSize(); rank++) {
            MPI.COMM_WORLD.send(bell, 1, MPI.BYTE, rank, 1);
        }
    }
}
