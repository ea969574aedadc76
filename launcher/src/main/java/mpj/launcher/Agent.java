package mpj.launcher;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mpj.base.config.Installation;
import mpj.wireup.ControlLink;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import mpj.wireup.WireupException;
import org.jspecify.annotations.Nullable;

/**
 * {@code mpjexec}'s hand on another host: starts the ranks there, passes on what they print and ask, and ends them,
 * when told to, or when nothing is heard of {@code mpjexec} any longer.
 *
 * <p>The main thread starts the ranks and does what mpjexec asks; it waits for no rank.
 */
public final class Agent implements LocalRanks.Watcher, LinkAcceptor.Service {
    private static final byte[] EMPTY = {};
    private static final long ORPHAN_GRACE_MS = 800;
    private static final long EXIT_WAIT_MS = 1000;
    private static final int FAILURE_CODE = 96;

    private final AgentSetup setup;
    private final ControlLink link;
    private final @Nullable PreloadFolder folder;
    private final BlockingQueue<Relay> toRanks = new LinkedBlockingQueue<>();
    private @Nullable LocalRanks ranks;

    /** Whether the ranks have ended because mpjexec asked. */
    private volatile boolean finished;

    // under this object's lock
    private final Map<Integer, ControlLink> channels = new HashMap<>();
    private final Map<String, StreamWriter> outputs = new HashMap<>();
    private final List<Thread> waiters = new ArrayList<>();
    private @Nullable StreamReader input;

