package mpj.transport;

/**
 * The engine's side of a transport; called from within {@link Transport#poll()} and, for completions, from within the
 * call that started the operation never.
 */
public interface MessageHandler {
    /**
     * An active message has arrived. The payload lies at a native address and is valid during the call only.
     *
     * @param peer the sender's rank in the job
     * @param kind the sender's message kind, 0 .. 127
     * @param length payload bytes, possibly 0
     */
    void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length);

    /** A remote memory operation that answered {@link Status#PENDING} has ended. */
    void onCompletion(long token, int status);

    /** The peer has written into exported memory, all of it: {@link Endpoint#putWithNote}. In no order to its messages. */
    void onNote(int peer, int note);

    /** The peer can no longer be reached; told once. Nothing of it arrives any more. */
    void onPeerLost(int peer, String reason);
}
