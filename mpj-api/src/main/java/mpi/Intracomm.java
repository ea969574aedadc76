package mpi;

import java.nio.Buffer;
import java.util.function.BinaryOperator;
import mpj.core.EngineException;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/** A communicator of one group, as opposed to one between two groups. */
public class Intracomm extends Comm {
    Intracomm(String name) {
        super(name);
    }

    Intracomm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    @Override
    public Intracomm dup() throws MPIException {
        return new Intracomm(dupCore(), this);
    }

    @Override
    public Intracomm clone() {
        return dup();
    }

    /**
     * Splits the group: ranks that give the same colour get a communicator of their own, ordered by key, then by
     * rank.
     *
     * @param colour 0 or more, or {@link MPI#UNDEFINED} to take part in none: the result is null ({@link #isNull})
     */
    public final Intracomm split(int colour, int key) throws MPIException {
        Communicator core = core();
        if (colour < 0 && colour != MPI.UNDEFINED) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call("split", "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    "colour " + colour + " is negative and not MPI_UNDEFINED");
        }
        try {
            return new Intracomm(core.split(colour, key), this);
        } catch (EngineException e) {
            throw collectiveFailure("split", e);
        }
    }

    /** Combines the elements of ranks 0 to the caller's, in place. */
    public final void scan(@Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        run("scan", MPI.UNDEFINED, count, scanCall(
                "scan", Form.BLOCKING, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** {@link #scan(Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        run("scan", MPI.UNDEFINED, count, scanCall(
                "scan", Form.BLOCKING, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** Combines the elements of ranks 0 to the caller's. */
    public final void scan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        run("scan", MPI.UNDEFINED, count, scanCall("scan", Form.BLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #scan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        run("scan", MPI.UNDEFINED, count, scanCall("scan", Form.BLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** Combines the elements of the ranks below the caller's, in place; rank 0's buffer stays as it is. */
    public final void exScan(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        run("exScan", MPI.UNDEFINED, count, exScanCall(
                "exScan", Form.BLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #exScan(Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        run("exScan", MPI.UNDEFINED, count, exScanCall(
                "exScan", Form.BLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Combines the elements of the ranks below the caller's; rank 0's {@code recvbuf} stays as it is. */
    public final void exScan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        run("exScan", MPI.UNDEFINED, count, exScanCall("exScan", Form.BLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #exScan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        run("exScan", MPI.UNDEFINED, count, exScanCall("exScan", Form.BLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** Begins {@link #scan(Object, int, Datatype, Op)}. */
    public final Request iScan(@Nullable Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** {@link #iScan(Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iScan(@Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** {@link #iScan(Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iScan(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** Begins {@link #scan(Object, Object, int, Datatype, Op)}. */
    public final Request iScan(@Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iScan(Buffer, Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iScan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iScan(Buffer, Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iScan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        return begin("iScan", scanCall("iScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** Begins {@link #exScan(Object, int, Datatype, Op)}. */
    public final Request iExScan(@Nullable Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iExScan(Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iExScan(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iExScan(Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iExScan(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Begins {@link #exScan(Object, Object, int, Datatype, Op)}. */
    public final Request iExScan(@Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iExScan(Buffer, Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iExScan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iExScan(Buffer, Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iExScan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        return begin("iExScan", exScanCall("iExScan", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** Prepares {@link #scan(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest scanInit(@Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        return keep("scanInit", scanCall("scanInit", Form.PERSISTENT, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** {@link #scanInit(Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest scanInit(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return keep("scanInit", scanCall("scanInit", Form.PERSISTENT, Collectives.IN_PLACE, recvbuf, count, type, op));
    }

    /** Prepares {@link #scan(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest scanInit(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return keep("scanInit", scanCall("scanInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #scanInit(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest scanInit(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        return keep("scanInit", scanCall("scanInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** Prepares {@link #exScan(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest exScanInit(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        return keep("exScanInit", exScanCall(
                "exScanInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #exScanInit(Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest exScanInit(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return keep("exScanInit", exScanCall(
                "exScanInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Prepares {@link #exScan(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest exScanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        return keep("exScanInit", exScanCall("exScanInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #exScanInit(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest exScanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return keep("exScanInit", exScanCall("exScanInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** Combines the objects of ranks 0 to the caller's, in their order; see {@link #reduce(Object, BinaryOperator, int)}. */
    public final <T extends @Nullable Object> T scan(T object, BinaryOperator<T> op) throws MPIException {
        return new ObjectReduction<>(this, "scan", op, MPI.UNDEFINED).scan(object);
    }

    /** {@link #scan(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> T scan(T object, Op op) throws MPIException {
        return scan(object, ObjectOps.<T>of("scan", op));
    }

    /** Combines the objects of the ranks below the caller's; null at rank 0. */
    public final <T extends @Nullable Object> @Nullable T exScan(T object, BinaryOperator<T> op) throws MPIException {
        return new ObjectReduction<>(this, "exScan", op, MPI.UNDEFINED).exScan(object);
    }

    /** {@link #exScan(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> @Nullable T exScan(T object, Op op) throws MPIException {
        return exScan(object, ObjectOps.<T>of("exScan", op));
    }
}
