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

/** This process's membership in its job: begins with the first use of MPI or Init, ends with Finalize or at exit. */
final class Job {
    private static final String FINALIZED = "MPI is finalized.";

    private static volatile @Nullable Engine engine;
    private static volatile boolean finalized;
    private static boolean initCalled;
    private static @Nullable Thread initThread;

    /** The derived communicators that are bound to the engine, so that the end can unbind them. */
    private static final Set<CommHandle> BOUND = Collections.newSetFromMap(new WeakHashMap<>());

    private Job() {}

    /** The engine, started now if it has not been. */
    static Engine engine() {
        Engine running = engine;
        return running != null ? running : start();
    }

    /** The engine if it has been started and not finished. */
    static @Nullable Engine joined() {
        return engine;
    }

    static synchronized Engine start() {
        Engine running = engine;
        if (running != null) {
            return running;
        }
        checkNotFinalized();
        List<TransportProvider> providers = new ArrayList<>();
        try {
            for (TransportProvider provider : ServiceLoader.load(TransportProvider.class, Job.class.getClassLoader())) {
                providers.add(provider);
            }
            running = Engine.start(ProcessManagers.fromEnvironment(), Parameters.fromEnvironment(), providers);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("Init"), e.getMessage(), e);
        } catch (WireupException | IllegalArgumentException e) {
            throw MPIException.failure(MPI.ERR_OTHER, Call.of("Init"), e.getMessage(), e);
        }
        initThread = Thread.currentThread();
        MPI.COMM_WORLD.bind(running.world());
        MPI.COMM_SELF.bind(running.self());
        engine = running;
        ExitGuard.install();
        return running;
    }

    /** Init: once, also after the first use has started the engine. */
    static synchronized void init() {
        if (initCalled || finalized) {
            throw new MPIException("MPI is already initialized.");
        }
        start();
        initCalled = true;
    }

    /** Finalize: deletes the attributes of COMM_SELF, waits for pending traffic and leaves the job. */
    static void finish() {
        checkRunning();
        // the program's functions may communicate, in other threads, too: not under the lock
        MPI.COMM_SELF.deleteAttributes();
        leave();
    }

    private static synchronized Engine checkRunning() {
        checkNotFinalized();
        Engine running = engine;
        if (running == null) {
            throw new MPIException("MPI is not initialized.");
        }
        return running;
    }

    private static synchronized void leave() {
        Engine running = checkRunning();
        try {
            running.finish();
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("Finalize"), e.getMessage(), e);
        }
        finalized = true;
        engine = null;
        initThread = null;
        MPI.COMM_WORLD.unbind();
        MPI.COMM_SELF.unbind();
        for (CommHandle comm : BOUND) {
            comm.unbind();
        }
        BOUND.clear();
    }

    static boolean isInitialized() {
        return engine != null || finalized;
    }

    static boolean isFinalized() {
        return finalized;
    }

    static void checkNotFinalized() {
        if (finalized) {
            throw new MPIException(FINALIZED);
        }
    }

    /** Whether the caller is the thread that started the engine, starting it if need be. */
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
