package mpj.wireup;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** The process manager of a process that nobody launched: a job of one rank. */
public final class Singleton implements ProcessManager {
    private final byte[] secret = new byte[32];
    private final Map<String, byte[]> values = new HashMap<>();

    public Singleton() {
        new SecureRandom().nextBytes(secret);
    }

    @Override
    public String jobId() {
        return "single-" + ProcessHandle.current().pid();
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int localSize() {
        return 1;
    }

    @Override
    public int appNumber() {
        return 0;
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public synchronized void put(String key, byte[] value) {
        values.put(key, value.clone());
    }

    @Override
    public void fence() {}

    @Override
    public synchronized byte[] get(int rank, String key) {
        byte[] value = values.get(key);
        if (rank != 0 || value == null) {
            throw new WireupException("rank " + rank + " published no " + key);
        }
        return value.clone();
    }

    @Override
    public void listen(JobListener listener) {}

    @Override
    public void abort(int code, String message) {
        System.err.println("mpj: " + message);
        System.err.flush();
        Runtime.getRuntime().halt(code & 0xff);
    }

    @Override
    public void report(RankReport report) {}

    @Override
    public void finished() {}

    @Override
    public void close() {}
}
