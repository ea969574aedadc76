package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.ReceiveRequest;
import org.jspecify.annotations.Nullable;

/** A {@code struct ibv_recv_wr}, with the list of its one piece and room for an answer behind it. */
final class FfmReceiveRequest implements ReceiveRequest {
    private static final int PIECE = Abi.RecvWr.SIZE;
    private static final int BAD = PIECE + Abi.Sge.SIZE;

    // keeps the structure alive
    private final MemorySegment struct = Arena.ofAuto().allocate(BAD + Long.BYTES, Long.BYTES);
    private final long at = struct.address();
    private final MemorySegment function;
    private final long queue;
    private final @Nullable QueuePair owner;

    /**
     * @param function what posts to the queue
     * @param queue a queue pair or a shared receive queue
     * @param owner the queue pair, if the queue is its own
     */
    FfmReceiveRequest(MemorySegment function, long queue, @Nullable QueuePair owner) {
        this.function = function;
        this.queue = queue;
        this.owner = owner;
        RawMemory.putLong(at + Abi.RecvWr.SG_LIST, at + PIECE);
        // also where that is empty: siw takes no receive without a piece
        RawMemory.putInt(at + Abi.RecvWr.NUM_SGE, 1);
    }

    @Override
    public ReceiveRequest id(long id) {
        RawMemory.putLong(at + Abi.RecvWr.WR_ID, id);
        return this;
    }

    @Override
    public ReceiveRequest local(long address, int length, int localKey) {
        RawMemory.putLong(at + PIECE + Abi.Sge.ADDR, address);
        RawMemory.putInt(at + PIECE + Abi.Sge.LENGTH, length);
        RawMemory.putInt(at + PIECE + Abi.Sge.LKEY, localKey);
        return this;
    }

    @Override
    public int post() {
        if (owner != null && owner.state() == QueuePair.State.ENDED) {
            return Errno.ENOTCONN;
        }
        return NativeVerbs.post(function, queue, at, at + BAD);
    }
}
