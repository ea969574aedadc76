package mpj.it.program;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mpi.Intracomm;
import mpi.MPI;

/**
 * {@code Dying FILE WAY STATE}: all ranks wait for a message, compute or exchange messages, until the last one is told by a
 * byte on its standard input to die.
 *
 * <p>It leaves the moment of its death in the file, as a value of {@link System#nanoTime}, which on Linux is that of a
 * clock which all processes share.
 */
public final class Dying {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int BLOCK_BYTES = 4 << 20;
    private static final int MESSAGE = 100;

    private static final CountDownLatch TOLD = new CountDownLatch(1);
    private static final List<byte[]> HOARD = new ArrayList<>();

    private Dying() {}

    /** Lives, and may die. */
    public static void main(String[] args) throws Exception {
        MemorySegment clock = map(Path.of(args[0]));
        int rank = WORLD.getRank();
        int last = WORLD.getSize() - 1;
        if (rank == last) {
            Thread listener = new Thread(Dying::listen, "listener");
            listener.setDaemon(true);
            listener.start();
        }
        WORLD.barrier();
        System.out.println("ready " + rank + " pid " + ProcessHandle.current().pid() + ".");
        switch (args[2]) {
            case "receiving" -> receive(rank, last);
            case "computing" -> compute();
            case "exchanging" -> exchange(rank);
            default -> throw new IllegalArgumentException(args[2]);
        }
        die(args[1], clock);
    }

    private static MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, Arena.global());
        }
    }

    private static void listen() {
        try {
            if (System.in.read() >= 0) {
                TOLD.countDown();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTold() {
        return TOLD.getCount() == 0;
    }

    private static void receive(int rank, int last) throws InterruptedException {
        if (rank == last) {
            TOLD.await();
        } else {
            WORLD.recv(new byte[MESSAGE], MESSAGE, MPI.BYTE, last, 1);
        }
    }

    private static void compute() {
        double x = 1;
        while (!isTold()) {
            x += Math.sin(x);
        }
        HOARD.add(new byte[(int) x & 1]);
    }

    private static void exchange(int rank) {
        byte[] out = new byte[MESSAGE];
        byte[] in = new byte[MESSAGE];
        int size = WORLD.getSize();
        while (!isTold()) {
            WORLD.sendRecv(
                    out, MESSAGE, MPI.BYTE, (rank + 1) % size, 2, in, MESSAGE, MPI.BYTE, (rank + size - 1) % size, 2);
        }
    }

    private static void die(String way, MemorySegment clock) {
        switch (way) {
            case "exit" -> {
                note(clock);
                System.exit(3);
            }
            case "exception" -> {
                note(clock);
                throw new IllegalStateException("deliberate");
            }
            case "memory" -> hoard(clock);
            default -> throw new IllegalArgumentException(way);
        }
    }

    private static void hoard(MemorySegment clock) {
        try {
            while (true) {
                HOARD.add(new byte[BLOCK_BYTES]);
            }
        } catch (OutOfMemoryError e) {
            note(clock);
            throw e;
        }
    }

    private static void note(MemorySegment clock) {
        clock.set(ValueLayout.JAVA_LONG, 0, System.nanoTime());
    }
}
