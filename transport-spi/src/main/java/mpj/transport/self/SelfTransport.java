package mpj.transport.self;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import mpj.base.memory.BufferView;
import mpj.base.memory.NativePool;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a rank to itself. Messages wait in native memory until the next poll; remote memory is whatever was
 * exported, arrays included.
 */
public final class SelfTransport implements Transport, Endpoint {
    private static final int MAX_SEND = 64 << 10;
    /** Above this many waiting messages the sender is told to poll first. */
    private static final int MAX_WAITING = 1024;

    private static final int COPY_BYTES = 64 << 10;
    private static final Capabilities CAPABILITIES =
            new Capabilities(MAX_SEND, 16 << 10, 16 << 10, MAX_SEND, true);

    private final int rank;
    private final MessageHandler handler;
    private final NativePool memory = new NativePool();
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private final ArrayDeque<Message> spare = new ArrayDeque<>();
    private final Map<Long, BufferView> exported = new HashMap<>();
    private final Object bell = new Object();
    private boolean rung;
    private long nextKey = 1;

    /** A message, or - with kind COMPLETION - the end of a get or put. */
    private static final class Message {
        int kind;
        long h0;
        long h1;
        long h2;
        long address;
        int length;
    }

    private static final int COMPLETION = -1;

    public SelfTransport(int rank, MessageHandler handler) {
        this.rank = rank;
        this.handler = handler;
    }

    @Override
    public String name() {
        return "self";
    }

    @Override
    public byte[] card() {
        return new byte[0];
    }

    @Override
    public @Nullable String unreachable(int peer, byte[] card) {
        return peer == rank ? null : "it is another rank";
    }

    @Override
    public Endpoint connect(int peer, byte[] card) {
        return this;
    }

    @Override
    public int peer() {
        return rank;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        if (waiting.size() >= MAX_WAITING) {
            return Status.BUSY;
        }
        Message message = message(kind, h0, h1, h2);
        message.length = length;
        if (length > 0 && payload != null) {
            message.address = memory.take(length);
            payload.copyTo(offset, message.address, length);
        }
        waiting.add(message);
        return Status.OK;
    }

    private Message message(int kind, long h0, long h1, long h2) {
        Message message = spare.poll();
        if (message == null) {
            message = new Message();
        }
        message.kind = kind;
        message.h0 = h0;
        message.h1 = h1;
        message.h2 = h2;
        message.length = 0;
        message.address = 0;
        return message;
    }

    @Override
    public int poll() {
        Message message = waiting.poll();
        if (message == null) {
            return 0;
        }
        if (message.kind == COMPLETION) {
            handler.onCompletion(message.h0, (int) message.h1);
        } else {
            handler.onMessage(
                    rank, message.kind, message.h0, message.h1, message.h2, message.address, message.length);
        }
        if (message.length > 0) {
            memory.give(message.address, message.length);
        }
        spare.add(message);
        return 1;
    }

    @Override
    public boolean export(BufferView view, RemoteKey key) {
        BufferView copy = new BufferView();
        copy.set(view);
        key.set(0, nextKey++);
        exported.put(key.access, copy);
        return true;
    }

    @Override
    public void unexport(RemoteKey key) {
        exported.remove(key.access);
    }

    @Override
    public boolean canReach(RemoteKey key, BufferView local) {
        return exported.containsKey(key.access);
    }

    @Override
    public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        BufferView remote = exported.get(key.access);
        return copy(remote, remoteOffset, local, localOffset, length, token);
    }

    @Override
    public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        BufferView remote = exported.get(key.access);
        return copy(local, localOffset, remote, remoteOffset, length, token);
    }

    private int copy(
            @Nullable BufferView from,
            long fromOffset,
            @Nullable BufferView to,
            long toOffset,
            long length,
            long token) {
        if (from == null || to == null || !from.checkAlive() || !to.checkAlive()) {
            return Status.FAILED;
        }
        long bounce = memory.take(COPY_BYTES);
        for (long done = 0; done < length; ) {
            long n = Math.min(COPY_BYTES, length - done);
            from.copyTo(fromOffset + done, bounce, n);
            to.copyFrom(bounce, toOffset + done, n);
            done += n;
        }
        memory.give(bounce, COPY_BYTES);
        waiting.add(message(COMPLETION, token, Status.OK, 0));
        return Status.PENDING;
    }

    @Override
    public boolean arm() {
        synchronized (bell) {
            rung = false;
        }
        return waiting.isEmpty();
    }

    @Override
    public void await(long timeoutNs) {
        synchronized (bell) {
            long deadline = System.nanoTime() + timeoutNs;
            for (long left = timeoutNs; !rung && left > 0; left = deadline - System.nanoTime()) {
                try {
                    bell.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void disarm() {}

    @Override
    public void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
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
    public boolean free(MemorySegment segment) {
        return false;
    }

    @Override
    public void close() {
        memory.close();
    }
}
