package mpj.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import org.jspecify.annotations.Nullable;

/**
 * The plainest transport that keeps the contract: bounded queues under monitors. It shows that the contract can be
 * met, and carries the tests of faults without any transport of the library.
 */
final class QueueProvider implements TransportProvider {
    private static final int ROOM = 256;
    private static final Capabilities ABILITIES = new Capabilities(8192, 4096, 8192, 8192, true);

    private final Map<String, QueueTransport[]> jobs = new HashMap<>();

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public int preference() {
        return 1000;
    }

    @Override
    public Transport open(TransportContext context) {
        synchronized (jobs) {
            QueueTransport[] ranks = jobs.computeIfAbsent(context.jobId(), _ -> new QueueTransport[context.size()]);
            QueueTransport transport = new QueueTransport(context, ranks);
            ranks[context.rank()] = transport;
            return transport;
        }
    }

    /** A message, a completion (kind -1), the end of a peer (kind -2) or a note (kind -3). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(int peer, int kind, long h0, long h1, long h2, byte[] payload) {}

    private static final class QueueTransport implements Transport {
        private final TransportContext context;
        private final QueueTransport[] ranks;
        private final Queue<Item> inbox = new ArrayDeque<>();
        private final int[] waiting;
        private final MemorySegment scratch = Arena.ofAuto().allocate(ABILITIES.maxSend(), 8);
        private boolean rung;
        private volatile boolean closed;

        QueueTransport(TransportContext context, QueueTransport[] ranks) {
            this.context = context;
            this.ranks = ranks;
            this.waiting = new int[context.size()];
        }

        @Override
        public String name() {
            return "queue";
        }

        @Override
        public byte[] card() {
            return new byte[] {'q', (byte) context.rank()};
        }

        @Override
        public @Nullable String unreachable(int peer, byte[] card) {
            return card.length == 2 && card[0] == 'q' ? null : "not a card of this transport";
        }

        @Override
        public Endpoint connect(int peer, byte[] card) {
            return new QueueEndpoint(this, Objects.requireNonNull(ranks[peer]));
        }

        int offer(Item item, boolean bounded) {
            synchronized (this) {
                if (closed) {
                    return Status.CLOSED;
                }
                if (bounded && waiting[item.peer()] >= ROOM) {
                    return Status.BUSY;
                }
                waiting[item.peer()]++;
                inbox.add(item);
            }
            wake();
            return Status.OK;
        }

        @Override
        public int poll() {
            int events = 0;
            for (Item item = take(); item != null; item = take()) {
                events++;
                switch (item.kind()) {
                    case -1 -> context.handler().onCompletion(item.h0(), (int) item.h1());
                    case -2 -> context.handler().onPeerLost(item.peer(), "closed");
                    case -3 -> context.handler().onNote(item.peer(), (int) item.h0());
                    default -> {
                        MemorySegment.copy(item.payload(), 0, scratch, RawMemory.BYTE, 0, item.payload().length);
                        context.handler()
                                .onMessage(
                                        item.peer(),
                                        item.kind(),
                                        item.h0(),
                                        item.h1(),
                                        item.h2(),
                                        scratch.address(),
                                        item.payload().length);
                    }
                }
            }
            return events;
        }

        private synchronized @Nullable Item take() {
            Item item = inbox.poll();
            if (item != null) {
                waiting[item.peer()]--;
            }
            return item;
        }

        @Override
        public synchronized boolean arm() {
            if (!inbox.isEmpty()) {
                return false;
            }
            rung = false;
            return true;
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // may wake early
        public synchronized void await(long timeoutNs) {
            if (!rung && timeoutNs > 0) {
                try {
                    wait(timeoutNs / 1_000_000, (int) (timeoutNs % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void disarm() {}

        @Override
        public synchronized void wake() {
            rung = true;
            notifyAll();
        }

        @Override
        public int waitFd() {
            return -1;
        }

        @Override
        public @Nullable MemorySegment allocate(long bytes) {
            return null;
        }

        @Override
        public boolean free(MemorySegment memory) {
            return false;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            for (QueueTransport peer : ranks) {
                if (peer != null && peer != this) {
                    peer.offer(new Item(context.rank(), -2, 0, 0, 0, new byte[0]), false);
                }
            }
        }
    }

    /** Messages are put into the peer's inbox; remote memory, being in the same JVM, is copied at once. */
    private record QueueEndpoint(QueueTransport from, QueueTransport target) implements Endpoint {
        @Override
        public int peer() {
            return target.context.rank();
        }

        @Override
        public Capabilities capabilities() {
            return ABILITIES;
        }

        @Override
        public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
            byte[] bytes = new byte[length];
            if (payload != null && length > 0) {
                MemorySegment copy = Arena.ofAuto().allocate(length, 8);
                payload.copyTo(offset, copy.address(), length);
                MemorySegment.copy(copy, RawMemory.BYTE, 0, bytes, 0, length);
            }
            return target.offer(new Item(from.context.rank(), kind, h0, h1, h2, bytes), true);
        }

        @Override
        public boolean export(BufferView view, RemoteKey key) {
            key.set(view.isNative() ? view.address() : 0, view.length());
            return view.isNative();
        }

        @Override
        public void unexport(RemoteKey key) {}

        @Override
        public boolean canReach(RemoteKey key, BufferView local) {
            return true;
        }

        @Override
        public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            if (target.closed) {
                return Status.CLOSED;
            }
            local.copyFrom(key.address + remoteOffset, localOffset, length);
            from.offer(new Item(peer(), -1, token, Status.OK, 0, new byte[0]), false);
            return Status.PENDING;
        }

        @Override
        public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            if (target.closed) {
                return Status.CLOSED;
            }
            local.copyTo(localOffset, key.address + remoteOffset, length);
            from.offer(new Item(peer(), -1, token, Status.OK, 0, new byte[0]), false);
            return Status.PENDING;
        }

        @Override
        public int putWithNote(
                BufferView local,
                long localOffset,
                RemoteKey key,
                long remoteOffset,
                long length,
                int note,
                long token) {
            int status = put(local, localOffset, key, remoteOffset, length, token);
            if (status == Status.PENDING) {
                target.offer(new Item(from.context.rank(), -3, note, 0, 0, new byte[0]), false);
            }
            return status;
        }

        @Override
        public void close() {}
    }
}
