package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * Blocks travel by the digits of the distance they have to go: in the round of a digit all blocks with a value of this
 * digit go that far in one message, so there are {@code (radix - 1) log P} messages instead of P, of more bytes (Bruck,
 * Ho, Kipnis, Upfal, Weathersby: Efficient Algorithms for All-to-All Communications in Multiport Message-Passing Systems,
 * 1997).
 *
 * <p>Blocks are packed in scratch memory by their distance; beside it are places for what a round sends and receives.
 */
public record AlltoallBruck(int radix) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLTOALL;
    }

    @Override
    public String name() {
        return "bruck-" + radix;
    }

    @Override
    public boolean applies(Facts f) {
        return f.ranks() >= radix;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double all = f.data() * f.ranks();
        double cost = 2 * all * m.host().copy(all);
        for (long unit = 1; unit < f.ranks(); unit *= radix) {
            CostModel.Level level = m.exchange(f, unit);
            cost += level.message(all / radix) + (radix - 2) * level.next(all / radix);
            cost += 2 * (radix - 1) * all / radix * m.host().copy(all / radix);
        }
        return cost;
    }

    @Override
    public Schedule schedule(Task t) {
        int size = t.size();
        long bytes = t.receive().bytes(0);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        if (bytes == 0) {
            return steps.build(0);
        }
        for (int distance = 0; distance < size; distance++) {
            pack(steps, t.send(), (t.rank() + distance) % size, distance * bytes, bytes);
        }
        for (long unit = 1; unit < size; unit *= radix) {
            round(steps, t, (int) unit, bytes);
        }
        for (int distance = 0; distance < size; distance++) {
            unpack(steps, t.receive(), (t.rank() + size - distance) % size, distance * bytes, bytes);
        }
        return steps.build(3L * size * bytes);
    }

    private static void pack(Schedule.Builder steps, Blocks blocks, int block, long to, long bytes) {
        steps.copy(new Step.Copy(
                SEND,
                blocks.at(block),
                blocks.count(block),
                blocks.layout(block),
                SCRATCH,
                to,
                bytes,
                Layout.BYTES));
    }

    private static void unpack(Schedule.Builder steps, Blocks blocks, int block, long from, long bytes) {
        steps.copy(new Step.Copy(
                SCRATCH,
                from,
                bytes,
                Layout.BYTES,
                RECEIVE,
                blocks.at(block),
                blocks.count(block),
                blocks.layout(block)));
    }

    /** All values of one digit: those blocks leave, and as many come for the same distances. */
    private void round(Schedule.Builder steps, Task t, int unit, long bytes) {
        int size = t.size();
        long outgoing = size * bytes;
        long incoming = 2L * size * bytes;
        long collected = 0;
        long[] ends = new long[radix];
        for (int digit = 1; digit < radix; digit++) {
            collected = gather(steps, size, unit, digit, bytes, outgoing, collected, true);
            ends[digit] = collected;
        }
        for (int digit = 1; digit < radix; digit++) {
            long from = ends[digit - 1];
            long n = ends[digit] - from;
            int ahead = (int) ((long) digit * unit % size);
            steps.send((t.rank() + ahead) % size, SCRATCH, outgoing + from, n, Layout.BYTES);
            steps.receive((t.rank() + size - ahead) % size, SCRATCH, incoming + from, n, Layout.BYTES);
        }
        steps.await();
        collected = 0;
        for (int digit = 1; digit < radix; digit++) {
            collected = gather(steps, size, unit, digit, bytes, incoming, collected, false);
        }
    }

    /** Copies the blocks with a value of a digit one after the other to, or from, an area; says where it ends. */
    private long gather(
            Schedule.Builder steps,
            int size,
            int unit,
            int digit,
            long bytes,
            long area,
            long begin,
            boolean toArea) {
        long place = begin;
        for (long run = (long) digit * unit; run < size; run += (long) radix * unit) {
            long n = Math.min(unit, size - run) * bytes;
            long from = toArea ? run * bytes : area + place;
            long to = toArea ? area + place : run * bytes;
            steps.copy(new Step.Copy(SCRATCH, from, n, Layout.BYTES, SCRATCH, to, n, Layout.BYTES));
            place += n;
        }
        return place;
    }
}
