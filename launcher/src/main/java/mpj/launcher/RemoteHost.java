package mpj.launcher;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mpj.base.config.Installation;
import mpj.wireup.ControlLink;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Another host of the job: starts its agent, hears of its ranks through the agent's connection, and ends them.
 *
 * <p>The thread of that connection never waits for anything but the agent: what a rank sends is put where a thread of
 * the rank's takes it.
 */
final class RemoteHost implements RankHost {
    private static final int ALL_RANKS = -1;
    /** What an agent may take beyond the ranks' time to tell that they have ended. */
    private static final long END_WAIT_MS = 7000;
    private static final long COMMAND_WAIT_MS = 2000;
    private static final long CAUSE_WAIT_MS = 1000;
    /** A line of its that is the cause of its end begins so. */
    private static final String CAUSE = "mpj-agent: ";

    private final String name;
    private final HostOptions options;
    private final ProcessGroups groups;
    private final JobHosts owner;
    private final Object ending = new Object();

    // under this object's lock
    private final Map<Integer, RemoteProcess> processes = new HashMap<>();
    private final Map<Integer, RelayedChannel> channels = new HashMap<>();
    private @Nullable Process command;
    private @Nullable ControlLink link;
    private @Nullable StreamWriter stdin;
    private String lastLine = "";
    private boolean closing;
    /** The agent has no rank left that runs, or is gone itself. */
    private boolean ended;
    /** It is there and will go when its connection is closed. */
    private boolean goodEnd;

    private long heardNs;

    RemoteHost(String name, HostOptions options, ProcessGroups groups, JobHosts owner) {
        this.name = name;
        this.options = options;
        this.groups = groups;
        this.owner = owner;
    }

    String name() {
        return name;
    }

    /** Starts the agent; the calling thread must live as long as the job. */
    void start(List<String> words, byte[] input) {
        try {
            Process process = new ProcessBuilder(words).start();
            synchronized (this) {
                command = process;
            }
            LinkAcceptor.daemon("mpj-agent-input", () -> feed(process.getOutputStream(), input));
            LinkAcceptor.daemon("mpj-agent-output", () -> listen(process.getInputStream()));
            Thread errors = new Thread(() -> listen(process.getErrorStream()), "mpj-agent-errors");
            errors.setDaemon(true);
            errors.start();
            LinkAcceptor.daemon("mpj-agent-start", () -> awaitStart(process, errors));
        } catch (IOException e) {
            fail("cannot be reached: the launcher command cannot be run: " + e.getMessage() + " (--launcher)");
        }
    }

    private static void feed(OutputStream out, byte[] input) {
        try (out) {
            out.write(input);
        } catch (IOException e) {
            // its end is noticed elsewhere, with the cause
        }
    }

