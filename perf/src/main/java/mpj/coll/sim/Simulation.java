package mpj.coll.sim;

import java.util.Arrays;
import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.CostModel.Level;
import mpj.core.coll.NodeMap;

/**
 * A collective call by one algorithm, on a model.
 *
 * <p>A rank has one processor, which is busy with the overhead and the bytes of each message that it sends or receives,
 * with copies and with reductions, one after the other; where ranks outnumber their node's processors they take turns.
 * It has a port, too, at which its messages leave one after the other. A send is over when the last byte has left, a
 * receive when the last byte has come, the receive has begun and the processor has had its overhead. The next round
 * begins when all of a round is over.
 */
public final class Simulation {
    /** The most ranks of a call. */
    public static final int MOST_RANKS = Programs.MOST_RANKS;

    private static final int NOBODY = -1;

    /** A rank comes to its next round. */
    private static final int NEXT = 0;
    /** A message's first byte comes to the end of a leg of its way. */
    private static final int PASS = 1;
    /** A message's last byte is at its receiver. */
    private static final int ARRIVED = 2;

    private final CostModel costs;
    private final Level within;
    private final Level between;
    private final Network network;
    private final EventQueue events = new EventQueue();

    // by rank
    private final long[][] programs;
    private final int[] at;
    private final double[] processor;
    private final double[] port;
    /** Where ranks outnumber their node's processors: until when each of these is busy, node by node; else none. */
    private final double[] cores;

    /** Which rank each of them has worked for. */
    private final int[] lastRank;

    private final NodeMap nodes;
    /** When what is known of the round under way is over, and how much of it is not known yet. */
    private final double[] roundEnd;

    private final int[] unknown;

    /** Lengths of messages that wait for their receives, and of receives that wait for their messages. */
    private final PairQueues arrived = new PairQueues();

    private final PairQueues posted = new PairQueues();

    // messages under way, by number; numbers are used again
    private int[] from = new int[1 << 10];
    private int[] to = new int[1 << 10];
    private int[] leg = new int[1 << 10];
    private long[] bytes = new long[1 << 10];
    private int numbers;
    /** The number that is free, the next one in {@link #leg}; -1 if none is. */
    private int free = -1;

    private double seconds;
    private int unfinished;
    private long messages;
    private long networkBytes;

    private Simulation(long[][] programs, SimulatedCall call, Model model) {
        this.programs = programs;
        this.costs = model.costs();
        this.nodes = call.nodes();
        boolean crowded = nodes.ranksPerNode() > costs.host().cores();
        this.cores = new double[crowded ? nodes.nodes() * costs.host().cores() : 0];
        this.lastRank = new int[cores.length];
        Arrays.fill(lastRank, NOBODY);
        this.within = costs.level(costs.within());
        this.between = costs.level(costs.between());
        this.network = new Network(call.nodes(), model.fabric());
        int ranks = programs.length;
        this.at = new int[ranks];
        this.processor = new double[ranks];
        this.port = new double[ranks];
        this.roundEnd = new double[ranks];
        this.unknown = new int[ranks];
        this.unfinished = ranks;
    }

    /**
     * Simulates.
     *
     * @param most the messages that it may have; memory and time grow with them
     * @throws TooLargeException if it has more
     * @throws IllegalStateException if the ranks' schedules do not fit together
     */
    public static Outcome run(Algorithm algorithm, SimulatedCall call, Model model, long most) {
        return new Simulation(Programs.of(algorithm, call, most), call, model).run();
    }

    private Outcome run() {
        for (int rank = 0; rank < programs.length; rank++) {
            events.add(0, event(NEXT, rank));
        }
        while (!events.isEmpty()) {
            long event = events.remove();
            int number = (int) event;
            switch ((int) (event >>> Integer.SIZE)) {
                case NEXT -> next(number);
                case PASS -> pass(number);
                default -> arrive(number);
            }
        }
        if (unfinished > 0) {
            throw new IllegalStateException(stuck());
        }
        return new Outcome(seconds, messages, networkBytes);
    }

    private static long event(int kind, int number) {
        return (long) kind << Integer.SIZE | number;
    }

    private Level level(int one, int other) {
        return network.isWithinNode(one, other) ? within : between;
    }

    // ---------------------------------------------------------------- ranks

    private void next(int rank) {
        long[] program = programs[rank];
        int i = at[rank];
        if (i == program.length) {
            seconds = Math.max(seconds, events.time());
            unfinished--;
            programs[rank] = new long[0];
            at[rank] = 0;
            return;
        }
        processor[rank] = events.time();
        roundEnd[rank] = events.time();
        // the round itself, until all of it has been looked at
        unknown[rank] = 1;
        for (; Programs.code(program[i]) != Programs.END; i++) {
            step(rank, program[i]);
        }
        at[rank] = i + 1;
        known(rank, processor[rank]);
    }

