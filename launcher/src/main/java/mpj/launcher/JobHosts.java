package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.wireup.ControlLink;
import mpj.wireup.FrameChannel;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/** The other hosts of a job, and where their agents connect to. */
final class JobHosts implements LinkAcceptor.Service {
    private final JobSpec spec;
    private final JobSecret secret;
    private final Ranks ranks;
    private final ExecutablePath path = new ExecutablePath(System.getenv("PATH"));
    private final StartPrefix prefix = new StartPrefix(path);
    private final @Nullable Preload preload;
    private final List<LinkAcceptor> acceptors = new ArrayList<>();
    private final List<RemoteHost> hosts = new ArrayList<>();

    // set before any agent is started
    private volatile @Nullable Machines machines;

    /** What becomes of the ranks of other hosts. */
    interface Ranks {
        /** A rank runs. */
        void started(int rank, RankHost host, String hostName, Process process, @Nullable String notice);

        /** Serves a rank's channel to its end; false if it has one already. */
        boolean serve(int rank, FrameChannel channel);

        /** The job cannot go on, and ends with this code. */
        void failed(int code, String message);

        /** A line for the user. */
        void show(String line);
    }

    JobHosts(JobSpec spec, JobSecret secret, Ranks ranks) {
        this.spec = spec;
        this.secret = secret;
        this.ranks = ranks;
        preload = spec.hostOptions().preload() ? new Preload() : null;
    }

    /** The other hosts, one for each plan, not yet started. */
    List<RemoteHost> prepare(List<String> names) throws LaunchException {
        String launcher = spec.hostOptions().launcher();
        String command = AgentCommand.prefix(launcher, names.getFirst()).getFirst();
        if (!path.isCommand(command)) {
            throw new UsageException(command + ": command not found: install it, or name another way to the hosts (--launcher)");
        }
        for (String name : names) {
            hosts.add(new RemoteHost(name, spec.hostOptions(), new ProcessGroups(prefix.groups()), this));
        }
        return hosts;
    }

    /** Starts their agents; the calling thread must live as long as the job. */
    void start(List<HostPlan> plans) throws LaunchException, IOException {
        HostOptions options = spec.hostOptions();
        int[] ranksOfHosts = plans.stream().mapToInt(plan -> plan.ranks().length).toArray();
        int ownRanks = spec.size() - Arrays.stream(ranksOfHosts).sum();
        machines = new Machines(Machines.ofThisProcess(), ownRanks, ranksOfHosts);
        List<String> addresses = listen(options);
        AgentCommand command = new AgentCommand(options.launcher(), Distribution.ofThisProcess(), preload != null);
        List<ProgramSpec> programs = new ArrayList<>();
        for (ProgramSpec program : spec.programs()) {
            programs.add(abroad(program));
        }
        String directory = new File("").getAbsolutePath();
        for (int i = 0; i < hosts.size(); i++) {
            AgentSetup setup = new AgentSetup(secret, i, hosts.size(), options.silenceMs(), addresses, directory,
                    preload != null, plans.get(i).withPrograms(programs));
            RemoteHost host = hosts.get(i);
            List<String> words = new ArrayList<>(prefix.agentCommand());
            words.addAll(command.words(host.name()));
            if (spec.verbose()) {
                List<String> prefixWords = AgentCommand.prefix(options.launcher(), host.name());
                show("host " + host.name() + ": " + String.join(" ", prefixWords) + " ... connects to "
                        + String.join(", ", addresses));
            }
            host.start(words, command.input(setup));
        }
    }

    private List<String> listen(HostOptions options) throws LaunchException, IOException {
        List<InetAddress> own = HostNetwork.addresses(options.network());
        List<String> addresses = new ArrayList<>();
        for (ServerSocket socket : HostNetwork.listen(options, own)) {
            InetAddress bound = socket.getInetAddress();
            for (InetAddress address : bound.isAnyLocalAddress() ? own : List.of(bound)) {
                addresses.add(HostNetwork.text(address, socket.getLocalPort()));
            }
            LinkAcceptor acceptor = new LinkAcceptor(socket, secret, hosts.size(), this);
            acceptors.add(acceptor);
            acceptor.start();
        }
        return addresses;
    }

    /** The program with names of files that hold on another host. */
    private ProgramSpec abroad(ProgramSpec program) throws LaunchException {
        String directory = program.directory();
        ProgramSpec there = directory == null ? program : program.in(new File(directory).getAbsolutePath());
        if (preload != null) {
            return preload.add(there);
        }
        List<String> entries = new ArrayList<>();
        for (String entry : program.classPathEntries()) {
            entries.add(new File(entry).getAbsolutePath());
        }
        String path = String.join(File.pathSeparator, entries);
        return there.withFiles(program.kind() == ProgramSpec.Kind.JAR ? path : program.target(), path);
    }

    @Override
    public boolean serve(int number, ControlLink link) {
        return hosts.get(number).serve(link);
    }

    /** An agent is ready; the ranks of all hosts start when all are, as only then it is known who shares a machine. */
    void ready(RemoteHost host, String machine) {
        Machines all = machines;
        if (all != null && all.report(hosts.indexOf(host), machine)) {
            for (int i = 0; i < hosts.size(); i++) {
                hosts.get(i).share(all.share(i));
            }
        }
    }

    @Nullable Preload preload() {
        return preload;
    }

    boolean readsInput(int rank) {
        return rank == spec.stdinRank();
    }

    void started(int rank, RankHost host, String name, Process process, @Nullable String notice) {
        ranks.started(rank, host, name, process, notice);
    }

    boolean serveRank(int rank, FrameChannel channel) {
        return ranks.serve(rank, channel);
    }

    void failed(int code, String message) {
        ranks.failed(code, message);
    }

    void show(String line) {
        ranks.show(line);
    }

    /** How many connections were of no agent. */
    int dropped() {
        int dropped = 0;
        for (LinkAcceptor acceptor : acceptors) {
            dropped += acceptor.dropped();
        }
        return dropped;
    }

    void close() {
        for (LinkAcceptor acceptor : acceptors) {
            acceptor.close();
        }
    }
}
