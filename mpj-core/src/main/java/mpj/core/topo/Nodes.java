package mpj.core.topo;

import java.util.HashMap;
import java.util.Map;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;

/** Which ranks share memory. */
public final class Nodes {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Nodes() {}

    /** The number of each rank's node, counted in the order of the ranks. Collective. */
    public static int[] of(Communicator core) {
        long[] hosts = new long[core.size()];
        Layout word = Layout.contiguous(Long.BYTES);
        Collectives.allgather(core, new long[] {hash(core.engine().hostId())}, 0, 1, word, hosts, 0, 1, word);
        Map<Long, Integer> numbers = new HashMap<>();
        int[] nodes = new int[hosts.length];
        for (int rank = 0; rank < nodes.length; rank++) {
            nodes[rank] = numbers.computeIfAbsent(hosts[rank], _ -> numbers.size());
        }
        return nodes;
    }

    /** FNV-1a, 64 bits: two of a job's hosts with the same one are not to be expected, and would do no harm. */
    private static long hash(String host) {
        long hash = FNV_BASIS;
        for (int i = 0; i < host.length(); i++) {
            hash = (hash ^ host.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
