package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.VerbsException;

/** A completion queue with a channel of its own. */
final class FfmCompletionQueue implements CompletionQueue {
    final long cq;
    private final FfmDevice device;
    private final long channel;
    private final int descriptor;
    private MemorySegment wcs = MemorySegment.NULL;
    private int room;
    private boolean closed;

    FfmCompletionQueue(FfmDevice device, int capacity) throws VerbsException {
        this.device = device;
        NativeVerbs verbs = device.verbs;
        channel = verbs.pointer("ibv_create_comp_channel", device.context);
        try {
            descriptor = RawMemory.getInt(channel + Abi.Cq.CHANNEL_FD);
            verbs.makeNonBlocking(descriptor);
            cq = verbs.pointer("ibv_create_cq", device.context, capacity, 0, channel, 0);
            AbiCheck.completionQueue(cq, device.context, channel, capacity);
        } catch (VerbsException e) {
            verbs.attempt("ibv_destroy_comp_channel", channel);
            throw e;
        }
    }

    @Override
    public int poll(Completions batch) {
        if (batch.capacity() > room) {
            room = batch.capacity();
            wcs = Arena.ofAuto().allocate((long) room * Abi.Wc.SIZE, Long.BYTES);
        }
        long at = wcs.address();
        int count = NativeVerbs.fast(device.pollCq, cq, batch.capacity(), at);
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

    @Override
    public int arm() {
        return NativeVerbs.post(device.requestNotify, cq, 0, 0);
    }

    @Override
    public void disarm() {
        NativeVerbs verbs = device.verbs;
        long words = verbs.scratch();
        int events = 0;
        while ((int) verbs.call("ibv_get_cq_event", channel, words, words + Long.BYTES) == 0) {
            events++;
        }
        if (events > 0) {
            verbs.call("ibv_ack_cq_events", cq, events);
        }
    }

    @Override
    public int waitDescriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            device.drop(this);
            // events that have come must be acknowledged, or destroying waits for that
            disarm();
            device.verbs.attempt("ibv_destroy_cq", cq);
            device.verbs.attempt("ibv_destroy_comp_channel", channel);
        }
    }
}
