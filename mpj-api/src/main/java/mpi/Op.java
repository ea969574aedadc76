package mpi;

import java.util.function.BiConsumer;
import mpj.core.EngineException;
import mpj.core.coll.ReduceLocal;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import org.jspecify.annotations.Nullable;

/** A reduction: one of the constants of {@link MPI} or made of a {@link UserFunction}. MPI 5.0, section 6.9. */
public final class Op implements Freeable {
    /** The code of operations that are for one-sided communication alone. */
    private static final int NO_REDUCER = -1;

    static final Op NULL = new Op("MPI_OP_NULL", NO_REDUCER);
    static final Op MAX = new Op("MPI_MAX", Reducers.MAX);
    static final Op MIN = new Op("MPI_MIN", Reducers.MIN);
    static final Op SUM = new Op("MPI_SUM", Reducers.SUM);
    static final Op PROD = new Op("MPI_PROD", Reducers.PROD);
    static final Op LAND = new Op("MPI_LAND", Reducers.LAND);
    static final Op BAND = new Op("MPI_BAND", Reducers.BAND);
    static final Op LOR = new Op("MPI_LOR", Reducers.LOR);
    static final Op BOR = new Op("MPI_BOR", Reducers.BOR);
    static final Op LXOR = new Op("MPI_LXOR", Reducers.LXOR);
    static final Op BXOR = new Op("MPI_BXOR", Reducers.BXOR);
    static final Op MINLOC = new Op("MPI_MINLOC", Reducers.MINLOC);
    static final Op MAXLOC = new Op("MPI_MAXLOC", Reducers.MAXLOC);
    static final Op REPLACE = new Op("MPI_REPLACE", NO_REDUCER);
    static final Op NO_OP = new Op("MPI_NO_OP", NO_REDUCER);

    private final String name;
    private final int code;
    private final boolean commute;
    private final @Nullable UserFunction function;

    private volatile boolean used;
    private volatile boolean freed;
    /** That of the last datatype; programs mostly use an operation with one. */
    private volatile @Nullable UserReducer reducer;

    private Op(String name, int code) {
        this.name = name;
        this.code = code;
        this.commute = true;
        this.function = null;
        this.used = true;
    }

    /**
     * An operation of the user's.
     *
     * @param commute whether operands may be swapped; it must be associative in any case
     */
    public Op(UserFunction function, boolean commute) {
        this.name = "user operation";
        this.code = NO_REDUCER;
        this.commute = commute;
        this.function = function;
    }

    /**
     * An operation of the user's on buffers: {@code Op.create(DoubleBuffer.class, (in, inOut) -> ..., true)}.
     *
     * <p>The function sets {@code inOut[i] = in[i] op inOut[i]} for all elements up to the limit; {@code in} is the
     * operand of the lower rank. Both are views of the library's memory, in native order, good for the time of the call.
     *
     * @param buffers an NIO buffer's class, which tells for what base type of elements the function is, or
     *     {@code ByteBuffer} or {@code MemorySegment} for any type
     * @param commute whether operands may be swapped; it must be associative in any case
     */
    public static <B> Op create(Class<B> buffers, BiConsumer<B, B> function, boolean commute) throws MPIException {
        if (buffers == null || function == null) {
            throw MPIException.argument(
                    MPI.ERR_ARG, "Op.create", (buffers == null ? "the class of buffers" : "the function") + " is null");
        }
        return new Op(BufferFunction.of(buffers, function), commute);
    }

    /** Whether this is one of the constants of {@link MPI}. */
    public boolean isPredefined() {
        return function == null;
    }

    /** Whether operands may be swapped. */
    public boolean isCommutative() {
        return commute;
    }

    /**
     * Combines {@code inOutBuf[i] = inBuf[i] op inOutBuf[i]} without communication; {@code Reduce_local} in mpi4py. MPI
     * 5.0, section 6.9.7.
     */
    public void reduceLocal(@Nullable Object inBuf, @Nullable Object inOutBuf, long count, Datatype type)
            throws MPIException {
        Layout layout = Datatype.layoutOf("reduceLocal", type);
        Checks.count(MPI.COMM_SELF, "reduceLocal", "count", count);
        Reducer reducer = reducerOf(null, "reduceLocal", this, type, layout);
        Buffers.readable(null, "reduceLocal", "inBuf", inBuf, count, type, layout);
        Buffers.writable(null, "reduceLocal", "inOutBuf", inOutBuf, count, type, layout);
        try {
            ReduceLocal.run(inBuf, inOutBuf, count, layout, reducer);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("reduceLocal"), e.getMessage(), e);
        }
    }

    /** Combines two objects by a predefined operation, {@code a} being the operand of the lower rank. */
    public <T extends @Nullable Object> T apply(T a, T b) throws MPIException {
        return ObjectOps.<T>of("Op.apply", this).apply(a, b);
    }

    /** Frees a user's operation; nothing to do where it has been freed before. */
    @Override
    public void free() throws MPIException {
        if (this == NULL) {
            return;
        }
        if (function == null) {
            throw MPIException.argument(MPI.ERR_OP, "free", name + " is predefined and cannot be freed");
        }
        freed = true;
        reducer = null;
    }

    /** True for a user's operation before its first use and after {@link #free}, as in Open MPI's bindings. */
    @Override
    public boolean isNull() {
        return freed || !used || this == NULL;
    }

    /** What combines elements of {@code type}; an error where this operation cannot. */
    static Reducer reducerOf(
            @Nullable CommHandle comm, String operation, @Nullable Op op, Datatype type, Layout layout) {
        if (op == null || op == NULL || op.freed) {
            String what = op == null ? "is null" : op == NULL ? "is MPI_OP_NULL" : "has been freed";
            throw MPIException.argument(MPI.ERR_OP, Call.of(comm, operation), "the operation " + what);
        }
        UserFunction function = op.function;
        if (function != null) {
            function.checkTakes(comm, operation, type);
            if (layout.extent() <= 0 && layout.size() > 0) {
                throw MPIException.argument(
                        MPI.ERR_TYPE,
                        Call.of(comm, operation),
                        "elements of type " + type + " lie upon each other, as their extent is " + layout.extent()
                                + ": they cannot be combined one by one");
            }
            return op.userReducer(function, type, layout);
        }
        Reducer found = op.code == NO_REDUCER || type.kind() == Datatype.NO_KIND
                ? null
                : Reducers.find(op.code, type.kind());
        if (found == null) {
            throw MPIException.argument(
                    MPI.ERR_OP,
                    Call.of(comm, operation),
                    op.name + " is not defined for elements of type " + type.getName());
        }
        return found;
    }

    /** The code of a predefined operation for reductions; an error for others. */
    static int predefined(String operation, @Nullable Op op) {
        if (op == null || op.code == NO_REDUCER) {
            String cure = op == null || op.function == null ? "" : "; give a BinaryOperator for objects";
            throw MPIException.argument(
                    MPI.ERR_OP,
                    operation,
                    op == null ? "the operation is null" : op.name + " is not defined for objects" + cure);
        }
        return op.code;
    }

    private Reducer userReducer(UserFunction function, Datatype type, Layout layout) {
        UserReducer last = reducer;
        if (last != null && last.type() == type) {
            return last;
        }
        UserReducer made = new UserReducer(function, commute, type, layout);
        reducer = made;
        used = true;
        return made;
    }

    @Override
    public String toString() {
        return name;
    }
}
