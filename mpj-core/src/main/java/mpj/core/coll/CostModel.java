package mpj.core.coll;

/**
 * What communication and local work take, in seconds: the parameters of LogGP (Alexandrov, Ionescu, Schauser, Scheiman:
 * LogGP - Incorporating Long Messages into the LogP Model, 1995) for each transport, and two of the memory.
 *
 * @param within the transport between ranks of a node
 * @param between the transport between nodes
 * @param copyPerByte for moving a byte from one place in memory to another
 * @param reducePerByte for combining a byte of one operand with that of another
 */
public record CostModel(
        Level shm,
        Level tcp,
        Level rdma,
        Link within,
        Link between,
        double copyPerByte,
        double reducePerByte) {
    /** The kinds of transports that have parameters of their own. */
    public enum Link {
        SHM,
        TCP,
        RDMA
    }

    /**
     * The parameters of one transport.
     *
     * @param latency the way of a short message, without what the two ranks do for it
     * @param overhead what a rank is busy with for a message, at either end
     * @param gap the least time between two messages of a rank
     * @param perByte the time per byte of a long message
     */
    public record Level(double latency, double overhead, double gap, double perByte) {
        /** From the beginning of a send to the end of its receive. */
        public double message(double bytes) {
            return latency + 2 * overhead + bytes * perByte;
        }

        /** How much later a rank's next message can begin. */
        public double next(double bytes) {
            return Math.max(gap, overhead) + bytes * perByte;
        }
    }

    /** Of a current server with a network of 25 Gbit/s: where nothing has been measured. */
    public static final CostModel DEFAULT = new CostModel(
            new Level(0.3e-6, 0.15e-6, 0.2e-6, 0.12e-9),
            new Level(10e-6, 3e-6, 3e-6, 0.4e-9),
            new Level(1.5e-6, 0.3e-6, 0.3e-6, 0.32e-9),
            Link.SHM,
            Link.TCP,
            0.1e-9,
            0.2e-9);

    /** The same parameters with other transports in use. */
    public CostModel over(Link newWithin, Link newBetween) {
        return new CostModel(shm, tcp, rdma, newWithin, newBetween, copyPerByte, reducePerByte);
    }

    /** The parameters of a transport. */
    public Level level(Link link) {
        return switch (link) {
            case SHM -> shm;
            case TCP -> tcp;
            case RDMA -> rdma;
        };
    }

    /** Between ranks of one node. */
    public Level node() {
        return level(within);
    }

    /** Between ranks of which one does not know that they share a node. */
    public Level level(Facts facts) {
        return level(facts.nodes() > 1 ? between : within);
    }

    /**
     * Between ranks whose numbers are so far apart, while all ranks have such a message: those that lie beyond their node
     * share its adapter. Ranks are thought to be placed node by node.
     */
    public Level exchange(Facts facts, long distance) {
        if (facts.nodes() <= 1 || distance < facts.ranksPerNode()) {
            return node();
        }
        Level network = level(between);
        long together = Math.min(distance, facts.ranksPerNode());
        return new Level(network.latency, network.overhead, network.gap, network.perByte * together);
    }
}
