package mpi;

import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The programs that {@link ExitTest} runs in JVMs of their own; each ends in its own way. */
final class ExitProgram {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private ExitProgram() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        switch (args[0]) {
            case "return" -> {
                tellEnd();
                use();
            }
            case "thread" -> {
                tellEnd();
                Thread.ofPlatform().start(ExitProgram::use);
            }
            case "exit" -> {
                tellEnd();
                use();
                System.exit(3);
            }
            case "virtual-exit" -> {
                tellEnd();
                use();
                Thread keeper = Thread.ofPlatform().start(ExitProgram::sleep);
                Thread.ofVirtual().start(() -> System.exit(3));
                keeper.join();
            }
            case "throw" -> {
                use();
                throw new IllegalStateException("left main");
            }
            case "throw-mpi" -> MPI.COMM_WORLD.send(new int[1], 1, MPI.INT, 7, 0);
            case "throw-in-thread" -> {
                use();
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("left a thread");
                });
                thread.start();
                thread.join();
                System.out.println("main goes on");
            }
            case "fatal" -> {
                MPI.COMM_SELF.send(new int[4], 4, MPI.INT, 0, 0);
                MPI.COMM_SELF.recv(new int[1], 1, MPI.INT, 0, 0);
            }
            case "abort" -> MPI.COMM_WORLD.abort(300);
            case "signal" -> {
                tellEnd();
                use();
                System.out.println("ready");
                System.in.read();
            }
            case "states" -> states();
            case "race" -> race();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void use() {
        System.out.println("rank " + MPI.COMM_WORLD.getRank() + " of " + MPI.COMM_WORLD.getSize());
    }

    private static void sleep() {
        try {
            Thread.sleep(TimeUnit.NANOSECONDS.toMillis(WAIT_NS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** At exit: whether it is found orderly, and then whether MPI gets finalized. */
    private static void tellEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            boolean orderly = ExitGuard.isOrderly();
            System.out.println("orderly " + orderly);
            long deadline = System.nanoTime() + WAIT_NS;
            while (orderly && !MPI.isFinalized() && deadline - System.nanoTime() > 0) {
                Thread.yield();
            }
            System.out.println("finalized " + MPI.isFinalized());
        }));
    }

    /** Many threads use MPI for the first time at once. */
    private static void race() throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(8);
        AtomicInteger sum = new AtomicInteger();
        Thread[] threads = new Thread[together.getParties()];
        for (int i = 0; i < threads.length; i++) {
            Comm comm = i % 2 == 0 ? MPI.COMM_WORLD : MPI.COMM_SELF;
            threads[i] = Thread.ofPlatform().start(() -> {
                try {
                    together.await();
                    sum.addAndGet(comm.getSize());
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("sum " + sum);
    }

    private static void states() {
        System.out.println(MPI.isInitialized() + " " + MPI.isFinalized());
        tell(MPI::Finalize);
        Intracomm dup = MPI.COMM_WORLD.dup();
        System.out.println(MPI.isInitialized() + " " + MPI.isFinalized() + " " + MPI.isThreadMain());
        System.out.println(MPI.Init(new String[] {"a", "b"}).length);
        tell(() -> MPI.Init(null));
        MPI.Finalize();
        System.out.println(MPI.isInitialized() + " " + MPI.isFinalized());
        tell(() -> MPI.Init(null));
        tell(MPI::Finalize);
        tell(() -> MPI.COMM_WORLD.getRank());
        tell(dup::barrier);
        tell(() -> Request.waitAll(new Request[0]));
        System.out.println(dup.isNull() + " " + MPI.getVersion());
    }

    private static void tell(Runnable call) {
        try {
            call.run();
            System.out.println("no exception");
        } catch (MPIException e) {
            System.out.println(e.getMessage() + " " + e.getErrorClass());
        }
    }
}