    /** What the launcher command or the agent prints: the cause when it fails to start, later something to show. */
    private void listen(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (keep(line)) {
                    owner.show("host " + name + ": " + line);
                }
            }
        } catch (IOException e) {
            // the process is gone and its pipe with it
        }
    }

    /** Remembers a line as a cause; says whether it is to be shown at once. */
    private synchronized boolean keep(String line) {
        boolean cause = line.startsWith(CAUSE);
        if (!line.isBlank() && (cause || !lastLine.startsWith(CAUSE))) {
            lastLine = line.trim();
        }
        return link != null && !cause && !ended;
    }

    private void awaitStart(Process process, Thread errors) {
        try {
            boolean exited = process.waitFor(options.startMs(), TimeUnit.MILLISECONDS);
            if (exited) {
                errors.join(CAUSE_WAIT_MS);
            }
            synchronized (this) {
                if (link != null || closing) {
                    return;
                }
            }
            fail(exited ? startFailure(process.exitValue()) : "has not reported within " + options.startMs() / 1000.0
                    + " s: check the launcher command (--launcher), or give it more time (--start-timeout)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String startFailure(int code) {
        if (lastLine.startsWith(CAUSE)) {
            return lastLine.substring(CAUSE.length());
        }
        return "cannot be reached: " + (lastLine.isEmpty() ? "" : lastLine + "; ")
                + "the launcher command ended with code " + code + ": it must run a command there without asking for anything (--launcher, -v shows it)";
    }

    private void fail(String reason) {
        fail(LaunchException.FAILURE_CODE, reason);
    }

    private void fail(int code, String reason) {
        owner.failed(code, "host " + name + ": " + reason);
    }

    /** Serves the agent's connection to its end; false if it has one already. */
    boolean serve(ControlLink agent) {
        synchronized (this) {
            if (link != null || closing) {
                return false;
            }
            link = agent;
            heardNs = System.nanoTime();
        }
        try {
            agent.limitSilence(options.silenceMs());
            new Pinger(agent, options.silenceMs()).start();
            while (true) {
                FrameChannel.Frame frame = agent.receive();
                heard();
                handle(agent, frame);
            }
        } catch (IOException e) {
            lost(e);
        } catch (LaunchException e) {
            fail(e.exitCode(), String.valueOf(e.getMessage()));
        }
        agent.close();
        forgetAll();
        return true;
    }

    private synchronized void heard() {
        heardNs = System.nanoTime();
    }

    /** Does what the agent asks. */
    private void handle(ControlLink agent, FrameChannel.Frame frame) throws IOException, LaunchException {
        WireReader body = new WireReader(frame.body());
        switch (frame.type()) {
            case AgentFrames.PING -> {}
            case AgentFrames.READY -> ready(agent, body);
            case AgentFrames.STARTED -> started(agent, body.number(), body.longNumber(), body.optional());
            case AgentFrames.EXITED -> process(body.number()).exited(body.number());
            case AgentFrames.FAILED -> fail(body.number(), body.text());
            case AgentFrames.NOTE -> owner.show("host " + name + ": " + body.text());
            case AgentFrames.DATA -> process(body.number()).stream(body.number()).accept(body.bytes());
            case AgentFrames.CREDIT -> moreInput(body);
            case AgentFrames.OPENED -> open(body.number());
            case AgentFrames.CLOSED -> channel(body.number()).end();
            case AgentFrames.RELAY -> {
                RelayedChannel channel = channel(body.number());
                channel.accept(new FrameChannel.Frame(body.number(), body.bytes()));
            }
            case AgentFrames.END -> {
                synchronized (this) {
                    goodEnd = true;
                    ended = true;
                    notifyAll();
                }
            }
            default -> throw new IOException("the agent sends what only the launcher sends: " + frame.type());
        }
    }

    private void ready(ControlLink agent, WireReader body) throws IOException, LaunchException {
        String version = body.text();
        boolean bare = body.number() != 0;
        String machine = body.text();
        String own = Installation.version();
        if (!version.equals(own)) {
            throw new LaunchException("has MPI for Java " + version + ", and mpjexec is of version " + own
                    + ": install the same there");
        }
        owner.ready(this, machine);
        Preload preload = owner.preload();
        if (preload != null) {
            preload.send(agent, bare, Distribution.ofThisProcess());
        }
    }

    /** Tells the agent its part of the machine, for which it waits with the start of its ranks. */
    void share(MachineShare share) {
        WireWriter body = new WireWriter();
        share.write(body);
        send(AgentFrames.SHARE, body.body());
    }

    private void started(ControlLink agent, int rank, long pid, @Nullable String notice) {
        RemoteProcess process = new RemoteProcess(agent, rank, pid);
        StreamWriter input = owner.readsInput(rank)
                ? new StreamWriter(new FileInputStream(FileDescriptor.in), agent, rank, AgentFrames.STDIN)
                : null;
        synchronized (this) {
            processes.put(rank, process);
            stdin = input == null ? stdin : input;
        }
        owner.started(rank, this, name, process, notice);
        if (input != null) {
            input.start();
        }
    }

    private void moreInput(WireReader body) throws IOException {
        int rank = body.number();
        int stream = body.number();
        StreamWriter input;
        synchronized (this) {
            input = stdin;
        }
        if (input == null || stream != AgentFrames.STDIN) {
            throw new IOException("the agent has room for what rank " + rank + " does not get");
        }
        input.more(body.number());
    }

    private void open(int rank) {
        RelayedChannel channel = new RelayedChannel(this, rank);
        synchronized (this) {
            channels.put(rank, channel);
        }
        LinkAcceptor.daemon("mpj-control-link", () -> {
            if (!owner.serveRank(rank, channel)) {
                channel.close();
            }
        });
    }

    /** Has the agent close the connection of a rank. */
    void closeChannel(int rank) {
        send(AgentFrames.CLOSED, new WireWriter().number(rank).body());
    }

    private synchronized RemoteProcess process(int rank) throws IOException {
        RemoteProcess process = processes.get(rank);
        if (process == null) {
            throw new IOException("rank " + rank + " does not run on host " + name);
        }
        return process;
    }

    private synchronized RelayedChannel channel(int rank) throws IOException {
        RelayedChannel channel = channels.get(rank);
        if (channel == null) {
            throw new IOException("rank " + rank + " has no channel on host " + name);
        }
        return channel;
    }

    /** Ends the job, unless it is ending and the agent has nothing left to tell. */
    private void lost(IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            fail("nothing has been heard of it for " + options.silenceMs() / 1000.0
                    + " s: it is down or cut off, or overloaded (--host-timeout)");
            return;
        }
        Process process;
        synchronized (this) {
            process = command;
            if (ended || closing) {
                return;
            }
        }
        if (process == null || !hasEnded(process)) {
            fail("its agent has closed the connection: " + cause);
            return;
        }
        int code = process.exitValue();
        String signal = Signals.nameOf(code);
        String cited;
        synchronized (this) {
            cited = lastLine.startsWith(CAUSE) ? ": " + lastLine.substring(CAUSE.length()) : "";
        }
        fail("its agent " + (signal == null ? "exited with code " + code : "was killed by " + signal) + cited);
    }

    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(CAUSE_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nothing more comes of any rank. */
    private void forgetAll() {
        List<RemoteProcess> allProcesses;
        List<RelayedChannel> allChannels;
        synchronized (this) {
            ended = true;
            notifyAll();
            allProcesses = List.copyOf(processes.values());
            allChannels = List.copyOf(channels.values());
        }
        for (RelayedChannel channel : allChannels) {
            channel.end();
        }
        for (RemoteProcess process : allProcesses) {
            process.stream(AgentFrames.STDOUT).end();
            process.stream(AgentFrames.STDERR).end();
            process.exited(RankProcess.LOST);
        }
    }

    /** Sends to the channel of a rank. */
    void relay(int rank, int type, byte[] body) throws IOException {
        ControlLink agent;
        synchronized (this) {
            agent = link;
        }
        if (agent == null) {
            throw new IOException("host " + name + " is not connected");
        }
        agent.send(AgentFrames.RELAY, new WireWriter().number(rank).number(type).bytes(body).body());
    }

    /** Sends to the channels of all ranks of this host. */
    void sendToAll(int type, byte[] body) {
        try {
            relay(ALL_RANKS, type, body);
        } catch (IOException e) {
            // its reader sees the same and reports it
        }
    }

    @Override
    public void dumpThreads(int rank) {
        send(AgentFrames.DUMP, new WireWriter().number(rank).body());
    }

    private void send(int type, byte[] body) {
        ControlLink agent;
        synchronized (this) {
            agent = link;
        }
        try {
            if (agent != null) {
                agent.send(type, body);
            }
        } catch (IOException e) {
            // its reader sees the same and reports it
        }
    }

    @Override
    public synchronized boolean isSilent() {
        return link != null && !ended && System.nanoTime() - heardNs > options.silenceMs() * 1_000_000 / 2;
    }

    @Override
    public void end(long graceMs) throws InterruptedException {
        synchronized (ending) {
            ControlLink agent;
            synchronized (this) {
                closing = true;
                agent = ended ? null : link;
            }
            if (agent != null) {
                send(AgentFrames.END, new WireWriter().number((int) graceMs).body());
                awaitEnd(graceMs + END_WAIT_MS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (ending) {
            ControlLink agent;
            synchronized (this) {
                closing = true;
                agent = link;
            }
            if (agent != null) {
                agent.close();
            }
            endCommand();
        }
    }

    private synchronized void awaitEnd(long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + milliseconds * 1_000_000;
        while (!ended && deadline - System.nanoTime() > 0) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    /** It ends with the agent, and should the connection be lost, the agent may yet hear a signal through it. */
    private void endCommand() throws InterruptedException {
        Process process;
        boolean leaves;
        synchronized (this) {
            process = command;
            leaves = goodEnd;
        }
        if (process == null || leaves && process.waitFor(COMMAND_WAIT_MS, TimeUnit.MILLISECONDS)) {
            return;
        }
        groups.signal("TERM", List.of(process.pid()));
        if (!process.waitFor(COMMAND_WAIT_MS, TimeUnit.MILLISECONDS)) {
            groups.signal("KILL", List.of(process.pid()));
        }
    }
}
