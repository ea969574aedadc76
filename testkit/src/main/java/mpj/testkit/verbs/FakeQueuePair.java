package mpj.testkit.verbs;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import org.jspecify.annotations.Nullable;

/** A queue pair, and the adapter that carries out what is posted to it; under the fabric's lock. */
final class FakeQueuePair implements QueuePair, FakeQueue {
    /** Of a request that is not over: it has to wait for a receive of the peer, or half of it is done. */
    private static final int NOT_READY = -1;

    final FakeDevice device;
    private final FakeFabric fabric;
    private final QueuePairOptions options;
    private final int number;
    private final FakeCompletionQueue completions;
    private final FakeReceives receives;
    private final boolean shared;

    /** Slots of requests: given back up to {@code retired}, ended up to {@code completed}. */
    private final FakeWork[] sends;

    private long retired;
    private long completed;
    private long posted;

    /** Writes that have completed, and are not in the peer's memory yet. */
    private final ArrayDeque<LateWrite> late = new ArrayDeque<>();

    private State state = State.IDLE;
    private boolean answered;
    private boolean broken;
    private boolean closed;
    private @Nullable FakeQueuePair peer;

    private static final class LateWrite {
        private final long address;
        private final byte[] bytes;
        private int delay;

        LateWrite(FakeWork work, int delay) {
            this.address = work.remoteAddress;
            this.bytes = work.bytes();
            this.delay = delay;
        }

        void place() {
            MemorySegment.copy(bytes, 0, RawMemory.ALL, RawMemory.BYTE, address, bytes.length);
        }
    }

