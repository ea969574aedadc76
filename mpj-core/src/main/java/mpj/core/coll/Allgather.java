package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Every rank's block to every rank, round a ring: in each step a rank passes on the block that it got in the last. */
final class Allgather {
    private Allgather() {}

    static void run(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, Blocks blocks) {
        int rank = c.rank();
        Layout layout = blocks.layout();
        if (!Collectives.isInPlace(sbuf)) {
            LocalCopy.copy(
                    rank, sbuf, soff, scount, sl, blocks.buffer(), blocks.at(rank), blocks.count(rank), layout);
        }
        Communicator cc = c.collective();
        int size = c.size();
        int right = (rank + 1) % size;
        int left = (rank + size - 1) % size;
        int outgoing = rank;
        for (int step = 1; step < size; step++) {
            int incoming = (outgoing + size - 1) % size;
            Messages.exchange(
                    cc,
                    blocks.buffer(),
                    blocks.at(outgoing),
                    blocks.count(outgoing),
                    layout,
                    right,
                    blocks.buffer(),
                    blocks.at(incoming),
                    blocks.count(incoming),
                    layout,
                    left,
                    Messages.ALLGATHER);
            outgoing = incoming;
        }
    }
}
