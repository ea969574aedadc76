package mpj.core.p2p;

import java.lang.foreign.MemorySegment;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.MessageHandler;
import mpj.transport.Transport;
import mpj.transport.TransportUnavailableException;
import mpj.wireup.ProcessManager;
import mpj.wireup.RankReport;
import org.jspecify.annotations.Nullable;

/** The point-to-point half of an engine: the peers, the protocols, and the first two communicators. */
public final class P2p {
    /** With a transport's name after it: the key under which that transport's card is published. */
    public static final String CARD = "transport.";

    static final int WORLD = 0;
    static final int SELF = 1;

    private final Engine engine;
    private final int rank;
    private final PeerDirectory directory;
    private final Messaging messaging;
    private final Progress progress;
    private final Transport[] transports;
    private final BufferView scratch = new BufferView();
    private final SendBuffer sendBuffer;
    private final ContextCommunicator world;
    private final Communicator self;
    private final Invitations invitations;
    private int nextContext = 2;

    /** Opens transports for the engine; they deliver to the handler that they are given. */
    @FunctionalInterface
    public interface Opener {
        Transport[] open(MessageHandler handler);
    }

    /**
     * @param unexpectedMax bytes of eager messages that may wait here, from all peers together
     */
    public P2p(
            Engine engine, ProcessManager manager, Opener opener, long unexpectedMax, long spinNs, long yieldNs) {
        this.engine = engine;
        this.rank = manager.rank();
        this.directory = new PeerDirectory(manager, unexpectedMax);
        this.messaging = new Messaging(directory, spinNs, yieldNs);
        this.transports = opener.open(messaging);
        messaging.setTransports(transports);
        this.progress = messaging.progress();
        this.sendBuffer = new SendBuffer(progress, null);
        directory.setTransports(transports);
        int[] all = new int[manager.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        this.world = new ContextCommunicator(this, WORLD, all, rank);
        this.self = new ContextCommunicator(this, context(rank, SELF), new int[] {rank}, 0);
        this.invitations = new Invitations(world);
    }

    private static long context(int rank, int counter) {
        return (long) rank << 32 | (long) counter << 1;
    }

    /** Has the transports agree with those of the peers, whose cards are there now; tells which there are. */
    public List<Transport> agree() throws TransportUnavailableException {
        for (Transport transport : transports) {
            transport.agree(directory);
        }
        return List.of(transports);
    }

    Engine engine() {
        return engine;
    }

    Messaging messaging() {
        return messaging;
    }

    PeerDirectory directory() {
        return directory;
    }

    /** A view for the length of one call under the lock. */
    BufferView scratch() {
        return scratch;
    }

    public Communicator world() {
        return world;
    }

    public Communicator self() {
        return self;
    }

    Invitations invitations() {
        return invitations;
    }

    /** A communicator of ranks of the job, which are the ones that call this; the name tells apart simultaneous calls. */
    public ContextCommunicator createFromGroup(int[] worldRanks, String name) {
        int mine = Words.indexOf(worldRanks, rank);
        long context;
        if (mine == 0) {
            context = newContext();
            for (int i = 1; i < worldRanks.length; i++) {
                invitations.send(worldRanks[i], name, context);
            }
        } else {
            context = invitations.await(worldRanks[0], name);
        }
        return new ContextCommunicator(this, context, worldRanks, mine);
    }

    /** An intercommunicator likewise; the remote group and its leader matter at the local leader alone. */
    public Communicator createFromGroups(
            int[] local, int localLeader, int[] remote, int remoteLeader, String name) {
        return Intercomms.create(this, local, localLeader, remote, remoteLeader, name);
    }

    /** How many contexts are in use, two or three for a communicator; of a rank that is quiet. */
    public int contexts() {
        progress.lock();
        try {
            return messaging.contexts();
        } finally {
            progress.unlock();
        }
    }

    long newContext() {
        progress.lock();
        try {
            if (nextContext < 0) {
                throw new EngineException(
                        ErrorClass.OTHER, "rank " + rank + " has made as many communicators as there are contexts");
            }
            return context(rank, nextContext++);
        } finally {
            progress.unlock();
        }
    }

    public void await(Operation operation) {
        if (operation.isDone()) {
            return;
        }
        progress.lock();
        try {
            progress.await(operation);
        } finally {
            progress.unlock();
        }
    }

    /** Makes some progress, unless another thread does. */
    public void poll() {
        progress.pollOnce();
    }

    /** How long a thread that waits may look without pause. */
    public long spinNs() {
        return progress.spinNs();
    }

    /** Adds to the time that threads of the program have waited. */
    public void countWait(long ns) {
        progress.lock();
        try {
            progress.addWait(ns);
        } finally {
            progress.unlock();
        }
    }

    public boolean test(Operation operation) {
        if (operation.isDone()) {
            return true;
        }
        progress.pollOnce();
        if (operation.isDone()) {
            return true;
        }
        Progress.letVirtualThreadsRun();
        return false;
    }

    public int awaitAny(@Nullable Operation[] operations) {
        progress.lock();
        try {
            return progress.awaitAny(operations);
        } finally {
            progress.unlock();
        }
    }

    /** Takes a receive back that has no message yet; others, and sends, go on. */
    public void cancel(Operation operation) {
        progress.lock();
        try {
            if (operation instanceof RecvOp op) {
                messaging.receives().cancel(op);
            } else if (operation instanceof ExchangeOp op) {
                messaging.receives().cancel(op.receive());
            }
        } finally {
            progress.unlock();
        }
    }

    /** Gives back the operation of a blocking receive; needs no lock. */
    public void release(Operation operation) {
        if (operation instanceof RecvOp op) {
            op.give();
        }
    }

    /** Makes progress whether or not a thread waits. */
    public void leadAlways() {
        progress.leadAlways();
    }

    // ---------------------------------------------------------------- the end of operations

    /** Says that an operation that no message ends is over. */
    public void complete(Operation operation) {
        progress.lock();
        try {
            progress.complete(operation);
        } finally {
            progress.unlock();
        }
    }

    /** Has a task run when the operation is over, see {@link Progress#whenDone}. */
    public void whenDone(Operation operation, Runnable task) {
        progress.lock();
        try {
            progress.whenDone(operation, task);
        } finally {
            progress.unlock();
        }
    }

    /** Where the process attaches space for buffered sends. */
    public SendBuffer sendBuffer() {
        return sendBuffer;
    }

    /** A place of its own, in front of the process's. */
    public SendBuffer newSendBuffer() {
        return new SendBuffer(progress, sendBuffer);
    }

    private interface Condition {
        boolean holds();
    }

    /** Makes progress until the condition holds; the caller has the lock. */
    private void drain(Condition condition) {
        while (!condition.holds()) {
            if (messaging.poll() == 0) {
                progress.unlock();
                Thread.yield();
                progress.lock();
            }
        }
    }

    // ---------------------------------------------------------------- memory

    /** Memory of the best transport that has any; null if none. */
    public @Nullable MemorySegment allocate(long bytes) {
        progress.lock();
        try {
            for (Transport transport : transports) {
                MemorySegment memory = transport.allocate(bytes);
                if (memory != null) {
                    return memory;
                }
            }
            return null;
        } finally {
            progress.unlock();
        }
    }

    public boolean free(MemorySegment memory) {
        progress.lock();
        try {
            for (Transport transport : transports) {
                if (transport.free(memory)) {
                    return true;
                }
            }
            return false;
        } finally {
            progress.unlock();
        }
    }

    // ---------------------------------------------------------------- ends

    /** A peer has died; from the process manager's thread. */
    public void peerLost(int lostRank, String reason) {
        progress.lock();
        try {
            messaging.onPeerLost(lostRank, reason);
        } finally {
            progress.unlock();
        }
    }

    /** What is pending, as {@link mpj.wireup.JobListener#pending()} wants it. */
    public String pending() {
        progress.lock();
        try {
            return messaging.pending();
        } finally {
            progress.unlock();
        }
    }

    /** What this rank has sent, received and waited for. */
    public RankReport report() {
        progress.lock();
        try {
            return messaging.report();
        } finally {
            progress.unlock();
        }
    }

    /** The most bytes of unexpected messages kept at any time. */
    public long peakUnexpectedBytes() {
        return messaging.peakUnexpectedBytes();
    }

    /** Sends what is left to send. */
    public void quiesce() {
        progress.lock();
        try {
            drain(messaging::isQuiet);
        } finally {
            progress.unlock();
        }
    }

    /** Sends what is left to send, and takes the loss of peers for their end from now on. */
    public void finish() {
        progress.lock();
        try {
            drain(messaging::isQuiet);
            messaging.stopListening();
        } finally {
            progress.unlock();
        }
    }

    public void close() {
        progress.lock();
        try {
            messaging.close();
        } finally {
            progress.unlock();
        }
    }
}
