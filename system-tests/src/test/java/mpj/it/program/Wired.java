package mpj.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpi.MPI;

/** {@code Wired WHAT}: two ranks, each on a host with a network of its own, use the way between them. */
public final class Wired {
    private static final int LENGTH = 1 << 20;

    private Wired() {}

    /** Uses it. */
    public static void main(String[] args) throws IOException {
        int rank = MPI.COMM_WORLD.getRank();
        MPI.COMM_WORLD.barrier();
        System.out.println("ready " + rank);
        switch (args[0]) {
            case "count" -> count(rank, args[1]);
            case "wait" -> MPI.COMM_WORLD.recv(new byte[1], 1, MPI.BYTE, 1 - rank, 0);
            case "send" -> flood(rank);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Tells whether a message went through the device, by the device's own count. */
    private static void count(int rank, String device) throws IOException {
        long before = received(device);
        MPI.COMM_WORLD.sendRecvReplace(new byte[LENGTH], LENGTH, MPI.BYTE, 1 - rank, 0, 1 - rank, 0);
        System.out.println(rank + " " + device + (received(device) - before >= LENGTH ? " is used" : " is not used"));
    }

    private static long received(String device) throws IOException {
        return Long.parseLong(
                Files.readString(Path.of("/sys/class/net", device, "statistics/rx_bytes")).trim());
    }

    /** Something is under way at any time. */
    private static void flood(int rank) {
        byte[] bytes = new byte[LENGTH];
        while (true) {
            MPI.COMM_WORLD.sendRecvReplace(bytes, LENGTH, MPI.BYTE, 1 - rank, 0, 1 - rank, 0);
        }
    }
}
