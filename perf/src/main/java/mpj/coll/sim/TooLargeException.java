package mpj.coll.sim;

/** Of a call with more messages than a simulation may have. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(message);
    }
}
