package mpi;

import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import org.jspecify.annotations.Nullable;

/** A reduction: one of the constants of {@link MPI} or made of a {@link UserFunction}. MPI 5.0, section 6.9. */
public final class Op implements Freeable {
    /** The code of operations that are for one-sided communication alone. */
    private static final int NO_REDUCER = -1;

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

    /** Whether operands may be swapped. */
    public boolean isCommutative() {
        return commute;
    }

    /** Frees a user's operation; nothing to do where it has been freed before. */
    @Override
    public void free() throws MPIException {
        if (function == null) {
            throw MPIException.argument(MPI.ERR_OP, "free", name + " is predefined and cannot be freed");
        }
        freed = true;
        reducer = null;
    }

    /** True for a user's operation before its first use and after {@link #free}, as in Open MPI's bindings. */
    @Override
    public boolean isNull() {
        return freed || !used;
    }

    /** What combines elements of {@code type}; an error where this operation cannot. */
    static Reducer reducerOf(String operation, @Nullable Op op, Datatype type, Layout layout) {
        if (op == null || op.freed) {
            throw MPIException.argument(
                    MPI.ERR_OP, operation, op == null ? "the operation is null" : "the operation has been freed");
        }
        UserFunction function = op.function;
        if (function != null) {
            return op.userReducer(function, type, layout);
        }
        Reducer found = op.code == NO_REDUCER || type.kind() == Datatype.NO_KIND
                ? null
                : Reducers.find(op.code, type.kind());
        if (found == null) {
            throw MPIException.argument(
                    MPI.ERR_OP, operation, op.name + " is not defined for elements of type " + type.getName());
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
