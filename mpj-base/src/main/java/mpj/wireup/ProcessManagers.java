package mpj.wireup;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out who started this process, and joins the job. */
public final class ProcessManagers {
    /** Variables by which other launchers tell a process the size of its job. */
    private static final String[] FOREIGN_SIZES = {
        "PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS", "PALS_SIZE"
    };

    // a process is one rank: its runner and its engine share one connection
    private static @Nullable ProcessManager shared;
    private static @Nullable Runnable end;

    private ProcessManagers() {}

    /**
     * This process's connection to whoever started it.
     *
     * @throws WireupException if the environment speaks of a job that cannot be joined
     */
    public static synchronized ProcessManager fromEnvironment() {
        ProcessManager manager = shared;
        if (manager == null) {
            manager = from(new Environment(), new Halt());
            shared = manager;
        }
        return manager;
    }

    /** MPI has begun here; {@code leave} ends it when the program is over, unless that has been done. */
    public static synchronized void onEnd(Runnable leave) {
        end = leave;
    }

    /** Tells MPI, if it has begun here, that the program is over. */
    public static void end() {
        Runnable leave;
        synchronized (ProcessManagers.class) {
            leave = end;
        }
        if (leave != null) {
            leave.run();
        }
    }

    /**
     * A connection of its own to whoever started the process with this environment.
     *
     * @param orphaned what to do when the launcher is gone
     * @throws WireupException if the environment speaks of a job that cannot be joined
     */
    public static ProcessManager from(Function<String, @Nullable String> environment, Runnable orphaned) {
        if (environment.apply(JobPlace.CONTROL) != null) {
            return JobClient.connect(JobPlace.from(environment), orphaned);
        }
        refuseSilentSingleton(environment, "MPJ_SIZE", "the environment variable MPJ_CONTROL is missing");
        for (String name : FOREIGN_SIZES) {
            refuseSilentSingleton(environment, name, "that launcher's protocol is not known here: use mpjexec");
        }
        return new Singleton();
    }

    // classes and no lambdas, in the start path of every rank

    private static final class Environment implements Function<String, @Nullable String> {
        @Override
        public @Nullable String apply(String name) {
            return System.getenv(name);
        }
    }

    private static final class Halt implements Runnable {
        @Override
        public void run() {
            Runtime.getRuntime().halt(1);
        }
    }

    /** N processes that each believe to be alone compute N wrong results: better none. */
    private static void refuseSilentSingleton(
            Function<String, @Nullable String> environment, String name, String reason) {
        String size = environment.apply(name);
        if (size != null && !size.isBlank() && !size.trim().equals("1")) {
            throw new WireupException(
                    "this process was started as one of " + size + " (" + name + ") but cannot join them: " + reason);
        }
    }
}
