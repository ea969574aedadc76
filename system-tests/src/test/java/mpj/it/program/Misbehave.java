package mpj.it.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mpi.MPI;

/**
 * {@code Misbehave WAY RANK [alone|joined]}: one rank ends in some way, the others wait for ever.
 *
 * <p>The ranks have started MPI before, or not.
 */
public final class Misbehave {
    private static final List<byte[]> HOARD = new ArrayList<>();

    private Misbehave() {}

    /** Misbehaves. */
    public static void main(String[] args) throws Exception {
        int rank = Integer.parseInt(System.getenv("MPJ_RANK"));
        if (args.length > 2 && args[2].equals("joined")) {
            MPI.COMM_WORLD.barrier();
        }
        System.out.println("ready " + rank);
        if (rank == Integer.parseInt(args[1])) {
            act(args[0]);
        } else {
            hang();
        }
    }

    private static void act(String way) throws Exception {
        switch (way) {
            case "exit-3" -> System.exit(3);
            case "exit-0" -> System.exit(0);
            case "return" -> System.out.println("returns");
            case "throw" -> throw new IllegalStateException("deliberate", new IOException("the cause"));
            case "throw-in-thread" -> throwInThread();
            case "memory" -> exhaustMemory();
            case "memory-in-thread" -> new Thread(Misbehave::exhaustMemory, "hoarder").start();
            case "mpi-error" -> MPI.COMM_WORLD.send(new int[1], 1, MPI.INT, 99, 1);
            case "abort-7" -> MPI.COMM_WORLD.abort(7);
            case "kill-9" -> {
                new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
                hang();
            }
            default -> hang();
        }
    }

    private static void throwInThread() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("in a thread");
                },
                "worker");
        thread.start();
        thread.join();
    }

    private static void exhaustMemory() {
        while (true) {
            HOARD.add(new byte[1 << 20]);
        }
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
