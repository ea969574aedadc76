package mpj.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.wireup.RankReport;
import org.jspecify.annotations.Nullable;

/**
 * The ranks of a job from the first one's start to the last one's end.
 *
 * <p>Whatever ends the job (a rank, the time limit, a signal) is recorded once, by whoever comes first; the main thread
 * then ends what is left.
 */
final class Job implements ControlEvents {
    static final int TIMEOUT_CODE = 124;
    private static final int BROKEN_PIPE_CODE = Signals.BASE + 13;

    /** How long a failed job's other ranks get between TERM and KILL; all must be gone within 2 s. */
    private static final long FAILURE_GRACE_MS = 800;
    /** The same when the user ends the job. */
    private static final long SIGNAL_GRACE_MS = 2000;

    private static final long KILL_WAIT_MS = 5000;
    /** How long the output of a job that the user ends may take; its reader may never read again. */
    private static final long SIGNAL_OUTPUT_MS = 1000;

    /** MPI_ERR_PROC_ABORTED: with that a rank fails whose peer is gone. */
    private static final int PEER_IS_GONE = 74;
    /** How long its end may take to be noticed: the kernel closes a process's connections before it tells of its end. */
    private static final long DEATH_WAIT_MS = 500;

    private static final long DEATH_LOOK_MS = 10;
    private static final long DISCONNECT_WAIT_MS = 1000;
    private static final long ANSWER_WAIT_MS = 2000;
    private static final long DUMP_WAIT_MS = 500;

    private final PrintStream messages;
    private final List<RankHost> hosts = new ArrayList<>();
    private final List<RankProcess> ranks = new ArrayList<>();
    private final @Nullable String[] stacks;
    private final @Nullable RankReport[] reports;
    private @Nullable ControlServer server;

    /** Ranks that have not ended, whether they have been started or not. */
    private int running;

    private boolean started;
    private boolean interrupted;
    private @Nullable Outcome outcome;

    /** Why the job ended before its ranks did: the exit code, and what to tell, if anything. */
    private record Outcome(int code, @Nullable String message) {}

    Job(int size, PrintStream messages) {
        this.messages = messages;
        running = size;
        stacks = new String[size];
        reports = new RankReport[size];
    }

    /** Has the job end this host's ranks when it ends. */
    synchronized void addHost(RankHost host) {
        hosts.add(host);
    }

    void attach(ControlServer controlServer) {
        server = controlServer;
    }

    /** A rank has been started. */
    void add(RankProcess rank) {
        synchronized (this) {
            ranks.add(rank);
            notifyAll();
        }
        rank.out.start();
        rank.err.start();
        Thread waiter = new Thread("mpj-rank-" + rank.rank) {
            @Override
            public void run() {
                watch(rank);
            }
        };
        waiter.setDaemon(true);
        waiter.start();
    }

