package mpj.perf.race;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command and how long it may take. */
final class ProcessRun {
    private static final int GRACE_S = 10;

    private final List<String> command;
    private final Map<String, String> environment;
    private final int limitSeconds;

    /**
     * @param environment additions to this process's
     * @param limitSeconds after which it has failed
     */
    ProcessRun(List<String> command, Map<String, String> environment, int limitSeconds) {
        this.command = command;
        this.environment = environment;
        this.limitSeconds = limitSeconds;
    }

    /**
     * What a run has left.
     *
     * @param errors the first line of its standard error, "" if there is none
     * @param wallSeconds from its start to its end
     */
    record Outcome(String output, String errors, double wallSeconds) {}

    /** Tells why a run has no result. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String reason) {
            super(reason);
        }
    }

    /** Runs it to its end; this process's end is its end too. */
    Outcome run() throws FailedException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
        Thread end = new Thread(() -> destroy(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return outcome(process, start);
        } finally {
            destroy(process);
            forget(end);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is what ended the run
        }
    }

    private Outcome outcome(Process process, long start) throws FailedException, InterruptedException {
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> errors = read(process.getErrorStream());
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            throw new FailedException("not at its end after " + limitSeconds + " s");
        }
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        String reason = Tools.line(errors.join(), "");
        if (process.exitValue() != 0) {
            throw new FailedException("exit code " + process.exitValue() + (reason.isEmpty() ? "" : ": " + reason));
        }
        return new Outcome(output.join(), reason, wallSeconds);
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /** Lets the launcher end its ranks; those that it leaves are ended for it. */
    private static void destroy(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var ranks = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(GRACE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ranks.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
