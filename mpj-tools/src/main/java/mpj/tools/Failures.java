package mpj.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import mpi.MPIException;
import mpj.wireup.ProcessManager;

/** Ends the job because of an exception, which is shown once, by the launcher. */
final class Failures {
    private static final int FAILURE_CODE = 1;

    private Failures() {}

    /** Ends the job and this process; does not return. */
    static void abort(ProcessManager manager, String what, Throwable failure) {
        int code = FAILURE_CODE;
        try {
            code = exitCode(failure);
            System.out.flush();
            System.err.flush();
            manager.abort(code, isStart(failure) ? String.valueOf(failure.getMessage()) : what + ": " + describe(failure));
        } finally {
            // also when there is no memory left to tell anything
            Runtime.getRuntime().halt(code & 0xff);
        }
    }

    private static int exitCode(Throwable failure) {
        return failure instanceof MPIException e && (e.getErrorClass() & 0xff) != 0 ? e.getErrorClass() : FAILURE_CODE;
    }

    /**
     * Whether MPI could not be started, because of a setting, a transport or the launcher. The message says why; where
     * the program used MPI first is of no interest.
     */
    private static boolean isStart(Throwable failure) {
        return failure instanceof MPIException e && "Init".equals(e.getOperation()) && e.getCause() != null;
    }

    static String describe(Throwable failure) {
        trimAll(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void trimAll(Throwable failure, Set<Throwable> seen) {
        if (seen.add(failure)) {
            failure.setStackTrace(trim(failure.getStackTrace()));
            if (failure.getCause() != null) {
                trimAll(failure.getCause(), seen);
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                trimAll(suppressed, seen);
            }
        }
    }

    /** Leaves out the frames below the program's main method: the runner's and reflection's. */
    static StackTraceElement[] trim(StackTraceElement[] stack) {
        String runner = MainMethod.class.getName();
        int end = 0;
        while (end < stack.length && !stack[end].getClassName().equals(runner)) {
            end++;
        }
        if (end == stack.length) {
            return stack;
        }
        while (end > 0 && isReflection(stack[end - 1].getClassName())) {
            end--;
        }
        return Arrays.copyOf(stack, end);
    }

    private static boolean isReflection(String className) {
        return className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.reflect.")
                || className.startsWith("java.lang.invoke.");
    }
}
