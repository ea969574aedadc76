package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Down a binomial tree; ranks are counted from the root. */
final class Bcast {
    private Bcast() {}

    static void run(
            Communicator cc, @Nullable Object buffer, long offset, long count, Layout layout, int root, int tag) {
        int size = cc.size();
        int place = (cc.rank() + size - root) % size;
        int bit = 1;
        while (bit < size && (place & bit) == 0) {
            bit <<= 1;
        }
        if (place != 0) {
            Messages.receive(cc, buffer, offset, count, layout, (place - bit + root) % size, tag);
        }
        for (bit >>= 1; bit > 0; bit >>= 1) {
            if (place + bit < size) {
                Messages.send(cc, buffer, offset, count, layout, (place + bit + root) % size, tag);
            }
        }
    }
}
