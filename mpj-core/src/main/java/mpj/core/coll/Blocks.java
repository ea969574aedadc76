package mpj.core.coll;

import mpj.core.datatype.Layout;

/**
 * How a buffer is divided into blocks, one for each rank or neighbour: of one length and one after the other, or each
 * with its count and displacement, or each with its layout, too.
 */
public interface Blocks {
    /** Elements of a block. */
    long count(int block);

    /** The byte at which a block begins. */
    long at(int block);

    /** The layout of a block's elements. */
    Layout layout(int block);

    /** The bytes of data in a block. */
    default long bytes(int block) {
        return layout(block).bytes(count(block));
    }

    /** Elements of several blocks together. */
    default long count(int first, int blocks) {
        long count = 0;
        for (int i = first; i < first + blocks; i++) {
            count += count(i);
        }
        return count;
    }

    /** Blocks of {@code count} elements. */
    static Blocks uniform(long count, Layout layout) {
        return new Uniform(count, layout);
    }

    /** The same {@code count} elements as every block. */
    static Blocks same(long count, Layout layout) {
        return new Same(count, layout);
    }

    /** Blocks of any lengths that follow each other. The array is kept. */
    static Blocks following(long[] counts, Layout layout) {
        long[] starts = new long[counts.length];
        for (int i = 1; i < counts.length; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return new Following(counts, starts, layout);
    }

    /**
     * Blocks of any lengths; displacements are in extents. The arrays are kept. An empty block begins at 0, whatever its
     * displacement, which may be anywhere.
     */
    static Blocks varying(long[] counts, long[] displs, Layout layout) {
        return new Varying(counts, displs, layout);
    }

    /** Blocks of any lengths and layouts; displacements are in bytes. The arrays are kept. Empty blocks begin at 0 here too. */
    static Blocks typed(long[] counts, long[] displs, Layout[] layouts) {
        return new Typed(counts, displs, layouts);
    }

    /** See {@link #uniform}. */
    record Uniform(long each, Layout layout) implements Blocks {
        @Override
        public long count(int first, int blocks) {
            return blocks * each;
        }

        @Override
        public long count(int block) {
            return each;
        }

        @Override
        public long at(int block) {
            return block * each * layout.extent();
        }

        @Override
        public Layout layout(int block) {
            return layout;
        }
    }

    /** See {@link #same}. */
    record Same(long each, Layout layout) implements Blocks {
        @Override
        public long count(int block) {
            return each;
        }

        @Override
        public long at(int block) {
            return 0;
        }

        @Override
        public Layout layout(int block) {
            return layout;
        }
    }

    /** See {@link #following}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Following(long[] counts, long[] starts, Layout layout) implements Blocks {
        @Override
        public long count(int block) {
            return counts[block];
        }

        @Override
        public long at(int block) {
            return starts[block] * layout.extent();
        }

        @Override
        public Layout layout(int block) {
            return layout;
        }
    }

    /** See {@link #varying}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Varying(long[] counts, long[] displs, Layout layout) implements Blocks {
        @Override
        public long count(int block) {
            return counts[block];
        }

        @Override
        public long at(int block) {
            return counts[block] == 0 ? 0 : displs[block] * layout.extent();
        }

        @Override
        public Layout layout(int block) {
            return layout;
        }
    }

    /** See {@link #typed}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Typed(long[] counts, long[] displs, Layout[] layouts) implements Blocks {
        @Override
        public long count(int block) {
            return counts[block];
        }

        @Override
        public long at(int block) {
            return counts[block] == 0 ? 0 : displs[block];
        }

        @Override
        public Layout layout(int block) {
            return layouts[block];
        }
    }
}