    private void step(int rank, long step) {
        int peer = Programs.peer(step);
        long n = Programs.bytes(step);
        switch (Programs.code(step)) {
            case Programs.SEND -> send(rank, peer, n);
            case Programs.RECEIVE -> receive(rank, peer, n);
            case Programs.COPY -> work(rank, processor[rank], n * costs.host().copy((double) n));
            default -> work(rank, processor[rank], n * costs.host().reduce((double) n));
        }
    }

    /** Has a rank's processor work from some time on or, where ranks share processors, as soon as one is free. */
    private void work(int rank, double from, double duration) {
        double begin = Math.max(from, processor[rank]);
        if (cores.length == 0) {
            processor[rank] = begin + duration;
            return;
        }
        int first = nodes.node(rank) * costs.host().cores();
        int core = first;
        for (int i = first; i < first + costs.host().cores(); i++) {
            boolean sooner = Math.max(begin, cores[i]) < Math.max(begin, cores[core]);
            boolean atHome = lastRank[i] == rank && cores[i] <= Math.max(begin, cores[core]);
            core = sooner || atHome ? i : core;
        }
        double free = Math.max(begin, cores[core]);
        double switching = lastRank[core] == rank || lastRank[core] == NOBODY ? 0 : costs.host().switching();
        lastRank[core] = rank;
        cores[core] = free + switching + duration;
        processor[rank] = cores[core];
    }

    /** One thing more of a rank's round is over at a time that is known now. */
    private void known(int rank, double end) {
        roundEnd[rank] = Math.max(roundEnd[rank], end);
        if (--unknown[rank] == 0) {
            events.add(roundEnd[rank], event(NEXT, rank));
        }
    }

    // ---------------------------------------------------------------- messages

    private void send(int rank, int peer, long n) {
        boolean local = network.isWithinNode(rank, peer);
        Level level = local ? within : between;
        double copying = n * level.busyPerByte();
        work(rank, processor[rank], level.overhead() + copying);
        double begin = Math.max(processor[rank] - copying, port[rank]);
        port[rank] = begin + level.next((double) n);
        int message = message(rank, peer, n);
        unknown[rank]++;
        messages++;
        if (local) {
            known(rank, begin + n * level.perByte());
            events.add(begin + level.latency(), event(PASS, message));
        } else {
            networkBytes += n;
            events.add(begin, event(PASS, message));
        }
    }

    private void receive(int rank, int peer, long n) {
        long length = arrived.poll(rank, peer);
        if (length == PairQueues.NONE) {
            unknown[rank]++;
            posted.add(rank, peer, n);
        } else {
            check(peer, rank, length, n);
            Level level = level(rank, peer);
            work(rank, processor[rank], n * level.busyPerByte() + level.overhead());
        }
    }

    private void pass(int message) {
        int source = from[message];
        int target = to[message];
        boolean local = network.isWithinNode(source, target);
        Level level = local ? within : between;
        double duration = bytes[message] * level.perByte();
        int here = leg[message]++;
        double begin = network.pass(source, target, here, events.time(), duration);
        if (here == 0 && !local) {
            known(source, begin + duration);
        }
        if (network.isLast(source, target, here)) {
            events.add(begin + duration, event(ARRIVED, message));
        } else {
            events.add(begin + network.hop(here, level.latency()), event(PASS, message));
        }
    }

    private void arrive(int message) {
        int source = from[message];
        int target = to[message];
        long expected = posted.poll(target, source);
        if (expected == PairQueues.NONE) {
            arrived.add(target, source, bytes[message]);
        } else {
            check(source, target, bytes[message], expected);
            Level level = level(source, target);
            // it takes the bytes as they come
            double firstByte = events.time() - bytes[message] * level.perByte();
            work(target, firstByte, bytes[message] * level.busyPerByte());
            work(target, events.time(), level.overhead());
            known(target, processor[target]);
        }
        leg[message] = free;
        free = message;
    }

    private int message(int source, int target, long n) {
        int message = free;
        if (message >= 0) {
            free = leg[message];
        } else {
            message = numbers++;
            if (numbers > from.length) {
                from = Arrays.copyOf(from, 2 * from.length);
                to = Arrays.copyOf(to, 2 * to.length);
                leg = Arrays.copyOf(leg, 2 * leg.length);
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }
        from[message] = source;
        to[message] = target;
        leg[message] = 0;
        bytes[message] = n;
        return message;
    }

    private static void check(int source, int target, long sent, long expected) {
        if (sent != expected) {
            throw new IllegalStateException("rank " + source + " sends " + sent + " bytes to rank " + target
                    + ", which expects " + expected);
        }
    }

    private String stuck() {
        int rank = 0;
        while (unknown[rank] == 0) {
            rank++;
        }
        return unfinished + " of " + programs.length + " ranks wait for ever, the first of them is rank " + rank;
    }
}
