package mpj.core.p2p;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How communicators are made without one: a context is sent over the job with a name, which tells apart those
 * that several threads make at a time. Of the threads that wait one receives, for all.
 */
final class Invitations {
    private static final int TAG = -3;

    private record Key(int from, String name) {}

    private final ContextCommunicator world;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Key, ArrayDeque<Long>> arrived = new HashMap<>();
    private boolean receiving;

    Invitations(ContextCommunicator world) {
        this.world = world;
    }

    void send(int to, String name, long context) {
        Parts message = Words.pack(context);
        message.addArray(name.getBytes(StandardCharsets.UTF_8));
        world.forMaking().isendObject(message, to, TAG, SendMode.STANDARD);
    }

    /** Waits for the context that a rank of the job sends by this name; of several the first one sent. */
    long await(int from, String name) {
        Key key = new Key(from, name);
        lock.lock();
        try {
            Long context = take(key);
            while (context == null) {
                if (receiving) {
                    changed.awaitUninterruptibly();
                } else {
                    receiveOne();
                }
                context = take(key);
            }
            return context;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Long take(Key key) {
        ArrayDeque<Long> contexts = arrived.get(key);
        if (contexts == null) {
            return null;
        }
        Long first = contexts.poll();
        if (contexts.isEmpty()) {
            arrived.remove(key);
        }
        return first;
    }

    /** Receives one invitation, whosever it is; the lock is given away meanwhile. */
    private void receiveOne() {
        receiving = true;
        lock.unlock();
        Parts message = new Parts();
        Operation receive = null;
        try {
            ContextCommunicator apart = world.forMaking();
            receive = apart.irecvObject(message, Communicator.ANY_SOURCE, TAG);
            ContextCommunicator.finish(apart, receive);
        } finally {
            lock.lock();
            receiving = false;
            changed.signalAll();
        }
        Key key = new Key(receive.source(), new String((byte[]) message.array(1), StandardCharsets.UTF_8));
        arrived.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(Words.unpack(message)[0]);
    }
}
