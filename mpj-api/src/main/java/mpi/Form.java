package mpi;

import mpj.core.EngineException;
import mpj.core.coll.Collective;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * How a collective operation is called: the name of the method, where the engine's call comes from, and what is done
 * with it when the arguments have been checked. The rest is the same in all forms, see {@link CommCollectiveCalls}.
 *
 * @param <R> what the caller gets
 */
abstract class Form<R extends @Nullable Object> {
    static final Form<@Nullable Void> BLOCKING = new Blocking();
    static final Form<Request> NONBLOCKING = new Nonblocking();
    static final Form<Prequest> PERSISTENT = new Persistent();

    /** The name of an operation's method. */
    abstract String name(CollectiveName operation);

    /** The engine's call, to be told what to do. */
    abstract Collective take(Communicator core);

    /**
     * Does the call, begins it, or keeps it to be started.
     *
     * @param root for the message of an error, UNDEFINED where there is none
     * @param count likewise, -1 where unknown
     * @param out the first buffer: null unless it may hold records to be read
     * @param in the second one, whose records may be read, made, or both
     */
    abstract R perform(
            CommCollectiveCalls comm, String name, int root, long count, Collective call, @Nullable Object out,
            @Nullable Object in);

    private static final class Blocking extends Form<@Nullable Void> {
        @Override
        String name(CollectiveName operation) {
            return operation.blocking;
        }

        @Override
        Collective take(Communicator core) {
            return core.collectives().blocking();
        }

        @Override
        @Nullable Void perform(
                CommCollectiveCalls comm, String name, int root, long count, Collective call, @Nullable Object out,
                @Nullable Object in) {
            RecordBuffer.load(out);
            RecordBuffer.load(in);
            try {
                call.run();
            } catch (EngineException e) {
                throw comm.collectiveFailure(name, e, root, count);
            }
            RecordBuffer.store(in);
            return null;
        }
    }

    private static final class Nonblocking extends Form<Request> {
        @Override
        String name(CollectiveName operation) {
            return operation.nonblocking;
        }

        @Override
        Collective take(Communicator core) {
            return core.collectives().nonblocking();
        }

        @Override
        Request perform(
                CommCollectiveCalls comm, String name, int root, long count, Collective call, @Nullable Object out,
                @Nullable Object in) {
            RecordBuffer.load(out);
            RecordBuffer.load(in);
            try {
                return RecordBuffer.request(
                        comm, call.start(), false, name, MPI.UNDEFINED, MPI.UNDEFINED, -1, in);
            } catch (EngineException e) {
                throw comm.collectiveFailure(name, e, root, count);
            }
        }
    }

    private static final class Persistent extends Form<Prequest> {
        @Override
        String name(CollectiveName operation) {
            return operation.persistent;
        }

        @Override
        Collective take(Communicator core) {
            return core.collectives().persistent();
        }

        @Override
        Prequest perform(
                CommCollectiveCalls comm, String name, int root, long count, Collective call, @Nullable Object out,
                @Nullable Object in) {
            return new Prequest(
                    comm, name, MPI.UNDEFINED, MPI.UNDEFINED, -1, false, call::start, out, in);
        }
    }
}
