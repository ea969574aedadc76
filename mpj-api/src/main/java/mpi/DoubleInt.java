package mpi;

/**
 * Pairs of a double value and an int index, as {@link MPI#DOUBLE_INT} sends them. Reductions by {@link MPI#MINLOC} and
 * {@link MPI#MAXLOC} take {@link MPI#DOUBLE_INT}.
 */
public final class DoubleInt extends Struct {
    private final int value;
    private final int index;

    DoubleInt() {
        value = addDouble();
        index = addInt();
    }

    @Override
    protected Data newData() {
        return new Data();
    }

    /** A pair in a buffer. */
    public final class Data extends Struct.Data {
        /** A pair that {@code getData} will open. */
        public Data() {}

        /** The value. */
        public double getValue() {
            return getDouble(value);
        }

        /** The index. */
        public int getIndex() {
            return getInt(index);
        }

        /** Sets the value. */
        public void putValue(double v) {
            putDouble(value, v);
        }

        /** Sets the index. */
        public void putIndex(int v) {
            putInt(index, v);
        }
    }
}
