package mpj.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What hangs where, for a test that ran out of time. */
final class Stacks {
    private static final long PENDING_LIMIT_MS = 500;

    private Stacks() {}

    /** All platform threads' stacks, by name. */
    static String ofAll() {
        Map<String, StackTraceElement[]> byName = new TreeMap<>();
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> byName.put(
                        thread.getName() + " #" + thread.threadId() + " " + thread.getState(), stack));
        StringBuilder text = new StringBuilder();
        byName.forEach((name, stack) -> {
            text.append(name).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    at ").append(element).append('\n');
            }
        });
        return text.toString();
    }

    /** What each rank waits for, and all stacks. */
    static String ofJob(LocalJob job, int size) {
        StringBuilder text = new StringBuilder();
        for (int rank = 0; rank < size; rank++) {
            text.append("rank ").append(rank).append(": ").append(pending(job, rank)).append('\n');
        }
        return text.append(ofAll()).toString();
    }

    /** Asked on a thread of its own: a rank that hangs with its lock held cannot answer. */
    private static String pending(LocalJob job, int rank) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("pending-" + rank).start(() -> {
            try {
                answer.complete(job.pending(rank));
            } catch (Throwable t) {
                answer.completeExceptionally(t);
            }
        });
        try {
            return answer.get(PENDING_LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "(did not say what it waits for within " + PENDING_LIMIT_MS + " ms)";
        } catch (ExecutionException e) {
            return "(failed to say what it waits for: " + e.getCause() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "(interrupted)";
        }
    }
}
