package mpi;

import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/** What every communicator is apart from what it sends: a handle with a rank, a size, a name and an error handler. */
public abstract class CommHandle {
    private static final String UNNAMED = "";

    /** The engine's side; null before the first use of a predefined communicator, after free and after Finalize. */
    private volatile @Nullable Communicator core;

    private final boolean predefined;
    private volatile boolean isNull;
    private volatile String name;
    private volatile Errhandler errhandler;

    /** COMM_WORLD or COMM_SELF. */
    CommHandle(String name) {
        this.name = name;
        predefined = true;
        errhandler = Errhandler.FATAL;
    }

    /** A derived communicator, with the parent's error handler; the null handle if {@code core} is null. */
    CommHandle(@Nullable Communicator core, CommHandle parent) {
        name = UNNAMED;
        predefined = false;
        errhandler = parent.errhandler;
        this.core = core;
        isNull = core == null;
        if (core != null) {
            Job.remember(this);
        }
    }

    /** The engine's side, which for a predefined communicator starts the engine. */
    final Communicator core() {
        Communicator bound = core;
        return bound != null ? bound : bindNow();
    }

    private Communicator bindNow() {
        Job.checkNotFinalized();
        if (predefined) {
            Job.start();
            Communicator bound = core;
            if (bound != null) {
                return bound;
            }
            // another thread has called Finalize meanwhile
            Job.checkNotFinalized();
        }
        throw MPIException.argument(
                MPI.ERR_COMM, "communication", "the communicator is null: it was freed or this rank is no member");
    }

    final void bind(Communicator bound) {
        core = bound;
    }

    final void unbind() {
        core = null;
    }

    final boolean isPredefined() {
        return predefined;
    }

    /** Makes this the null handle and gives back what it stood for. */
    final Communicator release() {
        Communicator released = core();
        isNull = true;
        core = null;
        Job.forget(this);
        return released;
    }

    /** Whether this is the null handle: freed, or the result of a {@code split} in which this rank took no part. */
    public final boolean isNull() {
        return isNull;
    }

    /** The caller's rank in the group. */
    public final int getRank() throws MPIException {
        return core().rank();
    }

    /** The number of ranks in the group. */
    public final int getSize() throws MPIException {
        return core().size();
    }

    /** The name; that of derived communicators is empty until set. */
    public final String getName() throws MPIException {
        core();
        return name;
    }

    /** Sets the name, which error messages show. */
    public final void setName(String name) throws MPIException {
        core();
        this.name = name;
    }

    /** Says what happens when communication fails; the default is {@link MPI#ERRORS_ARE_FATAL}. */
    public final void setErrhandler(Errhandler errhandler) throws MPIException {
        core();
        if (errhandler == null) {
            throw MPIException.argument(MPI.ERR_ARG, "setErrhandler", "the error handler is null");
        }
        this.errhandler = errhandler;
    }

    /** The error handler. */
    public final Errhandler getErrhandler() throws MPIException {
        core();
        return errhandler;
    }

    /** Does what the error handler does for an error: nothing under ERRORS_RETURN, else the job is aborted. */
    public void callErrhandler(int errorCode) throws MPIException {
        core();
        if (errhandler != Errhandler.RETURN) {
            end(errorCode, ErrorNames.of(errorCode) + ": callErrhandler on " + displayName());
        }
    }

    /** Ends the whole job with {@code errorcode & 0xff} as the launcher's exit code; does not return. */
    public final void abort(int errorcode) throws MPIException {
        end(errorcode, "MPI abort(" + errorcode + ") on " + displayName());
    }

    private void end(int code, String message) {
        Communicator bound = core();
        System.out.flush();
        System.err.flush();
        bound.engine().manager().abort(code, message);
        Runtime.getRuntime().halt(code & 0xff);
    }

    /** The neighbourhood of the caller, which communicators with a topology have. */
    Neighbours neighbours(String operation) {
        core();
        throw MPIException.argument(
                MPI.ERR_TOPOLOGY,
                call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                displayName() + " has no topology");
    }

    /** The name for messages: unnamed communicators have one, too. */
    final String displayName() {
        return name.isEmpty() ? "communicator" : name;
    }

    /** The details of a call for an exception. */
    final Call call(String operation, String peerName, int peer, int tag, long count) {
        return new Call(operation, displayName(), peerName, peer, tag, count);
    }

    /** What to throw when the engine has thrown; communication errors pass the error handler first. */
    final MPIException failure(EngineException e, Call call) {
        return failure(e.errorClass(), e.getMessage(), e, call);
    }

    /** What to throw for an error of communication, after the error handler's turn. */
    final MPIException failure(int errorClass, @Nullable String text, @Nullable Throwable cause, Call call) {
        MPIException failure = MPIException.failure(errorClass, call, text, cause);
        if (errhandler != Errhandler.RETURN && !isArgumentError(errorClass)) {
            Communicator bound = core;
            // a request may outlive its communicator
            Engine engine = bound == null ? Job.engine() : bound.engine();
            engine.manager().abort(errorClass, failure.withStack());
        }
        return failure;
    }

    private static boolean isArgumentError(int errorClass) {
        return switch (errorClass) {
            case MPI.ERR_BUFFER, MPI.ERR_COUNT, MPI.ERR_TYPE, MPI.ERR_TAG, MPI.ERR_COMM, MPI.ERR_RANK -> true;
            case MPI.ERR_REQUEST, MPI.ERR_ROOT, MPI.ERR_OP, MPI.ERR_ARG -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return isNull ? "MPI_COMM_NULL" : displayName();
    }
}
