package mpi;

/**
 * Pairs of a long value and an int index, as {@link MPI#LONG_INT} sends them. Reductions by {@link MPI#MINLOC} and
 * {@link MPI#MAXLOC} take {@link MPI#LONG_INT}.
 */
public final class LongInt extends Struct {
    private final int value;
    private final int index;

    LongInt() {
        value = addLong();
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
        public long getValue() {
            return getLong(value);
        }

        /** The index. */
        public int getIndex() {
            return getInt(index);
        }

        /** Sets the value. */
        public void putValue(long v) {
            putLong(value, v);
        }

        /** Sets the index. */
        public void putIndex(int v) {
            putInt(index, v);
        }
    }
}
