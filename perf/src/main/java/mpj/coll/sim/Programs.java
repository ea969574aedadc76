package mpj.coll.sim;

import java.util.Arrays;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;

/**
 * The schedules of all ranks, with what matters to time alone: a step in 64 bits, and so that 100 000 of them fit into
 * memory.
 *
 * <pre>
 *   63..61    60..40    39..0
 *   code      peer      bytes
 * </pre>
 */
final class Programs {
    /** Codes of steps. Those of a round stand in the order in which a rank comes to them. */
    static final int SEND = 0;

    static final int RECEIVE = 1;
    static final int COPY = 2;
    static final int REDUCE = 3;
    /** The end of a round. */
    static final int END = 4;

    private static final int CODE_SHIFT = 61;
    private static final int PEER_SHIFT = 40;
    private static final int PEER_MASK = (1 << CODE_SHIFT - PEER_SHIFT) - 1;
    private static final long BYTES_MASK = (1L << PEER_SHIFT) - 1;
    /** The most ranks that can be told apart. */
    static final int MOST_RANKS = PEER_MASK + 1;

    private long[] steps = new long[64];
    private int length;
    private long messages;

    private Programs() {}

    /**
     * Those of all ranks.
     *
     * @throws TooLargeException if they have more messages than {@code most}
     */
    static long[][] of(Algorithm algorithm, SimulatedCall call, long most) {
        int ranks = call.nodes().ranks();
        Programs maker = new Programs();
        // a guess that is never too high where ranks do alike, before any work is done for all of them
        long least = Math.min(
                maker.count(algorithm.schedule(call.task(ranks / 2))),
                maker.count(algorithm.schedule(call.task(ranks - 1))));
        maker.check(algorithm, ranks, least * ranks, most);
        long[][] programs = new long[ranks][];
        for (int rank = 0; rank < ranks; rank++) {
            programs[rank] = maker.make(algorithm.schedule(call.task(rank)));
            maker.check(algorithm, ranks, maker.messages, most);
        }
        return programs;
    }

    static int code(long step) {
        return (int) (step >>> CODE_SHIFT);
    }

    static int peer(long step) {
        return (int) (step >>> PEER_SHIFT) & PEER_MASK;
    }

    static long bytes(long step) {
        return step & BYTES_MASK;
    }

    /**
     * Refuses too many messages.
     *
     * @param ends sends and receives, of which a message has one each
     */
    private void check(Algorithm algorithm, int ranks, long ends, long most) {
        if (ends / 2 > most) {
            throw new TooLargeException(algorithm.kind().option() + " " + algorithm.name() + " of " + ranks
                    + " ranks has more than " + most + " messages");
        }
    }

    private long count(Schedule schedule) {
        long ends = 0;
        for (Round round : schedule.rounds()) {
            ends += round.messages().size();
        }
        return ends;
    }

    private long[] make(Schedule schedule) {
        length = 0;
        for (Round round : schedule.rounds()) {
            round.before().forEach(this::add);
            for (Step.Message m : round.messages()) {
                add(m.sends() ? SEND : RECEIVE, m.peer(), m.bytes());
                messages++;
            }
            round.meanwhile().forEach(this::add);
            add(END, 0, 0);
        }
        return Arrays.copyOf(steps, length);
    }

    private void add(Step.Local step) {
        switch (step) {
            case Step.Copy copy -> add(COPY, 0, copy.fromCount() * copy.fromLayout().size());
            // elements of a simulated call are bytes
            case Step.Reduction reduction -> add(REDUCE, 0, reduction.count());
        }
    }

    private void add(int code, int peer, long bytes) {
        if (bytes > BYTES_MASK) {
            throw new TooLargeException("a step of " + bytes + " bytes; a simulation can have " + BYTES_MASK);
        }
        if (length == steps.length) {
            steps = Arrays.copyOf(steps, 2 * length);
        }
        steps[length++] = (long) code << CODE_SHIFT | (long) peer << PEER_SHIFT | bytes;
    }
}
