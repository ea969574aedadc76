package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Every rank's block to the root, each straight to its place. */
final class Gather {
    private Gather() {}

    static void send(
            Communicator c, @Nullable Object buffer, long offset, long count, Layout layout, int root) {
        Messages.send(c.collective(), buffer, offset, count, layout, root, Messages.GATHER);
    }

    static void atRoot(
            Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, Blocks blocks) {
        Communicator cc = c.collective();
        int root = c.rank();
        int size = c.size();
        try (Outstanding outstanding = new Outstanding(c.engine(), size - 1)) {
            for (int i = 1; i < size; i++) {
                int source = (root + i) % size;
                outstanding.reserve();
                outstanding.receiving(
                        cc.irecv(
                                blocks.buffer(),
                                blocks.at(source),
                                blocks.count(source),
                                blocks.layout(),
                                source,
                                Messages.GATHER),
                        blocks.bytes(source),
                        source);
            }
            if (!Collectives.isInPlace(sbuf)) {
                LocalCopy.copy(
                        root,
                        sbuf,
                        soff,
                        scount,
                        sl,
                        blocks.buffer(),
                        blocks.at(root),
                        blocks.count(root),
                        blocks.layout());
            }
            outstanding.finish();
        }
    }
}
