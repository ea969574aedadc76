package mpi;

import java.io.NotSerializableException;
import java.io.Serial;
import mpi.codec.ClassDeniedException;
import org.jspecify.annotations.Nullable;

/** An object cannot be written, read or combined; what the caller adds is the call in which this happened. */
final class CodingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errorClass;

    CodingException(int errorClass, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    /** What somebody else's code has thrown. */
    static CodingException of(String what, Throwable cause) {
        int errorClass = switch (cause) {
            case MPIException e when e.getErrorClass() != MPI.SUCCESS -> e.getErrorClass();
            case ClassDeniedException _, ClassNotFoundException _, NotSerializableException _ -> MPI.ERR_TYPE;
            default -> MPI.ERR_OTHER;
        };
        String why = cause instanceof StackOverflowError
                ? "its graph is too deep for the thread's stack (java -Xss, or a Thread with a stack size)"
                : cause.toString();
        return new CodingException(errorClass, what + ": " + why, cause);
    }

    int errorClass() {
        return errorClass;
    }

    /** The exception that the program sees. It passes no error handler: communication has not failed. */
    MPIException in(Call call) {
        return MPIException.failure(errorClass, call, getMessage(), getCause());
    }
}
