package mpi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import mpj.core.Engine;
import mpj.core.p2p.SendBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A way into MPI without {@link MPI#Init} and {@link MPI#COMM_WORLD}: from a process set to a {@link Group}, and from
 * there by {@link Intracomm#createFromGroup} to a communicator. MPI 5.0, section 11.3.
 *
 * <p>The process sets are {@code mpi://WORLD} and {@code mpi://SELF}. A process may have several sessions, at a time and
 * one after the other, before and without {@code Init}. A session that has begun before {@link MPI#Finalize} goes on after
 * it, with all that was made from it: the process leaves the job when the last session has been finished. After that no
 * session can begin any more.
 */
public final class Session implements AutoCloseable {
    static final Session NULL = new Session();
    static final String WORLD_SET = "mpi://WORLD";
    static final String SELF_SET = "mpi://SELF";

    private static final List<String> SETS = List.of(WORLD_SET, SELF_SET);

    private final HandlerSlot handler;
    private final Map<String, String> hints;
    /** Null in the null session. */
    private volatile @Nullable Engine engine;
    /** Whether the job counts it among its open sessions. */
    private boolean counted;

    /** Where space for buffered sends is attached; null in the null session. */
    private final @Nullable SendBuffer sendBuffer;

    /** The null session. */
    private Session() {
        sendBuffer = null;
        handler = new HandlerSlot(Session.class, Errhandler.FATAL);
        hints = Map.of();
    }

    private Session(Engine engine, Map<String, String> hints, @Nullable Errhandler errhandler) {
        this.engine = engine;
        this.sendBuffer = engine.newSendBuffer();
        this.hints = hints;
        handler = new HandlerSlot(Session.class, Errhandler.FATAL);
        handler.set(errhandler == null ? MPI.ERRORS_ARE_FATAL : errhandler);
    }

    /** Begins a session without hints, with {@link MPI#ERRORS_ARE_FATAL}. */
    public static Session init() throws MPIException {
        return init(null, null);
    }

    /**
     * Begins a session.
     *
     * @param info hints, may be null
     * @param errhandler the error handler; null for {@link MPI#ERRORS_ARE_FATAL}
     */
    public static Session init(@Nullable Info info, @Nullable Errhandler errhandler) throws MPIException {
        // first what may fail: a session that is counted must come into being
        Map<String, String> hints = Map.copyOf(Info.pairs(info));
        Session session = new Session(Job.beginSession(), hints, errhandler);
        session.counted = true;
        return session;
    }

    /** A session of a rank. */
    static Session of(Engine engine, @Nullable Info info, @Nullable Errhandler errhandler) {
        return new Session(engine, Map.copyOf(Info.pairs(info)), errhandler);
    }

    private Engine engine(String operation) {
        Engine running = engine;
        if (running == null) {
            throw MPIException.argument(MPI.ERR_SESSION, operation, "the session is null: it has been finished");
        }
        Job.checkNotFinalized();
        return running;
    }

    private MPIException wrong(String operation, String text) {
        handler.tell(this, MPI.ERR_ARG);
        return MPIException.toldArgument(MPI.ERR_ARG, Call.of(operation), text);
    }

    /** Whether this is the null session: finished, or {@link MPI#SESSION_NULL}. */
    public boolean isNull() {
        return engine == null;
    }

    /** The number of process sets. */
    public int getNumPsets() throws MPIException {
        engine("getNumPsets");
        return SETS.size();
    }

    /** The name of process set number {@code n}, from 0. */
    public String getNthPset(int n) throws MPIException {
        engine("getNthPset");
        if (n < 0 || n >= SETS.size()) {
            throw wrong("getNthPset", "n " + n + " is outside 0.." + (SETS.size() - 1));
        }
        return SETS.get(n);
    }

    /** What is known of a process set: {@code mpi_size}, the number of its members. */
    public Info getPsetInfo(String psetName) throws MPIException {
        return Info.of(Map.of("mpi_size", Integer.toString(members("getPsetInfo", psetName).length)));
    }

    /** The hints of the session, and {@code thread_level}. */
    public Info getInfo() throws MPIException {
        engine("getInfo");
        Info info = Info.of(hints);
        info.set("thread_level", "MPI_THREAD_MULTIPLE");
        return info;
    }

    /** The group of the members of a process set. */
    public Group createGroup(String psetName) throws MPIException {
        return Group.of(engine("createGroup"), sendBuffer("createGroup"), members("createGroup", psetName));
    }

    private SendBuffer sendBuffer(String operation) {
        engine(operation);
        return Objects.requireNonNull(sendBuffer);
    }

    /**
     * Gives space to the buffered sends of the communicators that are derived from it and have none of their own, as
     * {@link MPI#attachBuffer(Object)}.
     */
    public void attachBuffer(Object buffer) throws MPIException {
        SendBuffers.attach(sendBuffer("attachBuffer"), buffer);
    }

    /** Waits until the sends that use the attached buffer have left, and takes it away; what was attached. */
    public Object detachBuffer() throws MPIException {
        return SendBuffers.detach(sendBuffer("detachBuffer"));
    }

    /** Waits until the sends have left that use the attached buffer now. */
    public void flushBuffer() throws MPIException {
        iFlushBuffer().waitFor();
    }

    /** Begins a {@link #flushBuffer}. */
    public Request iFlushBuffer() throws MPIException {
        return SendBuffers.flush(MPI.COMM_SELF, engine("flushBuffer"), sendBuffer("flushBuffer"));
    }

    private int[] members(String operation, String set) {
        Engine running = engine(operation);
        if (WORLD_SET.equals(set)) {
            return running.world().members();
        }
        if (SELF_SET.equals(set)) {
            return running.self().members();
        }
        throw wrong(operation, "process set '" + set + "' is none of " + String.join(", ", SETS));
    }

    /** Makes an error handler of a function of the session and the error code. */
    public static Errhandler createErrhandler(ObjIntConsumer<? super Session> function) throws MPIException {
        return Errhandler.of(Session.class, function);
    }

    /** The error handler. */
    public Errhandler getErrhandler() throws MPIException {
        engine("getErrhandler");
        return handler.get();
    }

    /** Says what happens when something fails; the default is {@link MPI#ERRORS_ARE_FATAL}. */
    public void setErrhandler(Errhandler errhandler) throws MPIException {
        engine("setErrhandler");
        handler.set(errhandler);
    }

    /** Has the error handler deal with an error, as {@link Comm#callErrhandler}. */
    public void callErrhandler(int errorCode) throws MPIException {
        handler.call(this, toString(), engine("callErrhandler"), errorCode);
    }

    /**
     * Ends the session. What was made from it stays until it is freed; if {@link MPI#Finalize} has been called and no
     * other session is open, this waits for pending traffic and ends it, too. mpi4py: {@code Finalize}.
     */
    public void finish() throws MPIException {
        if (engine == null) {
            throw MPIException.argument(MPI.ERR_SESSION, "finish", "the session is null: it has been finished");
        }
        end();
    }

    private synchronized void end() {
        engine = null;
        if (counted) {
            counted = false;
            Job.endSession();
        }
    }

    /** {@link #finish}, unless the session is null. */
    @Override
    public void close() throws MPIException {
        end();
    }

    @Override
    public String toString() {
        return engine == null ? "MPI_SESSION_NULL" : "session";
    }
}
