package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;

/** Dissemination: in round k a rank tells the rank 2^k ahead and hears from the one 2^k behind. */
final class Barrier {
    private Barrier() {}

    static void run(Communicator c) {
        Communicator cc = c.collective();
        int rank = c.rank();
        int size = c.size();
        for (int distance = 1; distance < size; distance <<= 1) {
            int dest = (rank + distance) % size;
            int source = (rank + size - distance) % size;
            Messages.exchange(
                    cc, null, 0, 0, Layout.BYTES, dest, null, 0, 0, Layout.BYTES, source, Messages.BARRIER);
        }
    }
}
