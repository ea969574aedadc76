package mpj.core.topo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.base.host.HostId;
import mpj.core.comm.Communicator;
import mpj.wireup.ProcessManager;

/** Which ranks share memory: each publishes a word for its host before the first message. */
public final class Nodes {
    /** Under which a rank publishes its word. */
    public static final String KEY = "node";

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Nodes() {}

    /** The word of this process's host; of the rank alone where the host cannot be told from others. */
    public static byte[] word(Parameters parameters, int rank) {
        String host;
        try {
            host = HostId.of(parameters);
        } catch (IOException e) {
            host = "the host of rank " + rank;
        }
        long hash = hash(host);
        byte[] word = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            word[i] = (byte) (hash >>> Byte.SIZE * i);
        }
        return word;
    }

    /** FNV-1a, 64 bits: two of a job's hosts with the same one are not to be expected, and would do no harm. */
    private static long hash(String host) {
        long hash = FNV_BASIS;
        for (int i = 0; i < host.length(); i++) {
            hash = (hash ^ host.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The number of each rank's node, of the ranks of a job. */
    public static int[] of(ProcessManager manager) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] nodes = new int[manager.size()];
        for (int rank = 0; rank < nodes.length; rank++) {
            long hash = 0;
            for (byte part : manager.get(rank, KEY)) {
                hash = hash << Byte.SIZE | part & 0xff;
            }
            nodes[rank] = numbers.computeIfAbsent(hash, _ -> numbers.size());
        }
        return nodes;
    }

    /** The number of each rank's node, of the ranks of a communicator and counted in their order. */
    public static int[] of(Communicator core) {
        int[] ofJob = core.engine().nodes();
        int[] nodes = core.members();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int rank = 0; rank < nodes.length; rank++) {
            nodes[rank] = numbers.computeIfAbsent(ofJob[nodes[rank]], _ -> numbers.size());
        }
        return nodes;
    }
}
