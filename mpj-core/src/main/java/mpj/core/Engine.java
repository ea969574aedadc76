package mpj.core;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.Parameters;
import mpj.base.host.HostId;
import mpj.core.coll.CostModel;
import mpj.core.coll.SharedAreas;
import mpj.core.coll.choice.Chooser;
import mpj.core.coll.choice.Policy;
import mpj.core.comm.Communicator;
import mpj.core.p2p.P2p;
import mpj.core.p2p.SendBuffer;
import mpj.core.request.Operation;
import mpj.core.topo.Nodes;
import mpj.transport.MessageHandler;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import mpj.transport.self.SelfTransport;
import mpj.wireup.JobListener;
import mpj.wireup.JobPlace;
import mpj.wireup.ProcessManager;
import mpj.wireup.RankReport;
import org.jspecify.annotations.Nullable;

/** One rank of a job. */
public final class Engine {
    private static final long SPIN_NS = 100_000;
    private static final long YIELD_NS = 1_000_000;
    private static final long YIELD_OVERSUBSCRIBED_NS = 50_000;

    /** What the launcher gives every rank. */
    private static final List<String> SET_ANYWAY = new ArrayList<>(JobPlace.VARIABLES);

    static {
        SET_ANYWAY.add(Parameters.COMMAND_LINE);
        SET_ANYWAY.add(CoreParameters.NODE_CORES.name());
    }

    private final ProcessManager manager;
    private final Parameters parameters;
    private final P2p p2p;
    private final Map<Long, Arena> plainMemory = new HashMap<>();
    private final boolean reports;
    private final SharedAreas sharedAreas;
    /** Why transports are not used. */
    private final Map<String, TransportUnavailableException> failures = new LinkedHashMap<>();
    private volatile @Nullable Chooser chooser;
    private volatile int @Nullable [] nodes;
    private boolean finished;

    private Engine(ProcessManager manager, Parameters parameters, List<TransportProvider> providers) {
        this.manager = manager;
        this.parameters = parameters;
        reports = parameters.isOn(CoreParameters.REPORT, false);
        sharedAreas = new SharedAreas(this, parameters.isOn(CoreParameters.COLL_SHARED, true));
        int cores = CoreParameters.cores(parameters);
        boolean oversubscribed = manager.localSize() > cores;
        long spinNs = 1000L * parameters.integer(CoreParameters.SPIN, oversubscribed ? 0 : (int) (SPIN_NS / 1000));
        long yieldNs = 1000L * parameters.integer(
                CoreParameters.YIELD, (int) ((oversubscribed ? YIELD_OVERSUBSCRIBED_NS : YIELD_NS) / 1000));
        long unexpectedMax = parameters.bytes(CoreParameters.UNEXPECTED_MAX, 64L << 20);
        this.p2p = new P2p(
                this,
                manager,
                handler -> open(manager, parameters, providers, handler, failures),
                unexpectedMax,
                spinNs,
                yieldNs);
    }

    /**
     * Joins the job: opens the transports, publishes their cards, waits for the peers.
     *
     * @throws EngineException where a transport that was asked for by name cannot be used, or none can
     */
    public static Engine start(ProcessManager manager, Parameters parameters, List<TransportProvider> providers) {
        checkSettings(parameters);
        Engine engine = new Engine(manager, parameters, providers);
        // before the fence: a loss that comes with its end must not be missed
        manager.listen(engine.new Listener());
        manager.fence();
        engine.agree();
        if (CoreParameters.THREAD.equals(parameters.text(CoreParameters.PROGRESS))) {
            engine.p2p.leadAlways();
        }
        return engine;
    }

    /** Where nothing else is set, the classes that know all parameters need not be loaded. */
    private static void checkSettings(Parameters parameters) {
        if (parameters.isAnySet(Parameters.PREFIX, SET_ANYWAY)) {
            ParameterCatalog.check(parameters, Engine.class.getClassLoader());
        }
    }

    /** Lets the transports agree with the peers', and tells about them. */
    private void agree() {
        try {
            List<Transport> opened = p2p.agree();
            if (manager.size() > 1) {
                boolean verbose = parameters.isOn(CoreParameters.VERBOSE, false);
                tell(manager.rank(), opened, failures, verbose);
            }
        } catch (TransportUnavailableException e) {
            throw new EngineException(ErrorClass.OTHER, "the ranks cannot be connected: " + e.getMessage(), e);
        }
    }

