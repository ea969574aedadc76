package mpj.transport.rdma.verbs.ffm;

import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.VerbsException;

/** A completion queue with a channel of its own. */
final class FfmCompletionQueue implements CompletionQueue {
    final long cq;
    final int capacity;
    private final FfmDevice device;
    private final long channel;
    private final int descriptor;
    private final FfmPoller poller;
    private boolean closed;

    FfmCompletionQueue(FfmDevice device, int capacity) throws VerbsException {
        this.device = device;
        this.capacity = capacity;
        NativeVerbs verbs = device.verbs;
        channel = verbs.pointer("ibv_create_comp_channel", device.context);
        try {
            descriptor = RawMemory.getInt(channel + Abi.Cq.CHANNEL_FD);
            verbs.makeNonBlocking(descriptor);
            cq = verbs.pointer("ibv_create_cq", device.context, capacity, 0, channel, 0);
            AbiCheck.completionQueue(cq, device.context, channel, capacity);
            poller = new FfmPoller(device.pollCq, cq);
        } catch (VerbsException e) {
            verbs.attempt("ibv_destroy_comp_channel", channel);
            throw e;
        }
    }

    @Override
    public int poll(Completions batch) {
        return poller.poll(batch);
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
