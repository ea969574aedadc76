package mpi;

/**
 * Pairs of a short value and an int index, as {@link MPI#SHORT_INT} sends them. Reductions by {@link MPI#MINLOC} and
 * {@link MPI#MAXLOC} take {@link MPI#SHORT_INT}.
 */
public final class ShortInt extends Struct {
    private final int value;
    private final int index;

    ShortInt() {
        value = addShort();
        setOffset(Integer.BYTES);
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
        public short getValue() {
            return getShort(value);
        }

        /** The index. */
        public int getIndex() {
            return getInt(index);
        }

        /** Sets the value. */
        public void putValue(short v) {
            putShort(value, v);
        }

        /** Sets the index. */
        public void putIndex(int v) {
            putInt(index, v);
        }
    }
}
