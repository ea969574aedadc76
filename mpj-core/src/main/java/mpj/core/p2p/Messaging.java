package mpj.core.p2p;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import mpj.base.memory.NativePool;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
import mpj.core.progress.Pollable;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.MessageHandler;
import mpj.transport.Transport;
import mpj.wireup.RankReport;
import org.jspecify.annotations.Nullable;

/**
 * Where the transports and the protocols meet: builds the parts of the protocols, polls, hands each active message and
 * each loss of a peer to the part whose it is, and sleeps.
 *
 * <p>All methods are called under the engine lock but {@link #sleep} and {@link #wake}.
 */
final class Messaging implements MessageHandler, Pollable {
    /** How often a sleeping rank looks whether everybody lives. */
    private static final long SLEEP_NS = 1_000_000_000L;
    /** How long to sleep when a peer has no room: it does not ring when it has. */
    private static final long SLEEP_BUSY_NS = 1_000_000L;

    /** How many messages a poll takes from one transport when each is for a receive: the others must not starve. */
    private static final int MORE_EVENTS = 15;

    private static final long USER_THREAD_S = 2;

    private final Progress progress;
    private final PeerDirectory directory;
    private final NativePool memory = new NativePool();
    private final OpTable table = new OpTable();
    private final MatcherTable matchers = new MatcherTable();
    /** Of communicators that were freed while something waited in them. */
    private final List<Matcher> retired = new ArrayList<>();
    private final UnexpectedStore unexpected = new UnexpectedStore(memory);
    private final Backlog backlog;
    private final Answers answers;
    private final Sends sends;
    private final Receives receives;
    private final Arrivals arrivals;
    private Transport[] transports = new Transport[0];
    private Sleeper sleeper = new Sleeper(transports);
    private final ArrayDeque<Runnable> due = new ArrayDeque<>();
    private @Nullable ThreadPoolExecutor userThread;
    private long sleepNs;
    private boolean closing;

    Messaging(PeerDirectory directory, long spinNs, long yieldNs) {
        this.directory = directory;
        progress = new Progress(this, spinNs, yieldNs);
        backlog = new Backlog(progress);
        answers = new Answers(memory, backlog);
        sends = new Sends(progress, table, memory, answers, backlog);
        receives = new Receives(progress, table, directory, unexpected, answers, backlog);
        arrivals = new Arrivals(progress, matchers, receives, unexpected);
        directory.onUnreachable(arrivals::failAll);
    }

    /** Before the first poll. */
    void setTransports(Transport[] opened) {
        transports = opened;
        sleeper = new Sleeper(opened);
    }

    Progress progress() {
        return progress;
    }

    MatcherTable matchers() {
        return matchers;
    }

    Sends sends() {
        return sends;
    }

    Receives receives() {
        return receives;
    }

    // ---------------------------------------------------------------- what comes

    @Override
    public void onMessage(int from, int kind, long h0, long h1, long h2, long address, int length) {
        Peer peer = directory.peer(from);
        if (kind <= Kinds.RTS) {
            arrivals.accept(peer, kind, h0, h1, h2, address, length);
        } else {
            onAnswer(peer, kind, h0, h1, h2, address, length);
        }
    }

    private void onAnswer(Peer peer, int kind, long h0, long h1, long h2, long address, int length) {
        switch (kind) {
            case Kinds.CTS -> sends.onClearToSend(peer, Kinds.high(h0), (int) h0, h1, h2, address);
            case Kinds.DATA -> receives.onData((int) h0, h1, address, length);
            case Kinds.DONE -> receives.onPut((int) h0);
            case Kinds.FIN -> sends.onGot((int) h0);
            case Kinds.ACK -> sends.onMatched((int) h0);
            case Kinds.CREDIT -> peer.unacknowledged -= h0;
            default -> throw new IllegalStateException("message of unknown kind " + kind + " from rank " + peer.rank);
        }
    }

    @Override
    public void onCompletion(long token, int status) {
        Operation operation = table.get((int) token);
        if (operation instanceof RecvOp op) {
            receives.onGot(op, status);
        } else if (operation instanceof SendOp op) {
            sends.onPut(op, status);
        }
    }

    @Override
    public void onNote(int from, int note) {
        receives.onPut(note);
    }

    @Override
    public void onPeerLost(int rank, String reason) {
        if (closing) {
            return;
        }
        Peer peer = directory.orClosed(rank);
        if (peer.lost != null) {
            return;
        }
        peer.lost = reason;
        peer.controls.clear();
        sends.failAll(peer);
        receives.failAll(peer);
        arrivals.failAll(peer);
    }

    // ---------------------------------------------------------------- progress

    @Override
    public int poll() {
        int events = 0;
        for (Transport transport : transports) {
            int found = transport.poll();
            events += found;
            if (found > 0 && arrivals.takeMore()) {
                events += pollOn(transport);
            }
        }
        return backlog.exists() ? events + workOffBacklog() : events;
    }

