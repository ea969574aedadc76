package mpj.core.coll;

import mpj.core.Engine;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Nonblocking operations under way, so many at most: one too many waits for the oldest.
 *
 * <p>Closed before {@link #finish}, because something failed, it cancels what is still under way, so that nothing
 * touches the user's buffers after the collective has thrown.
 */
final class Outstanding implements AutoCloseable {
    /** More messages at once would only wait for each other. */
    static final int MOST = 64;
    /** Of a message whose length is not known beforehand. */
    static final long ANY_LENGTH = -1;

    private final Engine engine;
    private final @Nullable Operation[] operations;
    private final long[] expected;
    private final int[] peers;
    private int next;

    Outstanding(Engine engine, int operations) {
        int slots = Math.max(operations, 1);
        this.engine = engine;
        this.operations = new @Nullable Operation[slots];
        this.expected = new long[slots];
        this.peers = new int[slots];
    }

    /** Makes room for one more. */
    void reserve() {
        await(next);
    }

    void sent(Operation operation, int dest) {
        add(operation, ANY_LENGTH, dest);
    }

    void receiving(Operation operation, long bytes, int source) {
        add(operation, bytes, source);
    }

    private void add(Operation operation, long bytes, int peer) {
        operations[next] = operation;
        expected[next] = bytes;
        peers[next] = peer;
        next = (next + 1) % operations.length;
    }

    /** Waits for all. */
    void finish() {
        for (int i = 0; i < operations.length; i++) {
            await((next + i) % operations.length);
        }
    }

    private void await(int slot) {
        Operation operation = operations[slot];
        if (operation == null) {
            return;
        }
        engine.await(operation);
        operations[slot] = null;
        operation.check();
        if (expected[slot] != ANY_LENGTH && operation.bytes() != expected[slot]) {
            throw Messages.lengthsDiffer(peers[slot], operation.bytes(), expected[slot]);
        }
    }

    @Override
    public void close() {
        for (Operation operation : operations) {
            if (operation != null) {
                engine.cancel(operation);
                engine.await(operation);
            }
        }
    }
}
