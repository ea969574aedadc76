package mpj.core;

import java.io.Serial;

/** An MPI error found by the engine; the API turns it into an {@code MPIException} or calls the error handler. */
public final class EngineException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errorClass;

    /**
     * @param errorClass one of {@link ErrorClass}
     */
    public EngineException(int errorClass, String message) {
        super(message);
        this.errorClass = errorClass;
    }

    public EngineException(int errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    /** One of {@link ErrorClass}. */
    public int errorClass() {
        return errorClass;
    }
}
