package mpj.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rank runs on which host.
 *
 * @param hosts their names; those without ranks are left out
 * @param hostOfRank for each rank its host's index
 */
@SuppressWarnings("ArrayRecordComponent")
record Placement(List<String> hosts, int[] hostOfRank) {
    static final String LOCAL = "localhost";

    /** All ranks on this host. */
    static Placement local(int ranks) {
        return new Placement(List.of(LOCAL), new int[ranks]);
    }

    /**
     * Fills the hosts' slots in order.
     *
     * @param perHost so many ranks on each host whatever its slots, or 0
     */
    static Placement fill(List<HostSlots> hosts, int perHost, int ranks) throws UsageException {
        int[] hostOfRank = new int[ranks];
        List<String> used = new ArrayList<>();
        int rank = 0;
        for (HostSlots host : hosts) {
            int room = perHost > 0 ? perHost : host.slots();
            int end = (int) Math.min(ranks, (long) rank + room);
            if (end > rank) {
                Arrays.fill(hostOfRank, rank, end, used.size());
                used.add(host.name());
                rank = end;
            }
        }
        if (rank < ranks) {
            throw new UsageException(ranks + " ranks, but "
                    + (hosts.size() == 1 ? "the host takes " : "the hosts take ") + rank + ": name more hosts, give them slots (" + hosts.getFirst().name()
                    + ":N), or say how many ranks each takes (-ppn N)");
        }
        return new Placement(used, hostOfRank);
    }

    /** How many ranks fill all hosts. */
    static long capacity(List<HostSlots> hosts, int perHost) {
        long capacity = 0;
        for (HostSlots host : hosts) {
            capacity += perHost > 0 ? perHost : host.slots();
        }
        return capacity;
    }

    /** The ranks of a host, ascending. */
    int[] ranksOf(int host) {
        int[] ranks = new int[hostOfRank.length];
        int count = 0;
        for (int rank = 0; rank < hostOfRank.length; rank++) {
            if (hostOfRank[rank] == host) {
                ranks[count++] = rank;
            }
        }
        return Arrays.copyOf(ranks, count);
    }
}
