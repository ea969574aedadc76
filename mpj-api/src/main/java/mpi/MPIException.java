package mpi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An MPI call failed.
 *
 * <p>The message begins with the error class and the operation, as in
 * {@code MPI_ERR_RANK: send: dest 7 is outside 0..3 of MPI_COMM_WORLD}; the getters give what is known of the call.
 * Unchecked, unlike the exception of Open MPI's bindings: code that catches or declares it compiles as it is.
 */
public final class MPIException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errorClass;
    private final int errorCode;
    private final @Nullable String operation;
    private final @Nullable String communicator;
    private final int peer;
    private final int tag;
    private final long count;

    /** An exception of error class 0 with the cause and the stack of {@code cause}. */
    @SuppressWarnings("this-escape")
    public MPIException(Throwable cause) {
        super(cause);
        errorClass = MPI.SUCCESS;
        errorCode = MPI.SUCCESS;
        operation = null;
        communicator = null;
        peer = MPI.UNDEFINED;
        tag = MPI.UNDEFINED;
        count = -1;
        setStackTrace(cause.getStackTrace());
    }

    /** An exception of error class 0. */
    public MPIException(String message) {
        this(MPI.SUCCESS, message);
    }

    /** An exception of an error code, such as one of {@link MPI#addErrorCode}; its text is the message. */
    public MPIException(int errorCode) {
        this(errorCode, ErrorCodes.describe(errorCode));
    }

    /** An exception of an error code with a message of its own. */
    public MPIException(int errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
        errorClass = ErrorCodes.isKnown(errorCode) ? ErrorCodes.classOf("MPIException", errorCode) : MPI.ERR_UNKNOWN;
        operation = null;
        communicator = null;
        peer = MPI.UNDEFINED;
        tag = MPI.UNDEFINED;
        count = -1;
    }

    private MPIException(int errorClass, Call call, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        errorCode = errorClass;
        operation = call.operation();
        communicator = call.communicator();
        peer = call.peer();
        tag = call.tag();
        count = call.count();
    }

    /**
     * An error in an argument; the text names argument and value. A function that the program has made the communicator's
     * error handler is called here; that of COMM_SELF where no communicator is involved. MPI 5.0, section 9.3.
     */
    static MPIException argument(int errorClass, Call call, String text) {
        CommHandle comm = call.comm();
        (comm == null ? MPI.COMM_SELF : comm).tell(errorClass);
        return toldArgument(errorClass, call, text);
    }

    /** An error in an argument of which another object's error handler has heard. */
    static MPIException toldArgument(int errorClass, Call call, String text) {
        return new MPIException(errorClass, call, prefix(errorClass, call) + text, null);
    }

    /** An error in an argument of a call of which only the name is worth telling. */
    static MPIException argument(int errorClass, String operation, String text) {
        return argument(errorClass, Call.of(operation), text);
    }

    /** A failure of which the engine told; the details of the call are added to its words. */
    static MPIException failure(int errorClass, Call call, @Nullable String text, @Nullable Throwable cause) {
        String words = text == null ? "failed" : text;
        return new MPIException(errorClass, call, prefix(errorClass, call) + words + call.details(), cause);
    }

    private static String prefix(int errorClass, Call call) {
        return ErrorNames.of(errorClass) + ": " + call.operation() + ": ";
    }

    /** The message and where the call was made, for the words with which a job is aborted. */
    String withStack() {
        StringBuilder text = new StringBuilder(String.valueOf(getMessage()));
        for (StackTraceElement frame : getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    /**
     * The MPI error class: one of the {@code MPI.ERR_} constants, or an added one; 0 where there is none,
     * {@link MPI#ERR_UNKNOWN} for a code that nobody has added.
     */
    public int getErrorClass() {
        return errorClass;
    }

    /** The MPI error code; equal to the class for all errors of the library. */
    public int getErrorCode() {
        return errorCode;
    }

    /** What the error code means. mpi4py: {@code Get_error_string}. */
    public String getErrorString() {
        return ErrorCodes.describe(errorCode);
    }

    /** The operation that failed, such as {@code send}; null if unknown. */
    public @Nullable String getOperation() {
        return operation;
    }

    /** The name of the communicator; null if unknown or not involved. */
    public @Nullable String getCommunicator() {
        return communicator;
    }

    /** The destination, source or root; {@link MPI#UNDEFINED} if unknown or not involved. */
    public int getPeer() {
        return peer;
    }

    /** The tag; {@link MPI#UNDEFINED} if unknown or not involved. */
    public int getTag() {
        return tag;
    }

    /** The count of the call; -1 if unknown or not involved. */
    public long getCount() {
        return count;
    }
}