    /** A message for the channel of a rank, or of all if negative. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Relay(int rank, int type, byte[] body) {}

    private Agent(AgentSetup setup, ControlLink link, @Nullable PreloadFolder folder) {
        this.setup = setup;
        this.link = link;
        this.folder = folder;
    }

    /** {@code Agent present|missing FOLDER}: whether MPI's jar files are here; a private folder or an empty word. */
    public static void main(String[] args) throws InterruptedException {
        int code = FAILURE_CODE;
        PreloadFolder folder = args[1].isEmpty() ? null : new PreloadFolder(Path.of(args[1]));
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            AgentSetup setup = AgentSetup.decode(in);
            Agent agent = new Agent(setup, AgentConnection.open(setup), folder);
            Runtime.getRuntime().addShutdownHook(new Thread(agent::endAtOnce, "mpj-agent-end"));
            code = agent.work(args[0].equals("missing"));
        } catch (IOException | WireupException e) {
            complain(e.getMessage());
        }
        if (folder != null) {
            folder.delete();
        }
        Runtime.getRuntime().halt(code);
    }

    private static void complain(@Nullable String message) {
        System.err.println("mpj-agent: " + message);
        System.err.flush();
    }

    /** Does what mpjexec asks until it has had enough, or is gone. */
    private int work(boolean bare) throws InterruptedException {
        new Pinger(link, setup.silenceMs()).start();
        try {
            link.limitSilence(setup.silenceMs());
            link.send(AgentFrames.READY, new WireWriter()
                    .text(Installation.version())
                    .number(bare ? 1 : 0)
                    .text(Machines.ofThisProcess())
                    .body());
            startRanks(prepare());
            while (true) {
                handle(link.receive());
            }
        } catch (SocketTimeoutException e) {
            complain("nothing has been heard of mpjexec for " + setup.silenceMs() / 1000.0 + " s");
        } catch (IOException e) {
            if (finished) {
                return 0;
            }
            // mpjexec is gone
        }
        endRanks(ORPHAN_GRACE_MS);
        return FAILURE_CODE;
    }

    /** Receives what the ranks need to start, and returns this host's part of its machine. */
    private MachineShare prepare() throws IOException {
        boolean complete = !setup.preload();
        MachineShare share = null;
        while (share == null || !complete) {
            FrameChannel.Frame frame = link.receive();
            WireReader body = new WireReader(frame.body());
            if (frame.type() == AgentFrames.SHARE) {
                share = MachineShare.read(body, setup.plan().ranks().length);
            } else if (frame.type() == AgentFrames.FILES_END) {
                complete = true;
            } else if (frame.type() == AgentFrames.FILE && folder != null) {
                folder.accept(body);
            } else if (frame.type() == AgentFrames.END) {
                finish(body.number());
                throw new IOException("the job has ended before its ranks were started");
            } else {
                handle(frame);
            }
        }
        return share;
    }

    private void startRanks(MachineShare share) throws IOException {
        try {
            LinkAcceptor acceptor = new LinkAcceptor(
                    LinkAcceptor.loopback(setup.plan().ranks().length), setup.secret(), setup.plan().size(), this);
            acceptor.start();
            LinkAcceptor.daemon("mpj-to-ranks", this::passToRanks);
            LocalRanks started = new LocalRanks(localPlan(), share, setup.secret(), ProcessBuilder.Redirect.PIPE);
            synchronized (this) {
                ranks = started;
            }
            started.start(acceptor.port(), this);
        } catch (LaunchException e) {
            send(AgentFrames.FAILED, new WireWriter().number(e.exitCode()).text(String.valueOf(e.getMessage())));
        }
    }

    private HostPlan localPlan() {
        List<ProgramSpec> programs = new ArrayList<>();
        for (ProgramSpec program : setup.plan().programs()) {
            ProgramSpec here = folder == null ? program : folder.resolve(program);
            programs.add(here.in(directory(program.directory())));
        }
        return setup.plan().withPrograms(programs);
    }

    /** With files shipped nothing need be here but the user's home. */
    private String directory(@Nullable String given) {
        String directory = given == null ? setup.directory() : given;
        boolean home = given == null && setup.preload() && !new File(directory).isDirectory();
        return home ? System.getProperty("user.home") : directory;
    }

    private void send(int type, WireWriter body) {
        try {
            link.send(type, body.body());
        } catch (IOException e) {
            // the main thread reads the end of the same connection
        }
    }

    @Override
    public void started(int rank, Process process, @Nullable String notice) {
        send(AgentFrames.STARTED, new WireWriter().number(rank).longNumber(process.pid()).optional(notice));
        StreamWriter out = new StreamWriter(process.getInputStream(), link, rank, AgentFrames.STDOUT);
        StreamWriter err = new StreamWriter(process.getErrorStream(), link, rank, AgentFrames.STDERR);
        Thread waiter = new Thread(() -> awaitExit(rank, process), "mpj-rank-" + rank);
        waiter.setDaemon(true);
        synchronized (this) {
            outputs.put(streamName(rank, AgentFrames.STDOUT), out);
            outputs.put(streamName(rank, AgentFrames.STDERR), err);
            waiters.add(waiter);
        }
        out.start();
        err.start();
        waiter.start();
        if (rank == setup.plan().stdinRank()) {
            feedInput(rank, process);
        }
    }

    private static String streamName(int rank, int stream) {
        return rank + "/" + stream;
    }

    private void awaitExit(int rank, Process process) {
        try {
            int code = process.waitFor();
            send(AgentFrames.EXITED, new WireWriter().number(rank).number(code));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void feedInput(int rank, Process process) {
        StreamReader reader = new StreamReader(link, rank, AgentFrames.STDIN);
        synchronized (this) {
            input = reader;
        }
        LinkAcceptor.daemon("mpj-input", () -> {
            try (OutputStream out = process.getOutputStream()) {
                byte[] piece = new byte[8192];
                for (int length = reader.read(piece); length > 0; length = reader.read(piece)) {
                    out.write(piece, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // the rank does not read any longer
            }
        });
    }

    @Override
    public void note(String text) {
        send(AgentFrames.NOTE, new WireWriter().text(text));
    }

    /** Does what mpjexec asks. */
    private void handle(FrameChannel.Frame frame) throws IOException {
        WireReader body = new WireReader(frame.body());
        switch (frame.type()) {
            case AgentFrames.PING -> {}
            case AgentFrames.RELAY -> toRanks.add(new Relay(body.number(), body.number(), body.bytes()));
            case AgentFrames.CLOSED -> {
                for (ControlLink channel : channels(body.number())) {
                    channel.close();
                }
            }
            case AgentFrames.DATA -> acceptInput(body);
            case AgentFrames.CREDIT -> moreOutput(body);
            case AgentFrames.DUMP -> dumpThreads(body.number());
            case AgentFrames.END -> {
                int graceMs = body.number();
                // not here: the ranks' output goes on, and waits for the room that mpjexec has to give
                LinkAcceptor.daemon("mpj-finish", () -> finish(graceMs));
            }
            default -> throw new IOException("mpjexec sends what only agents send: " + frame.type());
        }
    }

    /** Ends the ranks and says so; mpjexec closes the connection when it has all of their output. */
    private void finish(int graceMs) {
        try {
            endRanks(graceMs);
            awaitExits();
            finished = true;
            link.send(AgentFrames.END, EMPTY);
        } catch (IOException e) {
            // mpjexec is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptInput(WireReader body) throws IOException {
        body.number();
        body.number();
        StreamReader reader;
        synchronized (this) {
            reader = input;
        }
        if (reader != null) {
            reader.accept(body.bytes());
        }
    }

    private void moreOutput(WireReader body) throws IOException {
        String name = streamName(body.number(), body.number());
        StreamWriter output;
        synchronized (this) {
            output = outputs.get(name);
        }
        if (output != null) {
            output.more(body.number());
        }
    }

    private synchronized @Nullable LocalRanks ranks() {
        return ranks;
    }

    private void dumpThreads(int rank) {
        LocalRanks all = ranks();
        if (all != null) {
            all.dumpThreads(rank);
        }
    }

    private void endRanks(long graceMs) throws InterruptedException {
        LocalRanks all = ranks();
        if (all != null) {
            all.end(graceMs);
        }
    }

    /** Somebody ends this process by a signal. */
    private void endAtOnce() {
        try {
            endRanks(ORPHAN_GRACE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (folder != null) {
            folder.delete();
        }
    }

    private void awaitExits() throws InterruptedException {
        List<Thread> threads;
        synchronized (this) {
            threads = new ArrayList<>(waiters);
        }
        long deadline = System.nanoTime() + EXIT_WAIT_MS * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    @Override
    public boolean serve(int rank, ControlLink channel) {
        synchronized (this) {
            if (!isHere(rank) || channels.containsKey(rank)) {
                return false;
            }
            channels.put(rank, channel);
        }
        send(AgentFrames.OPENED, new WireWriter().number(rank));
        try {
            while (true) {
                FrameChannel.Frame frame = channel.receive();
                send(AgentFrames.RELAY, new WireWriter().number(rank).number(frame.type()).bytes(frame.body()));
            }
        } catch (IOException e) {
            // the rank's end
        }
        synchronized (this) {
            channels.remove(rank);
        }
        channel.close();
        send(AgentFrames.CLOSED, new WireWriter().number(rank));
        return true;
    }

    private boolean isHere(int rank) {
        for (int here : setup.plan().ranks()) {
            if (here == rank) {
                return true;
            }
        }
        return false;
    }

    /** In a thread of its own: a rank that is stopped does not read. */
    private void passToRanks() {
        try {
            while (true) {
                Relay relay = toRanks.take();
                for (ControlLink channel : channels(relay.rank)) {
                    pass(channel, relay);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(ControlLink channel, Relay relay) {
        try {
            channel.send(relay.type, relay.body);
        } catch (IOException e) {
            // its reader sees the same and reports it
        }
    }

    private synchronized List<ControlLink> channels(int rank) {
        if (rank < 0) {
            return new ArrayList<>(channels.values());
        }
        ControlLink one = channels.get(rank);
        return one == null ? List.of() : List.of(one);
    }
}
