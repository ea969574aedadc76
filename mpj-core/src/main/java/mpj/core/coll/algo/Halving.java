package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import java.util.function.Consumer;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * One rank's part in Rabenseifner's algorithm for reductions of long vectors: the reduction by recursive halving of the
 * vector with doubling of the distance, after which each rank has the result of a part of the vector; then these parts
 * to all or to one (Rabenseifner: Optimization of Collective Reduction Operations, 2004).
 *
 * <p>What is combined comes from neighbouring ranks, so operations need not commute. Where the number of ranks is no
 * power of two, some neighbours join as one. A piece of the operands at a time, in two pieces of scratch memory.
 */
final class Halving {
    private final Schedule.Builder steps;
    private final Team team;
    private final Operands operands;
    private final int power;
    private final Groups groups;
    private final int group;
    /** Where the rank acts for another one, that one's place; else -1. */
    private final int member;

    /** The first element of the piece. */
    private final long first;
    /** The part of the piece that this rank has, and those that it had before each round. */
    private long low;

    private long high;
    private final long[] lows = new long[Integer.SIZE];
    private final long[] highs = new long[Integer.SIZE];
    /** Where in scratch memory that part's piece is. */
    private long mine;

    /** For the piece that begins at element {@code first}. */
    private Halving(Schedule.Builder steps, Team team, Operands operands, long first) {
        this.steps = steps;
        this.team = team;
        this.operands = operands;
        this.power = Integer.highestOneBit(team.size());
        this.groups = new Groups(team.size(), power);
        this.group = groups.of(team.place());
        this.member = groups.first(group + 1) - groups.first(group) == 2 ? groups.first(group) + 1 : -1;
        this.first = first;
        this.high = operands.length(first);
    }

    /** Reduces all pieces of a task's operands, and after each does what brings the parts of its result together. */
    static Schedule schedule(Task t, Consumer<Halving> collect) {
        Operands operands = Windows.of(t.operands());
        Team team = Team.all(t, 0);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            Halving halving = new Halving(steps, team, operands, first);
            halving.reduceScatter();
            collect.accept(halving);
        }
        return steps.build(operands, 2);
    }

    private boolean isMember() {
        return team.place() == member;
    }

    /** Reduces; each rank but members of groups has a part of the result then. */
    void reduceScatter() {
        if (isMember()) {
            send(member - 1, SEND, operands.at(first), high);
            steps.await();
            return;
        }
        boolean isLoaded = member >= 0 || power == 1;
        if (isLoaded) {
            steps.copy(operands.load(operands.at(first), 0, high));
        }
        if (member >= 0) {
            receive(member, SCRATCH, operands.stride(), high);
            combine(0, operands.stride(), high);
            mine = operands.stride();
        }
        int round = 0;
        for (int bit = 1; bit < power; bit <<= 1) {
            lows[round] = low;
            highs[round++] = high;
            halve(group ^ bit, (group & bit) == 0, isLoaded);
            isLoaded = true;
        }
    }

    /**
     * Gives a half of what the rank has for the partner's other half.
     *
     * @param isLoaded whether it is in scratch memory; else the half that is kept comes there
     */
    private void halve(int partner, boolean keepsLow, boolean isLoaded) {
        long middle = (low + high) >>> 1;
        long given = keepsLow ? middle : low;
        long n = keepsLow ? high - middle : middle - low;
        if (isLoaded) {
            send(groups.first(partner), SCRATCH, mine + operands.at(given), n);
        } else {
            send(groups.first(partner), SEND, operands.at(first + given), n);
        }
        if (keepsLow) {
            high = middle;
        } else {
            low = middle;
        }
        long other = operands.stride() - mine;
        long at = operands.at(low);
        receive(groups.first(partner), SCRATCH, other + at, high - low);
        if (!isLoaded && high > low) {
            steps.copy(operands.load(operands.at(first + low), mine + at, high - low));
        }
        steps.await();
        if (partner < group) {
            combine(other + at, mine + at, high - low);
        } else {
            combine(mine + at, other + at, high - low);
            mine = other;
        }
    }

    /** Gives all parts to all. */
    void allgather() {
        long all = operands.length(first);
        if (isMember()) {
            receive(member - 1, RECEIVE, operands.at(first), all);
            steps.await();
            return;
        }
        store();
        int round = Integer.numberOfTrailingZeros(power);
        for (int bit = power >> 1; bit > 0; bit >>= 1) {
            round--;
            int partner = groups.first(group ^ bit);
            send(partner, RECEIVE, operands.at(first + low), high - low);
            receiveOther(partner, RECEIVE, operands.at(first), round);
            steps.await();
        }
        if (member >= 0) {
            send(member, RECEIVE, operands.at(first), all);
        }
        steps.await();
    }

    /** Gives all parts to the rank at a place. */
    void gather(int root) {
        int home = groups.of(root);
        boolean direct = team.place() == root;
        if (!isMember()) {
            if (direct) {
                store();
            }
            collect(home, direct);
        }
        if (groups.first(home) == root) {
            return;
        }
        long all = operands.length(first);
        if (team.place() == groups.first(home)) {
            send(root, SCRATCH, mine, all);
        } else if (direct) {
            receive(groups.first(home), RECEIVE, operands.at(first), all);
        }
        steps.await();
    }

    private void collect(int home, boolean direct) {
        int distance = group ^ home;
        int round = Integer.numberOfTrailingZeros(power);
        for (int bit = power >> 1; bit > 0; bit >>= 1) {
            round--;
            int partner = groups.first(group ^ bit);
            if ((distance & bit) != 0) {
                send(partner, SCRATCH, mine + operands.at(low), high - low);
                steps.await();
                return;
            }
            receiveOther(partner, direct ? RECEIVE : SCRATCH, direct ? operands.at(first) : mine, round);
            steps.await();
        }
    }

    /** Receives what was given away in a round, to where it belongs in the piece at {@code piece}. */
    private void receiveOther(int place, int buffer, long piece, int round) {
        if (low == lows[round]) {
            receive(place, buffer, piece + operands.at(high), highs[round] - high);
        } else {
            receive(place, buffer, piece + operands.at(lows[round]), low - lows[round]);
        }
        low = lows[round];
        high = highs[round];
    }

    private void store() {
        if (high > low) {
            steps.copy(operands.store(mine + operands.at(low), operands.at(first + low), high - low));
        }
    }

    private void combine(long in, long inOut, long n) {
        if (n > 0) {
            steps.reduce(in, inOut, n);
        }
    }

    private void send(int place, int buffer, long offset, long n) {
        steps.send(team.rank(place), buffer, offset, n, operands.layout());
    }

    private void receive(int place, int buffer, long offset, long n) {
        steps.receive(team.rank(place), buffer, offset, n, operands.layout());
    }
}
