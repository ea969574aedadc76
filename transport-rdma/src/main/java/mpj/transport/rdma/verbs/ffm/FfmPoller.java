package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;

/** Takes completions from a queue: the structures that it is filled into. */
final class FfmPoller {
    private final MemorySegment function;
    private final long cq;
    private MemorySegment wcs = MemorySegment.NULL;
    private int room;

    /**
     * @param function what polls the queue
     * @param cq the queue's structure
     */
    FfmPoller(MemorySegment function, long cq) {
        this.function = function;
        this.cq = cq;
    }

    /** As {@link FfmCompletionQueue#poll}. */
    int poll(Completions batch) {
        if (batch.capacity() > room) {
            room = batch.capacity();
            wcs = Arena.ofAuto().allocate((long) room * Abi.Wc.SIZE, Long.BYTES);
        }
        long at = wcs.address();
        int count = NativeVerbs.fast(function, cq, batch.capacity(), at);
        for (int i = 0; i < count; i++, at += Abi.Wc.SIZE) {
            take(batch, i, at);
        }
        return count;
    }

    private static void take(Completions batch, int i, long at) {
        int status = RawMemory.getInt(at + Abi.Wc.STATUS);
        boolean good = status == CompletionStatus.SUCCESS;
        boolean word = good && (RawMemory.getInt(at + Abi.Wc.FLAGS) & Abi.Wc.WITH_IMM) != 0;
        batch.set(
                i,
                RawMemory.getLong(at + Abi.Wc.WR_ID),
                status,
                RawMemory.getInt(at + Abi.Wc.OPCODE),
                good ? RawMemory.getInt(at + Abi.Wc.BYTE_LEN) : 0,
                word ? Integer.reverseBytes(RawMemory.getInt(at + Abi.Wc.IMM)) : 0,
                RawMemory.getInt(at + Abi.Wc.QP_NUM));
    }
}
