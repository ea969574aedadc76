package mpi;

import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import mpj.core.p2p.SendBuffer;
import org.jspecify.annotations.Nullable;

/** What every communicator is apart from what it sends: a handle with a rank, a size, a name and an error handler. */
public abstract class CommHandle {
    private static final String UNNAMED = "";

    /** The engine's side; null before the first use of a predefined communicator, after free and after Finalize. */
    private volatile @Nullable Communicator core;

    private final boolean predefined;
    private final HandlerSlot handler;
    private volatile boolean isNull;
    private volatile String name;
    /** Of a duplicate that is being made; null when it is there. */
    private @Nullable Making making;
    /** Of the session that it comes from, so that Finalize leaves it alone; null of one of the world model. */
    private volatile @Nullable SendBuffer sessionSpace;

    /** Of the communicator that this one is derived from: both look in the same places for space of buffered sends. */
    private final @Nullable SendBuffer parentSpace;

    /** COMM_WORLD or COMM_SELF. */
    CommHandle(String name) {
        this.name = name;
        parentSpace = null;
        predefined = true;
        handler = new HandlerSlot(Comm.class, Errhandler.FATAL);
    }

    /** A derived communicator, with the parent's error handler; the null handle if {@code core} is null. */
    CommHandle(@Nullable Communicator core, CommHandle parent) {
        name = UNNAMED;
        predefined = false;
        handler = new HandlerSlot(Comm.class, parent.handler.get());
        Communicator from = parent.core;
        parentSpace = from == null ? null : from.sendBuffer();
        sessionSpace = parent.sessionSpace;
        this.core = core;
        isNull = core == null;
        if (core != null) {
            adopt(core);
        }
    }

    private void adopt(Communicator made) {
        if (parentSpace != null) {
            made.sendBuffer().besides(parentSpace);
        }
        Job.remember(this);
    }

    /** Makes a null handle one of a duplicate that is there when its operation has ended. */
    final synchronized void await(Making duplicate) {
        making = duplicate;
        isNull = false;
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
        Communicator made = finishMaking();
        if (made != null) {
            return made;
        }
        if (!isNull) {
            // it was there until Finalize
            throw Job.finalizedAlready();
        }
        throw MPIException.argument(
                MPI.ERR_COMM, "communication", "the communicator is null: it was freed or this rank is no member");
    }

    /** The duplicate that was being made, if there was one and it is there. */
    private synchronized @Nullable Communicator finishMaking() {
        Making pending = making;
        if (pending == null) {
            return core;
        }
        if (!pending.operation().isDone() || pending.operation().errorClass() != MPI.SUCCESS) {
            throw MPIException.argument(
                    MPI.ERR_COMM, "communication", "the duplicate is not there: complete its request (getRequest) first");
        }
        Communicator made = pending.result().get();
        making = null;
        core = made;
        adopt(made);
        return made;
    }

    final void bind(Communicator bound) {
        core = bound;
    }

    final void unbind() {
        core = null;
    }

    final @Nullable SendBuffer sessionSpace() {
        return sessionSpace;
    }

    final void setSessionSpace(SendBuffer space) {
        sessionSpace = space;
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

    /** Sets the name, which error messages show; what is longer than {@link MPI#MAX_OBJECT_NAME} - 1 is cut off. */
    public final void setName(String name) throws MPIException {
        core();
        if (name == null) {
            throw MPIException.argument(MPI.ERR_ARG, "setName", "the name is null");
        }
        this.name = name.length() < MPI.MAX_OBJECT_NAME ? name : name.substring(0, MPI.MAX_OBJECT_NAME - 1);
    }

    /** Says what happens when communication fails; the default is {@link MPI#ERRORS_ARE_FATAL}. */
    public final void setErrhandler(Errhandler errhandler) throws MPIException {
        core();
        handler.set(errhandler);
    }

    /** The error handler. */
    public final Errhandler getErrhandler() throws MPIException {
        core();
        return handler.get();
    }

    /**
     * Has the error handler deal with an error: nothing under ERRORS_RETURN, the program's function is called, else the
     * job is aborted with the class of the code.
     */
    public void callErrhandler(int errorCode) throws MPIException {
        handler.call(this, displayName(), core().engine(), errorCode);
    }

    /** Ends the whole job with {@code errorcode & 0xff} as the launcher's exit code; does not return. */
    public final void abort(int errorcode) throws MPIException {
        HandlerSlot.end(core().engine(), errorcode, "MPI abort(" + errorcode + ") on " + displayName());
    }

    /** The neighbourhood of the caller, which communicators with a topology have. */
    Neighbours neighbours(String operation) {
        core();
        throw MPIException.argument(
                MPI.ERR_TOPOLOGY,
                call(operation),
                displayName() + " has no topology");
    }

    /** The name for messages: unnamed communicators have one, too. */
    final String displayName() {
        return name.isEmpty() ? "communicator" : name;
    }

    /** A call of which the name alone is worth telling. */
    final Call call(String operation) {
        return Call.of(this, operation);
    }

    /** The details of a call for an exception. */
    final Call call(String operation, String peerName, int peer, int tag, long count) {
        return new Call(operation, this, peerName, peer, tag, count);
    }

    /** What to throw when the engine has thrown; communication errors pass the error handler first. */
    final MPIException failure(EngineException e, Call call) {
        return failure(e.errorClass(), e.getMessage(), e, call);
    }

    /** What to throw for an error of communication, after the error handler's turn. */
    final MPIException failure(int errorClass, @Nullable String text, @Nullable Throwable cause, Call call) {
        MPIException failure = MPIException.failure(errorClass, call, text, cause);
        if (handler.isFatal() && !isArgumentError(errorClass)) {
            Communicator bound = core;
            // a request may outlive its communicator
            Engine engine = bound == null ? Job.joined() : bound.engine();
            if (engine != null) {
                engine.manager().abort(errorClass, failure.withStack());
            }
        }
        tell(errorClass);
        return failure;
    }

    /** Calls the program's error handler, if there is one. */
    final void tell(int errorClass) {
        handler.tell(this, errorClass);
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
