package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Every rank's block from the root, each straight from its place. */
final class Scatter {
    private Scatter() {}

    static void receive(
            Communicator c, @Nullable Object buffer, long offset, long count, Layout layout, int root) {
        Messages.receive(c.collective(), buffer, offset, count, layout, root, Messages.SCATTER);
    }

    static void atRoot(
            Communicator c, Blocks blocks, @Nullable Object rbuf, long roff, long rcount, Layout rl) {
        Communicator cc = c.collective();
        int root = c.rank();
        int size = c.size();
        try (Outstanding outstanding = new Outstanding(c.engine(), size - 1)) {
            for (int i = 1; i < size; i++) {
                int dest = (root + i) % size;
                outstanding.reserve();
                outstanding.sent(
                        cc.isend(
                                blocks.buffer(),
                                blocks.at(dest),
                                blocks.count(dest),
                                blocks.layout(),
                                dest,
                                Messages.SCATTER,
                                SendMode.STANDARD),
                        dest);
            }
            if (!Collectives.isInPlace(rbuf)) {
                LocalCopy.copy(
                        root,
                        blocks.buffer(),
                        blocks.at(root),
                        blocks.count(root),
                        blocks.layout(),
                        rbuf,
                        roff,
                        rcount,
                        rl);
            }
            outstanding.finish();
        }
    }
}
