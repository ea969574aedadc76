package mpj.core.coll;

/**
 * What communication and local work take, in seconds: the parameters of LogGP (Alexandrov, Ionescu, Schauser, Scheiman:
 * LogGP - Incorporating Long Messages into the LogP Model, 1995) for each transport, with the processor's time for long
 * messages (as Chen, Zhai, Chen, Zheng: LogGPO: An Accurate Communication Model for Performance Prediction of MPI
 * Programs, 2009), and those of a node.
 *
 * @param within the transport between ranks of a node
 * @param between the transport between nodes
 * @param host what a node is like
 */
public record CostModel(Level shm, Level tcp, Level rdma, Link within, Link between, Host host) {
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
     * @param busyPerByte of that, what a rank is busy at either end and can do nothing else
     */
    public record Level(double latency, double overhead, double gap, double perByte, double busyPerByte) {
        /** From the beginning of a send to the end of its receive. */
        public double message(double bytes) {
            return latency + 2 * overhead + bytes * perByte;
        }

        /** How much later a rank's next message can begin. */
        public double next(double bytes) {
            return Math.max(gap, overhead) + bytes * perByte;
        }

        /** Between ranks that are busy with as long a message in the other direction, while so many go one way. */
        private Level bothWays(long together, double crowd) {
            double slowest = Math.max(perByte * (double) together, 2 * busyPerByte * crowd);
            return new Level(latency, overhead * crowd, gap, slowest, busyPerByte);
        }
    }

    /**
     * A node's memory and processors.
     *
     * @param copyPerByte for moving a byte from one place in memory to another
     * @param reducePerByte for combining a byte of one operand with that of another
     * @param cacheBytes of the cache that a rank has for itself
     * @param missPerByte how much longer a byte that is not in that cache takes
     * @param cores processors that the node's ranks share
     * @param switching the time until a rank that waits runs again, where ranks outnumber the processors
     */
    public record Host(
            double copyPerByte,
            double reducePerByte,
            long cacheBytes,
            double missPerByte,
            int cores,
            double switching) {
        /**
         * How many times its own length a step needs in the cache so that the next one finds there what it reads: the
         * users' buffers, a message on its way, operands and result.
         */
        private static final double STEPS_IN_CACHE = 6;

        /** Of the bytes of steps of some length, the part that is not in the cache. */
        private double missing(double step) {
            return Math.max(0, 1 - (double) cacheBytes / Math.max(1, STEPS_IN_CACHE * step));
        }

        /** How many ranks a processor has, at least one. */
        double crowd(int ranks) {
            return Math.max(1, (double) ranks / cores);
        }

        /** The time per byte of copies of so many bytes at once. */
        public double copy(double step) {
            return copyPerByte + missing(step) * missPerByte;
        }

        /** The time per byte of reductions of so many bytes at once. */
        public double reduce(double step) {
            return reducePerByte + missing(step) * missPerByte;
        }
    }

    /** Of a current server with a network of 25 Gbit/s: where nothing has been measured. */
    public static final CostModel DEFAULT = new CostModel(
            new Level(0.3e-6, 0.15e-6, 0.2e-6, 0.05e-9, 0.05e-9),
            new Level(10e-6, 3e-6, 3e-6, 0.32e-9, 0.3e-9),
            new Level(1.5e-6, 0.3e-6, 0.3e-6, 0.32e-9, 0),
            Link.SHM,
            Link.TCP,
            new Host(0.02e-9, 0.03e-9, 1 << 20, 0.07e-9, Integer.MAX_VALUE, 3e-6));

    /** The same parameters with other transports in use. */
    public CostModel over(Link newWithin, Link newBetween) {
        return new CostModel(shm, tcp, rdma, newWithin, newBetween, host);
    }

    /** The same parameters on nodes with so many processors, which have so much cache each. */
    public CostModel on(int cores, long cacheBytes) {
        return new CostModel(
                shm,
                tcp,
                rdma,
                within,
                between,
                new Host(
                        host.copyPerByte,
                        host.reducePerByte,
                        cacheBytes,
                        host.missPerByte,
                        cores,
                        host.switching));
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
    public Level node(Facts facts) {
        return waiting(level(within), facts);
    }

    /** Between ranks of which one does not know that they share a node. */
    public Level level(Facts facts) {
        return waiting(level(facts.nodes() > 1 ? between : within), facts);
    }

    /** A receiver that is not running first has to be woken. */
    private Level waiting(Level level, Facts facts) {
        if (host.crowd(facts.ranksPerNode()) == 1) {
            return level;
        }
        return new Level(
                level.latency + host.switching, level.overhead, level.gap, level.perByte, level.busyPerByte);
    }

    /** As {@link #level(Facts)} while all ranks send and receive as much. */
    public Level bothWays(Facts facts) {
        return level(facts).bothWays(1, host.crowd(facts.ranksPerNode()));
    }

    /**
     * Between ranks whose numbers are so far apart, while some ranks send and others receive: those that lie beyond
     * their node share its adapter. Ranks are thought to be placed node by node.
     */
    public Level away(Facts facts, long distance) {
        Level level = isWithin(facts, distance) ? node(facts) : level(facts);
        double perByte = level.perByte * (double) together(facts, distance);
        return new Level(level.latency, level.overhead, level.gap, perByte, level.busyPerByte);
    }

    /** As {@link #away} while all ranks send and receive as much. */
    public Level exchange(Facts facts, long distance) {
        Level level = isWithin(facts, distance) ? node(facts) : level(facts);
        return level.bothWays(together(facts, distance), host.crowd(facts.ranksPerNode()));
    }

    private static boolean isWithin(Facts facts, long distance) {
        return facts.nodes() <= 1 || distance < facts.ranksPerNode();
    }

    private static long together(Facts facts, long distance) {
        return isWithin(facts, distance) ? 1 : Math.min(distance, facts.ranksPerNode());
    }
}
