package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.datatype.Layout;

/** K-nomial trees whose root is place 0: a place's parent is the place without its lowest digit that is not 0. */
final class Trees {
    /** Of an operand that is in the buffer yet. */
    static final long UNLOADED = -1;

    private Trees() {}

    /** From place 0 to all, the largest subtrees first: they have the longest way. */
    static void bcast(
            Schedule.Builder steps, Team team, int radix, int buffer, long offset, long count, Layout layout) {
        long unit = 1;
        while (unit < team.size() && team.place() / unit % radix == 0) {
            unit *= radix;
        }
        if (team.place() != 0) {
            long digit = team.place() / unit % radix;
            steps.receive(team.rank((int) (team.place() - digit * unit)), buffer, offset, count, layout);
            steps.await();
        }
        for (unit /= radix; unit > 0; unit /= radix) {
            for (long child = team.place() + unit;
                    child < Math.min(team.size(), team.place() + radix * unit);
                    child += unit) {
                steps.send(team.rank((int) child), buffer, offset, count, layout);
            }
            steps.await();
        }
    }

    /** Tells place 0 that all others have come. */
    static void signal(Schedule.Builder steps, Team team) {
        for (int bit = 1; bit < team.size(); bit <<= 1) {
            if ((team.place() & bit) != 0) {
                steps.send(team.rank(team.place() - bit), SEND, 0, 0, Layout.BYTES).await();
                return;
            }
            if (bit < team.size() - team.place()) {
                steps.receive(team.rank(team.place() + bit), SEND, 0, 0, Layout.BYTES).await();
            }
        }
    }

    /**
     * Combines a piece of operands at place 0. A place's operands come from places that follow its own without a gap, so
     * the order of the places is kept. Takes two pieces of scratch memory.
     *
     * @param mine where in scratch memory this place's operand is, 0 or the operands' stride, or {@link #UNLOADED}
     * @return at place 0, where the result is
     */
    static long reduce(Schedule.Builder steps, Team team, Operands operands, long first, long mine) {
        long n = operands.length(first);
        if (mine == UNLOADED && (team.place() & 1) != 0) {
            steps.send(team.rank(team.place() - 1), SEND, operands.at(first), n, operands.layout());
            steps.await();
            return 0;
        }
        long result = mine;
        if (mine == UNLOADED) {
            result = 0;
            steps.copy(operands.load(operands.at(first), result, n));
        }
        for (int bit = 1; bit < team.size(); bit <<= 1) {
            if ((team.place() & bit) != 0) {
                steps.send(team.rank(team.place() - bit), SCRATCH, result, n, operands.layout()).await();
                break;
            }
            if (bit < team.size() - team.place()) {
                long theirs = operands.stride() - result;
                steps.receive(team.rank(team.place() + bit), SCRATCH, theirs, n, operands.layout());
                steps.reduce(result, theirs, n);
                result = theirs;
            }
        }
        return result;
    }
}
