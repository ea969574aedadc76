package mpj.wireup;

import java.util.Map;

/** The stacks of this process's threads as text. */
final class ThreadStacks {
    private ThreadStacks() {}

    /** The pending operations, then the stacks of {@code main} and of the program's other threads. */
    static String describe(String pending) {
        StringBuilder text = new StringBuilder(pending.isEmpty() ? "no operation pending" : pending.stripTrailing());
        text.append('\n');
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
            if (isMain(entry.getKey())) {
                append(text, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
            if (!isMain(entry.getKey()) && isOfProgram(entry.getKey(), entry.getValue())) {
                append(text, entry.getKey(), entry.getValue());
            }
        }
        return text.toString();
    }

    private static boolean isMain(Thread thread) {
        return thread.getName().equals("main");
    }

    /** Not the JVM's, nor ours unless it is in the program's or MPI's code. */
    private static boolean isOfProgram(Thread thread, StackTraceElement[] stack) {
        if (thread == Thread.currentThread()) {
            return false;
        }
        for (StackTraceElement frame : stack) {
            // of no class loader of the platform's
            if ("app".equals(frame.getClassLoaderName()) || "program".equals(frame.getClassLoaderName())) {
                return true;
            }
        }
        return !thread.isDaemon() && stack.length > 0;
    }

    private static void append(StringBuilder text, Thread thread, StackTraceElement[] stack) {
        text.append('"').append(thread.getName()).append('"');
        text.append(thread.isDaemon() ? " daemon " : " ").append(thread.getState()).append('\n');
        for (StackTraceElement frame : stack) {
            if (!isPlumbing(frame.getClassName())) {
                String place = frame.isNativeMethod() ? "native" : frame.getFileName() + ":" + frame.getLineNumber();
                text.append("    at ").append(frame.getClassName()).append('.').append(frame.getMethodName());
                text.append('(').append(place).append(")\n");
            }
        }
    }

    /** What lies between the program, the library and the system, and says nothing about either. */
    private static boolean isPlumbing(String className) {
        return className.startsWith("java.lang.invoke.")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.")
                || className.startsWith("mpj.tools.");
    }
}
