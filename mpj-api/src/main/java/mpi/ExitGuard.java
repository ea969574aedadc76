package mpi;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import mpj.core.Engine;
import mpj.wireup.ProcessManagers;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the job when the JVM ends without {@code Finalize}.
 *
 * <p>A program whose {@code main} has returned and whose non-daemon threads have ended has finished in good order, so
 * MPI is finalized for it. Any other end - {@code System.exit}, a signal, an exception out of {@code main} - leaves MPI
 * unfinalized, which the launcher reports as a failure: the exit code cannot be seen from inside, and finalizing would
 * have a failed rank wait for its peers.
 *
 * <p>The orderly end is known by its evidence: the JVM then runs the hooks from the thread in which it waited for the
 * last non-daemon thread, whose stack holds {@code Shutdown.shutdown}.
 */
final class ExitGuard {
    private static final String SHUTDOWN_CLASS = "java.lang.Shutdown";
    private static final String ORDERLY_METHOD = "shutdown";
    /** The name that the JVM gives to the thread that runs {@code main}. */
    private static final String MAIN_THREAD = "main";

    private static volatile boolean failed;

    private ExitGuard() {}

    /** Once a JVM, when the engine starts. */
    static void install() {
        try {
            Runtime.getRuntime().addShutdownHook(new Hook());
        } catch (IllegalStateException e) {
            // started from another shutdown hook: the end is under way and stays unfinalized
            return;
        }
        ProcessManagers.onEnd(new End());
        Thread.setDefaultUncaughtExceptionHandler(new Handler(Thread.getDefaultUncaughtExceptionHandler()));
    }

    private static final class Hook extends Thread {
        Hook() {
            super("mpj-finalize");
        }

        @Override
        public void run() {
            atExit();
        }
    }

    /** What a runner of programs calls when the program is over, which may be long before the JVM ends. */
    private static final class End implements Runnable {
        @Override
        public void run() {
            Job.finishAtExit(true);
        }
    }

    /** A class and no lambda, as a program's first lambda delays its start by 10 ms. */
    private record Handler(Thread.@Nullable UncaughtExceptionHandler previous)
            implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            uncaught(previous, thread, failure);
        }
    }

    private static void atExit() {
        if (failed || Job.joined() == null) {
            return;
        }
        try {
            Job.finishAtExit(isOrderly());
        } catch (RuntimeException e) {
            if (Job.hasLeft()) {
                // a daemon thread was faster
                return;
            }
            abort("MPI.Finalize at exit failed", e);
        }
    }

    /** Whether the last non-daemon thread has ended; asked while shutdown hooks run. */
    static boolean isOrderly() {
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            for (StackTraceElement frame : entry.getValue()) {
                if (frame.getClassName().equals(SHUTDOWN_CLASS) && frame.getMethodName().equals(ORDERLY_METHOD)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An exception that leaves the main thread ends the job; others end their thread, as in any Java program. */
    private static void uncaught(
            Thread.@Nullable UncaughtExceptionHandler previous, Thread thread, Throwable failure) {
        boolean main = thread.getName().equals(MAIN_THREAD);
        if (main) {
            failed = true;
        }
        if (previous != null) {
            previous.uncaughtException(thread, failure);
        } else if (!main || Job.hasLeft()) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
        }
        if (main && !Job.hasLeft()) {
            abort("Exception in thread \"" + thread.getName() + "\"", failure);
        }
    }

    private static void abort(String what, Throwable failure) {
        int code = failure instanceof MPIException e && e.getErrorClass() != MPI.SUCCESS ? e.getErrorClass() : 1;
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        Engine engine = Job.joined();
        if (engine != null) {
            engine.manager().abort(code, what + " " + stack);
        }
    }
}
