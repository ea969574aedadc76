package mpj.wireup;

import java.util.Map;

/** The stacks of this process's threads as text. */
final class ThreadStacks {
    private ThreadStacks() {}

    /** The pending operations, then all threads, {@code main} first. */
    static String describe(String pending) {
        StringBuilder text = new StringBuilder();
        if (!pending.isEmpty()) {
            text.append("pending:\n").append(pending.stripTrailing()).append('\n');
        }
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
            if (entry.getKey().getName().equals("main")) {
                append(text, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
            boolean ours = entry.getKey() == Thread.currentThread();
            if (!ours && !entry.getKey().getName().equals("main")) {
                append(text, entry.getKey(), entry.getValue());
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Thread thread, StackTraceElement[] stack) {
        text.append('"').append(thread.getName()).append('"');
        text.append(thread.isDaemon() ? " daemon " : " ").append(thread.getState()).append('\n');
        for (StackTraceElement frame : stack) {
            text.append("    at ").append(frame).append('\n');
        }
    }
}