    /**
     * Goes on with the transport from which a message has come for one of several receives, for the next one is likely to
     * be there. Not without such: a message that nobody has asked for yet lies better where it is.
     */
    private int pollOn(Transport transport) {
        int events = 0;
        int found;
        do {
            found = transport.poll();
            events += found;
        } while (found > 0 && events < MORE_EVENTS && arrivals.takeMore());
        return events;
    }

    /** Has something done by the next poll. */
    void later(Runnable next) {
        due.add(next);
        backlog.add();
    }

    /** Has the user's code run by a thread that ends when there has been nothing for it for a while. */
    void aside(Runnable userCode) {
        ThreadPoolExecutor thread = userThread;
        if (thread == null) {
            thread = new ThreadPoolExecutor(
                    1, 1, USER_THREAD_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                        Thread made = new Thread(work, "mpj-user-code");
                        made.setDaemon(true);
                        return made;
                    });
            thread.allowCoreThreadTimeOut(true);
            userThread = thread;
        }
        thread.execute(userCode);
    }

    /** What most polls find nothing of: messages without room, fragments, gets without room, and what is due. */
    private int workOffBacklog() {
        int events = flush() + sends.advanceStreams() + receives.retryGets();
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
            events++;
        }
        if (!isBusy()) {
            backlog.end();
        }
        return events;
    }

    private int flush() {
        int events = 0;
        for (int i = 0; i < backlog.peers().size(); i++) {
            Peer peer = backlog.peers().get(i);
            events += answers.flush(peer);
            if (peer.controls.isEmpty()) {
                events += sends.flush(peer);
            }
            if (peer.controls.isEmpty() && peer.waiting.isEmpty()) {
                peer.inBacklog = false;
                backlog.peers().remove(i--);
            }
        }
        return events;
    }

    private boolean isBusy() {
        return !backlog.peers().isEmpty() || sends.isStreaming() || receives.hasWaitingGets();
    }

    @Override
    public boolean arm() {
        sleepNs = isBusy() ? SLEEP_BUSY_NS : SLEEP_NS;
        // what became due since the last poll must not wait for the end of a sleep
        boolean armed = due.isEmpty();
        for (Transport transport : transports) {
            armed &= transport.arm();
        }
        return armed;
    }

    @Override
    public void sleep() {
        sleeper.sleep(sleepNs);
    }

    @Override
    public void disarm() {
        for (Transport transport : transports) {
            transport.disarm();
        }
    }

    @Override
    public void wake() {
        sleeper.wake();
    }

    // ---------------------------------------------------------------- contexts

    /** An operation of a context that is not over; null if there is none. */
    @Nullable
    Operation pendingIn(long context) {
        List<Posted> waiting = matchers.of(context).waiting();
        if (!waiting.isEmpty()) {
            return waiting.getFirst();
        }
        for (Operation operation : table.all()) {
            if (operation instanceof SendOp op && op.context == context
                    || operation instanceof RecvOp in && in.matcher != null && in.matcher.context() == context) {
                return operation;
            }
        }
        for (Peer peer : backlog.peers()) {
            for (SendOp op : peer.waiting) {
                if (op.context == context) {
                    return op;
                }
            }
        }
        return null;
    }

    /** A context is given up: its matcher goes when nothing waits in it any more. */
    void retire(Matcher matcher) {
        retired.add(matcher);
        for (int i = retired.size() - 1; i >= 0; i--) {
            Matcher idle = retired.get(i);
            if (idle.isIdle()) {
                matchers.remove(idle.context());
                retired.remove(i);
            }
        }
    }

    /** The matcher of a context that was given up, for an operation that was under way then and goes on. */
    Matcher retired(long context, int[] members) {
        Matcher matcher = matchers.of(context);
        if (!retired.contains(matcher)) {
            matcher.setMembers(members);
            retired.add(matcher);
        }
        return matcher;
    }

    /** How many contexts there is a matcher for. */
    int contexts() {
        return matchers.size();
    }

    // ---------------------------------------------------------------- what there is to tell

    /** What is pending here, for a roll call. */
    String pending() {
        return new PendingOperations(table.all(), matchers.all(), directory.met()).describe();
    }

    /** What this rank has sent, received and waited for. */
    RankReport report() {
        return Traffic.of(directory.met(), transports, progress.waitedNs(), peakUnexpectedBytes());
    }

    long peakUnexpectedBytes() {
        return unexpected.peakBytes();
    }

    /** Whether nothing of ours is left to be sent. */
    boolean isQuiet() {
        for (Transport transport : transports) {
            if (transport.hasUnsent()) {
                return false;
            }
        }
        return !isBusy() && table.all().stream().noneMatch(SendOp.class::isInstance);
    }

    // ---------------------------------------------------------------- the end

    void stopListening() {
        closing = true;
    }

    /** Closes the transports, unless a thread of the program still waits in them: their memory must stay then. */
    void close() {
        if (!progress.stop()) {
            return;
        }
        for (Transport transport : transports) {
            transport.close();
        }
        memory.close();
    }
}
