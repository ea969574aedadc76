package mpj.core.p2p;

import mpj.base.memory.RawMemory;
import mpj.core.comm.Parts;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a request to send.
 *
 * <pre>
 *    0  bytes of the whole message
 *    8  key of the sender's memory: address
 *   16  key of the sender's memory: access
 *   24  flags: {@link Kinds#HAS_KEY}
 *   32  for each part of an object of several parts its entry in their table
 * </pre>
 */
final class Rts {
    private static final int TOTAL = 0;
    private static final int KEY_ADDRESS = 8;
    private static final int KEY_ACCESS = 16;
    private static final int FLAGS = 24;
    private static final int TABLE = 32;

    /** The longest. */
    static final int MOST_BYTES = TABLE + Parts.MOST * Long.BYTES;

    private Rts() {}

    /** Writes the request of a send and returns its length. */
    static int write(long at, SendOp op) {
        RawMemory.putLong(at + TOTAL, op.length);
        RawMemory.putLong(at + KEY_ADDRESS, op.key.address);
        RawMemory.putLong(at + KEY_ACCESS, op.key.access);
        RawMemory.putLong(at + FLAGS, op.exported ? Kinds.HAS_KEY : 0);
        int bytes = TABLE;
        long[] table = op.table;
        if (table != null) {
            for (long entry : table) {
                RawMemory.putLong(at + bytes, entry);
                bytes += Long.BYTES;
            }
        }
        return bytes;
    }

    static long total(long at) {
        return RawMemory.getLong(at + TOTAL);
    }

    /** Reads the key; false where the sender's memory cannot be reached by one. */
    static boolean readKey(long at, RemoteKey key) {
        key.set(RawMemory.getLong(at + KEY_ADDRESS), RawMemory.getLong(at + KEY_ACCESS));
        return (RawMemory.getLong(at + FLAGS) & Kinds.HAS_KEY) != 0;
    }

    /** The table of the parts; null if there is none. */
    static long @Nullable [] table(long at, int length) {
        int n = (length - TABLE) / Long.BYTES;
        if (n == 0) {
            return null;
        }
        long[] table = new long[n];
        for (int i = 0; i < n; i++) {
            table[i] = RawMemory.getLong(at + TABLE + (long) i * Long.BYTES);
        }
        return table;
    }
}