    FakeQueuePair(FakeDevice device, QueuePairOptions options) {
        this.device = device;
        this.options = options;
        fabric = device.fabric;
        number = fabric.newNumber();
        completions = (FakeCompletionQueue) options.completions();
        shared = options.sharedReceives() != null;
        receives = options.sharedReceives() instanceof FakeSharedReceives queue
                ? queue.receives
                : new FakeReceives(options.receiveDepth());
        sends = new FakeWork[options.sendDepth()];
        for (int i = 0; i < sends.length; i++) {
            sends[i] = new FakeWork(options.maxInline());
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public int maxInline() {
        return options.maxInline();
    }

    // connections

    /** Makes this the answer to a peer's request. */
    void incoming() {
        state = State.CONNECTING;
    }

    @Override
    public void connect(InetSocketAddress address) {
        synchronized (fabric) {
            if (state != State.IDLE) {
                throw new IllegalStateException("connect on a queue pair that is " + state);
            }
            state = State.CONNECTING;
            FakeListener listener = fabric.listener(address);
            if (!fabric.reaches(device.address, address.getAddress())) {
                connectFailed(Errno.describe(Errno.ETIMEDOUT));
            } else if (listener == null) {
                connectFailed(Errno.describe(Errno.ECONNREFUSED));
            } else if (fabric.faults().rejectsConnection()) {
                connectFailed("rejected by the peer");
            } else {
                listener.arrived(this);
            }
        }
    }

    void connectFailed(String reason) {
        if (state != State.CONNECTING || answered) {
            return;
        }
        answered = true;
        device.tell(handler -> {
            if (state == State.CONNECTING) {
                state = State.ENDED;
                flush();
                handler.onFailed(this, reason);
            }
        });
    }

    /** Joins a queue pair that connects with the one that answers it; false if the first has given up. */
    static boolean join(FakeQueuePair from, FakeQueuePair answer) {
        if (from.state != State.CONNECTING || from.answered) {
            return false;
        }
        if (answer.state != State.CONNECTING) {
            from.connectFailed("rejected by the peer");
            return false;
        }
        from.joined(answer);
        answer.joined(from);
        return true;
    }

    private void joined(FakeQueuePair other) {
        answered = true;
        peer = other;
        device.tell(handler -> {
            if (state == State.CONNECTING) {
                state = State.CONNECTED;
                handler.onConnected(this);
            }
        });
    }

    /** The adapter notices an end that is not of this side's making. */
    private void ended(String reason) {
        if (broken || closed) {
            return;
        }
        flush();
        device.tell(handler -> {
            if (state != State.ENDED) {
                state = State.ENDED;
                handler.onDisconnected(this, reason);
            }
        });
    }

    @Override
    public void disconnect() {
        synchronized (fabric) {
            if (state == State.ENDED) {
                return;
            }
            state = State.ENDED;
            flush();
            FakeQueuePair other = peer;
            if (other != null && fabric.reaches(device.address, other.device.address)) {
                other.ended("the peer has ended the connection");
            }
        }
    }

    @Override
    public void close() {
        synchronized (fabric) {
            if (closed) {
                return;
            }
            disconnect();
            closed = true;
            completions.purge(number);
            fabric.remove(this);
            device.drop(this);
        }
    }

    // posting

    @Override
    public SendRequest newSendRequest() {
        return new FakeSendRequest(this);
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        if (shared) {
            throw new IllegalStateException("the receives of this queue pair are shared");
        }
        return new FakeReceiveRequest(fabric, receives, this);
    }

    boolean takesReceives() {
        return state != State.ENDED;
    }

    void receivePosted() {
        if (broken) {
            flush();
        }
    }

    int post(FakeWork work) {
        synchronized (fabric) {
            if (state != State.CONNECTED) {
                return Errno.ENOTCONN;
            }
            if (!isPossible(work)) {
                return Errno.EINVAL;
            }
            if (posted - retired == sends.length) {
                return Errno.ENOMEM;
            }
            slot(posted++).take(work, fabric.faults().nextDelay(work.kind.isRead()));
            if (broken) {
                flush();
            }
            fabric.posted();
            return 0;
        }
    }

    private boolean isPossible(FakeWork work) {
        if (work.kind.isAtomic() && (!device.limits().atomics() || work.length() != Long.BYTES)
                || work.kind.hasImmediate() && !device.limits().immediate()
                || work.kind.isRead() && work.length2 > 0) {
            return false;
        }
        long most = work.has(SendRequest.INLINE)
                ? work.kind.isRead() ? -1 : options.maxInline()
                : device.limits().maxMessage();
        return work.length() <= most;
    }

    private FakeWork slot(long position) {
        return sends[(int) (position % sends.length)];
    }

    @Override
    public void release(long position) {
        retired = Math.max(retired, position + 1);
    }

    // the adapter

    /** Carries out what can be now; whether anything happened. */
    boolean step() {
        boolean moved = !late.isEmpty();
        while (!late.isEmpty() && late.getFirst().delay-- <= 0) {
            late.removeFirst().place();
        }
        boolean passesRead = false;
        for (long at = completed; at < posted; at++) {
            FakeWork work = slot(at);
            if (work.done) {
                continue;
            }
            if (passesRead && work.has(SendRequest.FENCE)) {
                break;
            }
            if (work.delay > 0) {
                work.delay--;
                moved = true;
                passesRead = work.kind.isRead() && fabric.faults().passesReads();
                if (passesRead) {
                    continue;
                }
                break;
            }
            int status = begin(work);
            if (status == NOT_READY) {
                moved |= work.tries > 0 || work.torn;
                break;
            }
            moved = true;
            if (status != CompletionStatus.SUCCESS) {
                fail(at, status);
                break;
            }
            work.done = true;
        }
        tellEnds();
        return moved;
    }

    private void tellEnds() {
        while (completed < posted && slot(completed).done) {
            FakeWork work = slot(completed);
            if (work.has(SendRequest.SIGNALED)) {
                tell(work, completed, CompletionStatus.SUCCESS);
            }
            completed++;
        }
    }

    private void tell(FakeWork work, long position, int status) {
        int length = work.kind.isRead() ? work.length1 : 0;
        completions.add(this, position, number, work.id, status, work.kind.opcode, length, 0);
    }

    private int begin(FakeWork work) {
        if (!work.begun) {
            work.begun = true;
            int scripted = fabric.nextRequest();
            if (scripted != 0) {
                return scripted;
            }
        }
        FakeQueuePair other = peer;
        if (other == null || other.closed || other.broken || !isReached(other)) {
            return CompletionStatus.RETRY_EXCEEDED;
        }
        if (!work.isLocalRight(device)) {
            return CompletionStatus.LOCAL_PROTECTION;
        }
        if (work.kind.takesReceive() && other.receives.isEmpty()) {
            fabric.noteNotReady();
            int retries = other.options.notReadyRetries();
            boolean again = retries == QueuePairOptions.FOR_EVER || work.tries++ < retries;
            return again ? NOT_READY : CompletionStatus.NOT_READY_EXCEEDED;
        }
        if (work.kind != FakeWork.Kind.WRITE) {
            placeAll();
        }
        return work.kind.remoteAccess == 0 ? other.receive(work) : access(work, other);
    }

    private void placeAll() {
        late.forEach(LateWrite::place);
        late.clear();
    }

    private boolean isReached(FakeQueuePair other) {
        return other.device == device || fabric.reaches(device.address, other.device.address);
    }

    /** A message of the peer's arrives here, where a receive is posted; what the peer learns. */
    private int receive(FakeWork message) {
        long id = receives.firstId();
        long address = receives.firstAddress();
        int room = receives.firstLength();
        int key = receives.firstKey();
        long position = receives.take();
        int length = (int) message.length();
        int status = CompletionStatus.SUCCESS;
        if (length > room) {
            status = CompletionStatus.LOCAL_LENGTH;
        } else if (length > 0 && !device.holdsLocal(key, address, length, Access.LOCAL_WRITE)) {
            status = CompletionStatus.LOCAL_PROTECTION;
        } else {
            message.copyTo(address);
        }
        int word = message.kind.hasImmediate() ? message.immediate : 0;
        completions.add(receives, position, number, id, status, Completions.RECEIVE, length, word);
        if (status == CompletionStatus.SUCCESS) {
            return status;
        }
        ended(CompletionStatus.describe(status));
        return status == CompletionStatus.LOCAL_LENGTH
                ? CompletionStatus.REMOTE_INVALID
                : CompletionStatus.REMOTE_OPERATION;
    }

    /** Reads or writes the peer's memory. */
    private int access(FakeWork work, FakeQueuePair other) {
        boolean aligned = !work.kind.isAtomic() || work.remoteAddress % Long.BYTES == 0;
        boolean allowed = work.length() == 0
                || other.device.holdsRemote(
                        work.remoteKey, work.remoteAddress, work.length(), work.kind.remoteAccess);
        if (!aligned || !allowed) {
            int status = aligned ? CompletionStatus.REMOTE_ACCESS : CompletionStatus.REMOTE_INVALID;
            other.ended("the peer asked for " + CompletionStatus.describe(status));
            return status;
        }
        if (work.kind.isRead()) {
            work.fetch();
            return CompletionStatus.SUCCESS;
        }
        boolean tears = other.fabric.faults().tearsWrites() && work.length2 == 0 && work.length1 > Long.BYTES;
        if (tears && !work.torn) {
            work.torn = true;
            work.copyEndsTo(work.remoteAddress);
            return NOT_READY;
        }
        if (work.kind == FakeWork.Kind.WRITE && fabric.faults().placesLate()) {
            late.add(new LateWrite(work, fabric.faults().nextWriteDelay()));
            return CompletionStatus.SUCCESS;
        }
        work.copyTo(work.remoteAddress);
        if (work.kind.hasImmediate()) {
            other.written(work);
        }
        return CompletionStatus.SUCCESS;
    }

    private void written(FakeWork work) {
        long id = receives.firstId();
        completions.add(
                receives,
                receives.take(),
                number,
                id,
                CompletionStatus.SUCCESS,
                Completions.RECEIVE_WRITE,
                (int) work.length(),
                work.immediate);
    }

    /** The request at this position fails, and with it the connection. */
    private void fail(long position, int status) {
        while (completed < posted) {
            FakeWork work = slot(completed);
            if (work.done && completed < position) {
                if (work.has(SendRequest.SIGNALED)) {
                    tell(work, completed, CompletionStatus.SUCCESS);
                }
            } else {
                tell(work, completed, completed == position ? status : CompletionStatus.FLUSHED);
            }
            completed++;
        }
        flushReceives();
        late.clear();
        broken = true;
    }

    /** All that is posted ends without having been carried out. */
    private void flush() {
        fail(-1, CompletionStatus.FLUSHED);
    }

    private void flushReceives() {
        while (!shared && !receives.isEmpty()) {
            long id = receives.firstId();
            completions.add(
                    receives,
                    receives.take(),
                    number,
                    id,
                    CompletionStatus.FLUSHED,
                    Completions.RECEIVE,
                    0,
                    0);
        }
    }
}