    private static Transport[] open(
            ProcessManager manager,
            Parameters parameters,
            List<TransportProvider> providers,
            MessageHandler handler,
            Map<String, TransportUnavailableException> failures) {
        List<Transport> opened = new ArrayList<>();
        opened.add(new SelfTransport(manager.rank(), handler));
        manager.put(Nodes.KEY, Nodes.word(parameters, manager.rank()));
        String named = parameters.text(CoreParameters.TRANSPORT);
        // a name that is none is told of in a job of one rank, too
        List<TransportProvider> chosen =
                named == null && manager.size() == 1 ? List.of() : chosen(named, providers);
        if (manager.size() > 1) {
            TransportContext context = new TransportContext(
                    manager.rank(),
                    manager.size(),
                    manager.localSize(),
                    manager.jobId(),
                    manager.secret(),
                    parameters,
                    handler);
            for (TransportProvider provider : chosen) {
                Transport transport = open(provider, context, named != null, failures);
                if (transport != null) {
                    manager.put(P2p.CARD + transport.name(), transport.card());
                    opened.add(transport);
                }
            }
            if (opened.size() == 1) {
                StringJoiner why = new StringJoiner("; ", ": ", "").setEmptyValue("");
                failures.forEach((name, failure) -> why.add(name + ": " + failure.getMessage()));
                throw new EngineException(ErrorClass.OTHER, "no transport can be used between the ranks" + why);
            }
        }
        if (manager.rank() == 0) {
            manager.put(Chooser.KEY, policy(parameters, opened).encode());
        }
        return opened.toArray(new Transport[0]);
    }

    /** By what all ranks choose algorithms, which is up to rank 0. */
    private static Policy policy(Parameters parameters, List<Transport> opened) {
        boolean shm = false;
        CostModel.Link between = CostModel.Link.TCP;
        for (Transport transport : opened) {
            shm |= transport.name().equals("shm");
            between = transport.name().equals("rdma") ? CostModel.Link.RDMA : between;
        }
        return Policy.of(parameters, shm ? CostModel.Link.SHM : between, between);
    }

    private static @Nullable Transport open(
            TransportProvider provider,
            TransportContext context,
            boolean required,
            Map<String, TransportUnavailableException> failures) {
        try {
            return provider.open(context);
        } catch (TransportUnavailableException e) {
            if (required || e.isAskedFor()) {
                throw new EngineException(
                        ErrorClass.OTHER, "transport " + provider.name() + " cannot be used: " + e.getMessage(), e);
            }
            failures.put(provider.name(), e);
            return null;
        }
    }

