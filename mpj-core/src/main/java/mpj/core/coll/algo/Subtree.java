package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;

import mpj.core.coll.Blocks;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.datatype.Layout;

/**
 * The blocks of places that follow each other, {@code bytes} each, in scratch memory by place: how the ranks inside of a
 * tree hold what is not theirs, of which they know no layout.
 *
 * @param first the rank at place 0
 */
record Subtree(int first, int ranks, long bytes) {
    /** Copies the blocks of {@code count} places to or from where they belong by rank. */
    void copy(Schedule.Builder steps, int place, int count, int buffer, Blocks blocks, boolean toScratch) {
        int rank = (first + place) % ranks;
        int before = Math.min(count, ranks - rank);
        run(steps, place, rank, before, buffer, blocks, toScratch);
        if (before < count) {
            run(steps, place + before, 0, count - before, buffer, blocks, toScratch);
        }
    }

    private void run(
            Schedule.Builder steps, int place, int rank, int count, int buffer, Blocks blocks, boolean toScratch) {
        long scratch = place * bytes;
        long n = count * bytes;
        long at = blocks.at(rank);
        long elements = blocks.count(rank, count);
        Layout layout = blocks.layout(rank);
        steps.copy(
                toScratch
                        ? new Step.Copy(buffer, at, elements, layout, SCRATCH, scratch, n, Layout.BYTES)
                        : new Step.Copy(SCRATCH, scratch, n, Layout.BYTES, buffer, at, elements, layout));
    }
}
