package mpj.transport.rdma.verbs.ffm;

import java.util.HashMap;
import java.util.Map;
import mpj.base.memory.Linux;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** Reads the connection manager's events and the device's, and finds whom they concern. */
final class FfmEvents {
    private final FfmDevice device;
    private final NativeVerbs verbs;
    private final long channel;
    private final int[] descriptors;
    private final Map<Long, FfmQueuePair> byId = new HashMap<>();
    private final Map<Long, FfmQueuePair> byQueuePair = new HashMap<>();
    private @Nullable FfmListener listener;

    FfmEvents(FfmDevice device, long channel) throws VerbsException {
        this.device = device;
        this.channel = channel;
        verbs = device.verbs;
        int asynchronous = RawMemory.getInt(device.context + Abi.Context.ASYNC_FD);
        verbs.makeNonBlocking(asynchronous);
        descriptors = new int[] {RawMemory.getInt(channel), asynchronous};
    }

    int[] descriptors() {
        return descriptors.clone();
    }

    void add(FfmQueuePair queuePair) {
        byId.put(queuePair.id, queuePair);
        byQueuePair.put(queuePair.qp, queuePair);
    }

    void remove(FfmQueuePair queuePair) {
        byId.remove(queuePair.id);
        byQueuePair.remove(queuePair.qp);
    }

    void listenBy(@Nullable FfmListener newListener) {
        listener = newListener;
    }

    boolean isListening() {
        return listener != null;
    }

    int poll(DeviceEvents handler) {
        int count = 0;
        // one system call where there is nothing, as always but at the start
        if (Linux.poll(descriptors, 0) > 0) {
            while (nextOfConnections(handler)) {
                count++;
            }
            while (nextOfDevice(handler)) {
                count++;
            }
        }
        return count;
    }

    private boolean nextOfConnections(DeviceEvents handler) {
        long at = verbs.scratch();
        if ((int) verbs.call("rdma_get_cm_event", channel, at) != 0) {
            return false;
        }
        long event = RawMemory.getLong(at);
        long id = RawMemory.getLong(event + Abi.CmEvent.ID);
        long listening = RawMemory.getLong(event + Abi.CmEvent.LISTEN_ID);
        int kind = RawMemory.getInt(event + Abi.CmEvent.EVENT);
        int status = RawMemory.getInt(event + Abi.CmEvent.STATUS);
        int reads = Math.min(
                Byte.toUnsignedInt(RawMemory.getByte(event + Abi.CmEvent.RESPONDER_RESOURCES)),
                Byte.toUnsignedInt(RawMemory.getByte(event + Abi.CmEvent.INITIATOR_DEPTH)));
        // first, as destroying an identifier waits for it
        verbs.attempt("rdma_ack_cm_event", event);
        switch (kind) {
            case Abi.CmEvent.CONNECT_REQUEST -> arrived(id, listening, reads, handler);
            case Abi.CmEvent.DEVICE_REMOVAL -> handler.onFatal("the device was removed");
            default -> {
                FfmQueuePair queuePair = byId.get(id);
                if (queuePair != null) {
                    queuePair.onEvent(kind, status, handler);
                }
            }
        }
        return true;
    }

    private void arrived(long id, long listening, int reads, DeviceEvents handler) {
        FfmListener to = listener;
        if (to == null || to.id != listening || RawMemory.getLong(id + Abi.CmId.VERBS) != device.context) {
            verbs.attempt("rdma_reject", id);
            verbs.attempt("rdma_destroy_id", id);
            return;
        }
        FfmConnectionRequest request = new FfmConnectionRequest(device, to, id, reads);
        to.arrived(request);
        handler.onRequest(request);
    }

    private boolean nextOfDevice(DeviceEvents handler) {
        long at = verbs.scratch();
        if ((int) verbs.call("ibv_get_async_event", device.context, at) != 0) {
            return false;
        }
        long element = RawMemory.getLong(at + Abi.AsyncEvent.ELEMENT);
        int type = RawMemory.getInt(at + Abi.AsyncEvent.TYPE);
        verbs.call("ibv_ack_async_event", at);
        FfmQueuePair queuePair = byQueuePair.get(element);
        switch (type) {
            case Abi.AsyncEvent.COMM_EST -> {
                if (queuePair != null) {
                    verbs.attempt("rdma_notify", queuePair.id, type, 0, 0);
                }
            }
            case Abi.AsyncEvent.QP_FATAL, Abi.AsyncEvent.QP_REQ_ERR, Abi.AsyncEvent.QP_ACCESS_ERR -> {
                if (queuePair != null) {
                    queuePair.ended("the peer asked for what is not allowed, or the adapter failed", handler);
                }
            }
            case Abi.AsyncEvent.PORT_ACTIVE -> handler.onPortChange(true);
            case Abi.AsyncEvent.PORT_ERR -> handler.onPortChange(false);
            case Abi.AsyncEvent.CQ_ERR -> handler.onOverflow(device.capacityOf(element));
            case Abi.AsyncEvent.SRQ_ERR -> handler.onFatal("a shared receive queue has failed");
            case Abi.AsyncEvent.DEVICE_FATAL -> handler.onFatal("the adapter has failed");
            default -> {
                // paths, keys and tables change
            }
        }
        return true;
    }
}