    /** Says, if asked to, which transports are used and why; and once in any case what should work and does not. */
    private static void tell(
            int rank, List<Transport> opened, Map<String, TransportUnavailableException> failures, boolean verbose) {
        StringBuilder lines = new StringBuilder();
        for (Transport transport : opened) {
            if (verbose && !transport.description().isEmpty()) {
                lines.append("mpj: rank ").append(rank).append(": ").append(transport.name()).append(": ")
                        .append(transport.description()).append('\n');
            }
        }
        // no lambda here: its first one costs each rank some milliseconds at its start
        for (Map.Entry<String, TransportUnavailableException> entry : failures.entrySet()) {
            TransportUnavailableException failure = entry.getValue();
            if (verbose || failure.isBroken() && rank == 0) {
                lines.append("mpj: rank ").append(rank).append(": ").append(failure.isBroken() ? "warning: " : "")
                        .append("transport ").append(entry.getKey()).append(" is not used: ")
                        .append(failure.getMessage()).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            System.err.print(lines);
            System.err.flush();
        }
    }

    /** The providers to open: all in their order of preference, or the named ones in the order given. */
    private static List<TransportProvider> chosen(@Nullable String named, List<TransportProvider> providers) {
        List<TransportProvider> inOrder = new ArrayList<>(providers);
        inOrder.sort(Comparator.comparingInt(TransportProvider::preference));
        if (named == null) {
            return inOrder;
        }
        List<TransportProvider> chosen = new ArrayList<>();
        for (String part : named.split(",", -1)) {
            String name = part.trim();
            if (name.equals("self")) {
                continue;
            }
            List<String> known = new ArrayList<>();
            TransportProvider found = null;
            for (TransportProvider provider : inOrder) {
                known.add(provider.name());
                if (provider.name().equals(name)) {
                    found = provider;
                }
            }
            if (found == null) {
                throw new EngineException(
                        ErrorClass.OTHER,
                        "transport '" + name + "' is not known; there are: " + String.join(", ", known));
            }
            chosen.add(found);
        }
        return chosen;
    }

    /** Hears of the job's events. */
    private final class Listener implements JobListener {
        @Override
        public void peerLost(int rank, String reason) {
            p2p.peerLost(rank, reason);
        }

        @Override
        public String pending() {
            return p2p.pending();
        }
    }

    public ProcessManager manager() {
        return manager;
    }

    public Communicator world() {
        return p2p.world();
    }

    public Communicator self() {
        return p2p.self();
    }

    /**
     * A communicator of ranks of the job, which are the ones that call this.
     *
     * @param name tells apart those that several threads make at a time
     */
    public Communicator createFromGroup(int[] worldRanks, String name) {
        return p2p.createFromGroup(worldRanks, "communicator " + name);
    }

    /** An intercommunicator likewise; the remote group and its leader matter at the local leader alone. */
    public Communicator createFromGroups(
            int[] local, int localLeader, int[] remote, int remoteLeader, String name) {
        return p2p.createFromGroups(local, localLeader, remote, remoteLeader, name);
    }

    /** How many contexts are in use, two or three for each communicator. */
    public int contexts() {
        return p2p.contexts();
    }

    /** What algorithms of collective operations are chosen by. */
    public Chooser chooser() {
        Chooser known = chooser;
        if (known == null) {
            known = Chooser.of(manager.get(0, Chooser.KEY));
            chooser = known;
        }
        return known;
    }

    /** The transport between the job's nodes or, where there is one, on it; the same answer at all ranks. */
    public CostModel.Link transport() {
        int several = 1;
        for (int node : nodes()) {
            several = Math.max(several, node + 1);
        }
        return chooser().policy().link(several);
    }

    /** The number of the node of each rank of the job; the array belongs to the engine. */
    public int[] nodes() {
        int[] known = nodes;
        if (known == null) {
            known = Nodes.of(manager);
            nodes = known;
        }
        return known;
    }

    /** Which processes can share memory: those of one host tell the same. */
    public String hostId() {
        try {
            return HostId.of(parameters);
        } catch (IOException e) {
            throw new EngineException(ErrorClass.OTHER, "this host cannot be told from others: " + e, e);
        }
    }

    /** Makes progress until the operation is done; never throws for the operation's own error. */
    public void await(Operation operation) {
        p2p.await(operation);
    }

    /** Makes some progress; says whether the operation is done. */
    public boolean test(Operation operation) {
        return p2p.test(operation);
    }

    /** Makes some progress, unless another thread does. */
    public void poll() {
        p2p.poll();
    }

    /** How long a thread that waits may look without pause; 0 where ranks share cores. */
    public long spinNs() {
        return p2p.spinNs();
    }

    /** Adds to the time that threads of the program have waited. */
    public void countWait(long ns) {
        p2p.countWait(ns);
    }

    /** Where collective operations keep the memory of communicators. */
    public SharedAreas sharedAreas() {
        return sharedAreas;
    }

    /** Makes progress until one of the non-null operations is done; its index, or -1 where all are null. */
    public int awaitAny(@Nullable Operation[] operations) {
        return p2p.awaitAny(operations);
    }

    /** Tries to cancel; the operation ends in any case. */
    public void cancel(Operation operation) {
        p2p.cancel(operation);
    }

    /** Gives a blocking call's operation back. */
    public void release(Operation operation) {
        p2p.release(operation);
    }

    /** Says that an operation that no message ends is over. */
    public void complete(Operation operation) {
        p2p.complete(operation);
    }

    /**
     * Has a task run on a virtual thread of its own when the operation is over. Progress is made for that even if no
     * thread waits.
     */
    public void whenDone(Operation operation, Runnable task) {
        p2p.whenDone(operation, task);
    }

    /** Where the process attaches space for buffered sends. */
    public SendBuffer sendBuffer() {
        return p2p.sendBuffer();
    }

    /** A place for a session to attach space to; sends that find none there look at the process's. */
    public SendBuffer newSendBuffer() {
        return p2p.newSendBuffer();
    }

    /** What this rank has done until now. */
    public RankReport report() {
        return p2p.report();
    }

    /** The most bytes of unexpected messages kept at any time. */
    public long peakUnexpectedBytes() {
        return p2p.peakUnexpectedBytes();
    }

    /** Memory that peers reach with the fewest copies, zeroed; plain native memory where no transport has better. */
    @SuppressWarnings("MustBeClosedChecker") // closed by free or finish
    public MemorySegment allocate(long bytes) {
        MemorySegment memory = p2p.allocate(bytes);
        if (memory != null) {
            return memory;
        }
        Arena arena = Arena.ofShared();
        MemorySegment plain = arena.allocate(bytes, Long.BYTES);
        synchronized (plainMemory) {
            plainMemory.put(plain.address(), arena);
        }
        return plain;
    }

    /**
     * Gives back what {@link #allocate} gave.
     *
     * @throws EngineException if it does not come from there
     */
    public void free(MemorySegment memory) {
        if (p2p.free(memory)) {
            return;
        }
        Arena arena;
        synchronized (plainMemory) {
            arena = plainMemory.remove(memory.address());
        }
        if (arena == null) {
            throw new EngineException(
                    ErrorClass.ARG, "freeMem: the memory at " + memory.address() + " was not allocated by allocMem");
        }
        arena.close();
    }

    /** Sends what is left to send; the rank stays in the job. */
    public void quiesce() {
        p2p.quiesce();
    }

    /** Sends what is left, waits for the peers, tells the process manager, closes the transports. */
    public synchronized void finish() {
        if (finished) {
            return;
        }
        finished = true;
        p2p.finish();
        if (reports) {
            manager.report(report());
        }
        manager.fence();
        manager.finished();
        p2p.close();
        synchronized (plainMemory) {
            plainMemory.values().forEach(Arena::close);
            plainMemory.clear();
        }
    }
}
