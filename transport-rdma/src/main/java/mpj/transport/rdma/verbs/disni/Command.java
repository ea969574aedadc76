package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.util.MemBuf;
import com.ibm.disni.util.MemoryAllocation;
import com.ibm.disni.verbs.IbvSge;
import java.io.IOException;
import java.util.LinkedList;
import mpj.base.memory.RawMemory;

/**
 * The memory in which a prepared call of DiSNI keeps what it hands to the device: the C structures themselves.
 *
 * <p>A prepared send can be given other memory and flags, but neither another operation nor another word for the peer; a
 * prepared receive can be given nothing; and of a failed completion DiSNI reads no queue pair. So we read and write the
 * structures. A call asks DiSNI's pool for its memory, and the pool hands out what was last given back in that size: we
 * take a piece, note its address, give it back and prepare the call. The call keeps the piece for ever, as we never free
 * it: it goes with the call.
 */
record Command<T>(T call, long address) {
    /** A word that shows whether a call's structures are where we think. */
    static final long MARK = 0x6d706a2d6469736eL;

    /** Makes a call. */
    interface Preparation<T> {
        T prepare() throws IOException;
    }

    /** Places for so many pieces of memory; DiSNI wants this kind of list. */
    @SuppressWarnings("JdkObsolete")
    static LinkedList<IbvSge> pieces(int count) {
        LinkedList<IbvSge> pieces = new LinkedList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(new IbvSge());
        }
        return pieces;
    }

    /**
     * Prepares a call.
     *
     * @param bytes what it will ask the pool for; a size that no call of DiSNI asks for but those made here
     */
    static <T> Command<T> prepare(int bytes, Preparation<T> preparation) throws IOException {
        // nobody else's command may come between giving back and taking
        synchronized (Command.class) {
            MemBuf memory = MemoryAllocation.getInstance().allocate(bytes);
            RawMemory.putLong(memory.address(), 0);
            memory.free();
            return new Command<>(preparation.prepare(), memory.address());
        }
    }

    /** As {@link #prepare}, for a call whose structures begin with {@link #MARK}. */
    static <T> Command<T> prepareMarked(int bytes, Preparation<T> preparation) throws IOException {
        Command<T> command = prepare(bytes, preparation);
        if (RawMemory.getLong(command.address) != MARK) {
            throw new IOException("a prepared call's memory is not where DiSNI 2.1 puts it");
        }
        return command;
    }
}
