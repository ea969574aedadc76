package mpj.perf.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;

/**
 * The structures of libibverbs that posting and polling go through, with an adapter that does nothing: its functions
 * are one of libc's that returns the lower seven bits of its first argument. So to post to a queue pair that lies at a
 * multiple of 128 succeeds, and to poll a completion queue that lies one byte behind finds one completion, of zeros.
 */
public final class HollowVerbs implements QueuePair {
    private static final int ALIGNMENT = 128;
    private static final int SIZE = 512;
    // offsets in struct ibv_context of its functions; structs ibv_qp and ibv_cq begin with the context
    private static final int POLL_CQ = 96;
    private static final int POST_SEND = 208;
    private static final int POST_RECV = 216;
    private static final int QP_NUMBER = 52;

    private final MemorySegment function = Linker.nativeLinker().defaultLookup().findOrThrow("toascii");
    private final MemorySegment context = Arena.global().allocate(SIZE, ALIGNMENT);
    private final MemorySegment pair = Arena.global().allocate(SIZE, ALIGNMENT);
    private final MemorySegment queue = Arena.global().allocate(SIZE, ALIGNMENT);

    public HollowVerbs() {
        for (int offset : new int[] {POLL_CQ, POST_SEND, POST_RECV}) {
            context.set(ValueLayout.ADDRESS, offset, function);
        }
        pair.set(ValueLayout.ADDRESS, 0, context);
        pair.set(ValueLayout.JAVA_INT, QP_NUMBER, 1);
        queue.set(ValueLayout.ADDRESS_UNALIGNED, 1, context);
    }

    /** What posts and polls. */
    public MemorySegment function() {
        return function;
    }

    /** The address of the queue pair. */
    public long pair() {
        return pair.address();
    }

    /** The address of the completion queue. */
    public long queue() {
        return queue.address() + 1;
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public State state() {
        return State.CONNECTED;
    }

    @Override
    public int maxInline() {
        return ALIGNMENT;
    }

    @Override
    public void connect(InetSocketAddress peer) {
        throw new IllegalStateException("it is connected");
    }

    @Override
    public SendRequest newSendRequest() {
        throw new IllegalStateException("requests are made by the provider that is measured");
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        throw new IllegalStateException("requests are made by the provider that is measured");
    }

    @Override
    public void disconnect() {}

    @Override
    public void close() {}
}
