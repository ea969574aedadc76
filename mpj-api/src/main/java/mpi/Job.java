package mpi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import mpj.base.config.Parameters;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.transport.TransportProvider;
import mpj.wireup.ProcessManagers;
import mpj.wireup.WireupException;
import org.jspecify.annotations.Nullable;

/**
 * This process's membership in its job.
 *
 * <p>It begins with the first use of MPI, Init or the first session. The world model ends with Finalize, each session
 * by itself; who has finished both, or comes to the end of the program, leaves the job. So what comes from a session
 * works on after Finalize.
 */
final class Job {
    private static final String FINALIZED = "MPI is finalized.";

    /** The engine, as long as this process is in the job. */
    private static volatile @Nullable Engine running;
    /** The same, as long as the world model is in use. */
    private static volatile @Nullable Engine world;

    private static volatile boolean finalized;
    private static volatile boolean left;
    private static boolean initCalled;
    private static int sessions;
    private static @Nullable Thread initThread;

    /** The derived communicators that are bound to the engine, so that the end can unbind them. */
    private static final Set<CommHandle> BOUND = Collections.newSetFromMap(new WeakHashMap<>());

    private Job() {}

    /** The engine of the world model, started now if it has not been. */
    static Engine engine() {
        Engine known = world;
        return known != null ? known : start();
    }

    /** The engine if this process is in the job. */
    static @Nullable Engine joined() {
        return running;
    }

    /** Begins with the world model, unless that has been done. */
    static synchronized Engine start() {
        Engine known = world;
        if (known != null) {
            return known;
        }
        if (finalized) {
            throw finalizedAlready();
        }
        Engine engine = join();
        initThread = Thread.currentThread();
        MPI.COMM_WORLD.bind(engine.world());
        MPI.COMM_SELF.bind(engine.self());
        world = engine;
        return engine;
    }

    /** Joins the job, unless that has been done. */
    private static Engine join() {
        Engine engine = running;
        if (engine != null) {
            return engine;
        }
        checkNotFinalized();
        List<TransportProvider> providers = new ArrayList<>();
        try {
            for (TransportProvider provider : ServiceLoader.load(TransportProvider.class, Job.class.getClassLoader())) {
                providers.add(provider);
            }
            Codecs.checkSetting();
            engine = Engine.start(ProcessManagers.fromEnvironment(), Parameters.fromEnvironment(), providers);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("Init"), e.getMessage(), e);
        } catch (WireupException | IllegalArgumentException e) {
            throw MPIException.failure(MPI.ERR_OTHER, Call.of("Init"), e.getMessage(), e);
        }
        running = engine;
        ExitGuard.install();
        return engine;
    }

    /** Init: once, also after the first use has started the engine. */
    static synchronized void init() {
        if (initCalled || finalized) {
            throw new MPIException("MPI is already initialized.");
        }
        start();
        initCalled = true;
    }

    /** A session begins; of a process that has left the job none can. */
    static synchronized Engine beginSession() {
        Engine engine = join();
        sessions++;
        return engine;
    }

    /** A session ends; the last one after Finalize takes the process out of the job. */
    static synchronized void endSession() {
        sessions--;
        if (finalized && sessions == 0 && !left) {
            leave("Session.finish");
        }
    }

    /** Finalize: deletes the attributes of COMM_SELF, waits for pending traffic and ends the world model. */
    static void finish() {
        checkWorld();
        // the program's functions may communicate, in other threads, too: not under the lock
        MPI.COMM_SELF.deleteAttributes();
        endWorld();
    }

    private static synchronized Engine checkWorld() {
        if (finalized) {
            throw finalizedAlready();
        }
        Engine known = world;
        if (known == null) {
            throw new MPIException("MPI is not initialized.");
        }
        return known;
    }

    private static synchronized void endWorld() {
        Engine engine = checkWorld();
        if (sessions == 0) {
            leave("Finalize");
        } else {
            engine.quiesce();
        }
        finalized = true;
        world = null;
        initThread = null;
        MPI.COMM_WORLD.unbind();
        MPI.COMM_SELF.unbind();
        BOUND.removeIf(comm -> {
            boolean ends = left || comm.sessionSpace() == null;
            if (ends) {
                comm.unbind();
            }
            return ends;
        });
    }

    private static void leave(String operation) {
        Engine engine = running;
        if (engine == null) {
            return;
        }
        try {
            engine.finish();
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of(operation), e.getMessage(), e);
        }
        left = true;
        running = null;
        for (CommHandle comm : BOUND) {
            comm.unbind();
        }
        BOUND.clear();
    }

    /**
     * Leaves the job at the end of the program.
     *
     * @param inGoodOrder whether the program ends by itself; if not, only a process that uses MPI no more leaves
     */
    static void finishAtExit(boolean inGoodOrder) {
        synchronized (Job.class) {
            if (running == null || !inGoodOrder && (world != null || sessions > 0)) {
                return;
            }
            sessions = 0;
            if (world == null) {
                finalized = true;
                leave("Finalize");
                return;
            }
        }
        finish();
    }

    static boolean isInitialized() {
        return world != null || finalized;
    }

    static boolean isFinalized() {
        return finalized;
    }

    /** Whether this process has joined the job and has left it in good order. */
    static boolean hasLeft() {
        return left;
    }

    /** The error of calls that need MPI when this process has left the job. */
    static void checkNotFinalized() {
        if (left) {
            throw finalizedAlready();
        }
    }

    static MPIException finalizedAlready() {
        return new MPIException(FINALIZED);
    }

    /** Whether the caller is the thread that began with the world model, which begins now if it has not. */
    static synchronized boolean isThreadMain() {
        start();
        return Thread.currentThread() == initThread;
    }

    static synchronized void remember(CommHandle comm) {
        checkNotFinalized();
        BOUND.add(comm);
    }

    static synchronized void forget(CommHandle comm) {
        BOUND.remove(comm);
    }
}