    private void watch(RankProcess rank) {
        try {
            exited(rank, rank.process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void exited(RankProcess rank, int code) throws InterruptedException {
        rank.exited = true;
        rank.exitCode = code;
        running--;
        notifyAll();
        if (code != 0) {
            failed(rank, rank.ending(), code);
            return;
        }
        // what it said last may still be on its way
        waitUntilDisconnected(rank);
        if (rank.joined && !rank.finished) {
            failed(rank, "exited without finalizing MPI", 1);
        } else {
            checkJoined();
        }
    }

    private void waitUntilDisconnected(RankProcess rank) throws InterruptedException {
        long deadline = deadline(DISCONNECT_WAIT_MS);
        while (rank.connected && deadline - System.nanoTime() > 0) {
            wait(100);
        }
    }

    /** Starting MPI takes all ranks: one that ended without it leaves the others waiting for ever. */
    private void checkJoined() {
        RankProcess gone = null;
        boolean joined = false;
        for (RankProcess rank : ranks) {
            joined |= rank.joined;
            if (rank.exited && !rank.joined) {
                gone = rank;
            }
        }
        if (joined && gone != null) {
            failed(gone, "exited without using MPI, which other ranks wait to start", 1);
        }
    }

    private void failed(RankProcess rank, String reason, int code) {
        end(code, rank.title() + " " + reason);
        ControlServer control = server;
        if (control != null && !interrupted) {
            tellLost(control, rank.rank, reason);
        }
    }

    /** Apart from the job's lock: a rank that does not read would hold it. */
    private static void tellLost(ControlServer control, int rank, String reason) {
        Thread teller = new Thread("mpj-tell-lost") {
            @Override
            public void run() {
                control.tellLost(rank, reason);
            }
        };
        teller.setDaemon(true);
        teller.start();
    }

    /** Ends the job, unless something else has. */
    synchronized void end(int code, @Nullable String message) {
        if (outcome == null && !interrupted) {
            outcome = new Outcome(code, message);
            notifyAll();
        }
    }

    /** Nobody reads the job's output any longer. */
    void outputClosed() {
        end(BROKEN_PIPE_CODE, null);
    }

    /** The rank of that number; it may be quicker to connect than the main thread to add it. */
    private RankProcess find(int number) {
        try {
            while (true) {
                for (RankProcess rank : ranks) {
                    if (rank.rank == number) {
                        return rank;
                    }
                }
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of connections", e);
        }
    }

    @Override
    public synchronized void connected(int rank) {
        RankProcess process = find(rank);
        process.connected = true;
        process.joined = false;
        process.finished = false;
    }

    @Override
    public synchronized void joined(int rank) {
        find(rank).joined = true;
        checkJoined();
    }

    @Override
    public synchronized void finished(int rank) {
        find(rank).finished = true;
    }

    @Override
    public synchronized void aborted(int rank, int code, String message) {
        // the failure of one that has died and is about to be noticed comes before what it caused elsewhere; so does
        // the loss of a host
        try {
            long deadline = deadline((code & 0xff) == PEER_IS_GONE ? DEATH_WAIT_MS : 0);
            while (outcome == null && !anyOtherHasDied(rank) && deadline - System.nanoTime() > 0) {
                wait(DEATH_LOOK_MS);
            }
            if (anyOtherHasDied(rank)) {
                return;
            }
            while (outcome == null && anyIsSilent()) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(code & 0xff, find(rank).title() + ": " + message);
    }

    private boolean anyOtherHasDied(int rank) {
        for (RankProcess other : ranks) {
            if (other.rank != rank && !other.exited && !other.process.isAlive() && other.process.exitValue() != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean anyIsSilent() {
        for (RankHost host : hosts) {
            if (host.isSilent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void report(int rank, RankReport report) {
        reports[rank] = report;
    }

    /** What each rank has reported; null where it has not. */
    synchronized @Nullable RankReport[] reports() {
        return reports.clone();
    }

    @Override
    public synchronized void stacks(int rank, String text) {
        stacks[rank] = text;
        notifyAll();
    }

    @Override
    public synchronized void disconnected(int number) {
        RankProcess rank = find(number);
        rank.connected = false;
        notifyAll();
        try {
            long deadline = deadline(DISCONNECT_WAIT_MS);
            while (rank.joined && !rank.finished && !rank.exited && deadline - System.nanoTime() > 0) {
                wait(100);
            }
            if (rank.joined && !rank.finished && !rank.exited && !rank.connected) {
                failed(rank, "lost its connection to mpjexec without finalizing MPI", 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end; the exit code. The thread that started the ranks must call this. */
    int await(long timeoutMs) throws InterruptedException {
        long deadline = deadline(timeoutMs);
        Outcome reason;
        boolean expired;
        synchronized (this) {
            started = true;
            while (running > 0 && outcome == null && !interrupted
                    && (timeoutMs == 0 || deadline - System.nanoTime() > 0)) {
                waitFor(timeoutMs == 0 ? 0 : deadline);
            }
            expired = running > 0 && outcome == null && !interrupted;
            if (expired) {
                outcome = new Outcome(TIMEOUT_CODE, null);
            }
        }
        if (expired) {
            callTheRoll("the time limit of " + timeoutMs / 1000.0 + " s has passed; the roll call of all ranks:");
        }
        waitIfInterrupted();
        endAll(FAILURE_GRACE_MS, Long.MAX_VALUE);
        waitIfInterrupted();
        synchronized (this) {
            reason = outcome;
        }
        if (reason == null) {
            return 0;
        }
        if (reason.message() != null) {
            say(reason.message());
        }
        return reason.code();
    }

    private void say(String message) {
        messages.println("mpjexec: " + message.stripTrailing());
        messages.flush();
    }

    private static long deadline(long milliseconds) {
        return System.nanoTime() + milliseconds * 1_000_000;
    }

    /** Waits for news, which the caller looks at, until the deadline if there is one. */
    @SuppressWarnings("WaitNotInLoop")
    private void waitFor(long deadline) throws InterruptedException {
        if (deadline == 0) {
            wait();
        } else {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    /** The signal's handler ends the ranks and then the JVM; this thread must live for as long as they do. */
    private synchronized void waitIfInterrupted() throws InterruptedException {
        while (interrupted) {
            wait();
        }
    }

    /** Ends the ranks because the launcher was told to end. */
    void endEarly() throws InterruptedException {
        synchronized (this) {
            if (outcome == null || !started) {
                interrupted = true;
                notifyAll();
            }
        }
        endAll(SIGNAL_GRACE_MS, SIGNAL_OUTPUT_MS);
    }

    /**
     * Ends what lives yet on the hosts and shows the last of its output.
     *
     * @param outputMs how long that may take
     */
    private void endAll(long graceMs, long outputMs) throws InterruptedException {
        onHosts(host -> host.end(graceMs));
        waitForExits(KILL_WAIT_MS);
        StreamCopier.drain(outputs(), outputMs);
        onHosts(RankHost::close);
    }

    /** What is done to a host. */
    private interface HostAction {
        void on(RankHost host) throws InterruptedException;
    }

    /** Does something to all hosts at once. */
    private void onHosts(HostAction action) throws InterruptedException {
        List<RankHost> all;
        synchronized (this) {
            all = new ArrayList<>(hosts);
        }
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            others.add(actor(action, all.get(i)));
        }
        if (!all.isEmpty()) {
            action.on(all.getFirst());
        }
        for (Thread thread : others) {
            thread.join();
        }
    }

    private static Thread actor(HostAction action, RankHost host) {
        Thread thread = new Thread("mpj-end") {
            @Override
            public void run() {
                try {
                    action.on(host);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until the ends of all ranks that were started are known. */
    private synchronized void waitForExits(long milliseconds) throws InterruptedException {
        long deadline = deadline(milliseconds);
        while (anyRuns() && deadline - System.nanoTime() > 0) {
            waitFor(deadline);
        }
    }

    private boolean anyRuns() {
        for (RankProcess rank : ranks) {
            if (!rank.exited) {
                return true;
            }
        }
        return false;
    }

    private synchronized List<StreamCopier> outputs() {
        List<StreamCopier> all = new ArrayList<>();
        for (RankProcess rank : ranks) {
            all.add(rank.out);
            all.add(rank.err);
        }
        return all;
    }

    /** Shows where each rank is, while the job goes on: on its own thread, since it waits for answers. */
    void callTheRoll(String why) throws InterruptedException {
        List<RankProcess> all;
        synchronized (this) {
            all = new ArrayList<>(ranks);
            Arrays.fill(stacks, null);
        }
        ControlServer control = server;
        for (RankProcess rank : all) {
            askForStacks(control, rank.rank);
        }
        waitForAnswers(all);
        RollCall roll = new RollCall();
        boolean silent = false;
        for (RankProcess rank : all) {
            String answer;
            boolean exited;
            synchronized (this) {
                answer = stacks[rank.rank];
                exited = rank.exited;
            }
            if (answer == null && !exited) {
                silent = true;
                answer = "does not answer; if it is a JVM, its own report follows";
                rank.host.dumpThreads(rank.rank);
            }
            roll.add(rank.title(), answer == null ? "has ended" : answer);
        }
        say(why);
        roll.print(messages);
        if (silent) {
            waitForExits(DUMP_WAIT_MS);
        }
    }

    private static void askForStacks(@Nullable ControlServer control, int rank) {
        if (control != null) {
            Thread asker = new Thread("mpj-ask-stacks") {
                @Override
                public void run() {
                    control.requestStacks(rank);
                }
            };
            asker.setDaemon(true);
            asker.start();
        }
    }

    private synchronized void waitForAnswers(List<RankProcess> all) throws InterruptedException {
        long deadline = deadline(ANSWER_WAIT_MS);
        while (unanswered(all) && deadline - System.nanoTime() > 0) {
            waitFor(deadline);
        }
    }

    private boolean unanswered(List<RankProcess> all) {
        for (RankProcess rank : all) {
            if (rank.connected && !rank.exited && stacks[rank.rank] == null) {
                return true;
            }
        }
        return false;
    }
}
