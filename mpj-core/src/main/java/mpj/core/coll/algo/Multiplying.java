package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;

import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;

/**
 * The part of an allreduce in which groups of {@code radix} exchange all they have, {@code radix} times as much in each
 * round; see {@link AllreduceMultiplying}.
 *
 * <p>All of a group compute the same expression of the same operands, in the order of their places: all get the same
 * bits, and operations need not commute. Where the number of places is no power of the radix, neighbours join as one.
 */
record Multiplying(Team team, int radix, Operands operands) {
    /** The largest power of the radix that is no more than the places. */
    private int power() {
        int power = 1;
        while ((long) power * radix <= team.size()) {
            power *= radix;
        }
        return power;
    }

    /**
     * Combines {@code n} elements. Takes {@code radix} pieces of scratch memory, at least two.
     *
     * @param own the piece of scratch memory in which this place's operand is, by its number
     * @return where in scratch memory the result is, at all places
     */
    long allreduce(Schedule.Builder steps, int own, long n) {
        int power = power();
        Groups groups = new Groups(team.size(), power);
        int group = groups.of(team.place());
        int first = groups.first(group);
        int members = groups.first(group + 1) - first;
        if (team.place() != first) {
            long at = own * operands.stride();
            steps.send(team.rank(first), SCRATCH, at, n, operands.layout()).await();
            steps.receive(team.rank(first), SCRATCH, at, n, operands.layout()).await();
            return at;
        }
        long[] pieces = pieces(members, 0, own);
        for (int i = 1; i < members; i++) {
            steps.receive(team.rank(first + i), SCRATCH, pieces[i], n, operands.layout());
        }
        long mine = combine(steps, pieces, n);
        for (int unit = 1; unit < power; unit *= radix) {
            int digit = group / unit % radix;
            pieces = pieces(radix, digit, (int) (mine / operands.stride()));
            for (int i = 0; i < radix; i++) {
                if (i != digit) {
                    int partner = team.rank(groups.first(group + (i - digit) * unit));
                    steps.send(partner, SCRATCH, mine, n, operands.layout());
                    steps.receive(partner, SCRATCH, pieces[i], n, operands.layout());
                }
            }
            mine = combine(steps, pieces, n);
        }
        for (int i = 1; i < members; i++) {
            steps.send(team.rank(first + i), SCRATCH, mine, n, operands.layout());
        }
        steps.await();
        return mine;
    }

    /** Where the operands of a group go: the one that is there stays in its piece, the others take those that are left. */
    private long[] pieces(int count, int digit, int own) {
        long[] pieces = new long[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (i != digit && next == own) {
                next++;
            }
            pieces[i] = (i == digit ? own : next++) * operands.stride();
        }
        return pieces;
    }

    private static long combine(Schedule.Builder steps, long[] pieces, long n) {
        long result = pieces[pieces.length - 1];
        for (int i = pieces.length - 2; i >= 0; i--) {
            steps.reduce(pieces[i], result, n);
        }
        return result;
    }
}
