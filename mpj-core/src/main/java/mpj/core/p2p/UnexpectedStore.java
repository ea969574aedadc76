package mpj.core.p2p;

import mpj.base.memory.NativePool;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Keeps messages that cannot be received yet: what eager ones bring lies in native memory, records are pooled. */
final class UnexpectedStore {
    private final NativePool memory;
    private @Nullable Unexpected free;
    private long bytes;
    private long peakBytes;

    UnexpectedStore(NativePool memory) {
        this.memory = memory;
    }

    /** Keeps an eager message or a request, with what {@code h1} and {@code h2} of its header say. */
    Unexpected keep(Peer peer, int kind, long h1, long h2, long address, int length) {
        Unexpected message = free;
        if (message == null) {
            message = new Unexpected();
        } else {
            free = (Unexpected) message.link;
            message.link = null;
        }
        message.set(Kinds.high(h2), (int) h1);
        message.peer = peer;
        message.kind = kind;
        message.sendId = (int) h2;
        if (kind == Kinds.EAGER) {
            message.bytes = length;
            message.address = 0;
            if (length > 0) {
                message.address = memory.take(length);
                RawMemory.copy(address, message.address, length);
                bytes += length;
                peakBytes = Math.max(peakBytes, bytes);
            }
        } else {
            message.bytes = Rts.total(address);
            message.table = Rts.table(address, length);
            message.hasKey = Rts.readKey(address, message.key);
        }
        return message;
    }

    /** The message has been received. */
    void drop(Unexpected message) {
        if (message.address != 0) {
            memory.give(message.address, message.bytes);
            bytes -= message.bytes;
            message.address = 0;
        }
        message.peer = null;
        message.table = null;
        message.link = free;
        free = message;
    }

    /** The most bytes of eager messages kept at any time. */
    long peakBytes() {
        return peakBytes;
    }
}
