package mpj.transport.rdma.verbs;

/** A queue pair whose connection is made by the connection manager: how far it has come, and what is told of that. */
public abstract class ManagedQueuePair implements QueuePair {
    private State state = State.IDLE;
    private boolean closed;

    @Override
    public final State state() {
        return state;
    }

    /** Has the caller of {@link #connect} know that it was here before. */
    protected final void checkIdle() {
        if (state != State.IDLE) {
            throw new IllegalStateException("a queue pair connects once; this one is " + state);
        }
    }

    /** The connection is being made. */
    protected final void begun() {
        state = State.CONNECTING;
    }

    /** The connection stands, unless it has been given up meanwhile. */
    protected final void established(DeviceEvents handler) {
        if (state == State.CONNECTING) {
            state = State.CONNECTED;
            handler.onConnected(this);
        }
    }

    /** The connection has failed or ended, by somebody else. */
    public final void ended(String reason, DeviceEvents handler) {
        State before = state;
        disconnect();
        if (before == State.CONNECTING) {
            handler.onFailed(this, reason);
        } else if (before == State.CONNECTED) {
            handler.onDisconnected(this, reason);
        }
    }

    @Override
    public final void disconnect() {
        if (state != State.ENDED) {
            boolean begun = state != State.IDLE;
            state = State.ENDED;
            flush(begun);
        }
    }

    @Override
    public final void close() {
        if (!closed) {
            disconnect();
            closed = true;
            free();
        }
    }

    /**
     * Has all that is posted complete with an error.
     *
     * @param begun whether there is a connection to end, or the beginning of one
     */
    protected abstract void flush(boolean begun);

    /** Frees it. */
    protected abstract void free();
}
