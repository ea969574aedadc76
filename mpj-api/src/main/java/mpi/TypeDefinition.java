package mpi;

import java.util.Arrays;
import java.util.List;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Signature;

/**
 * What a datatype is, apart from its name and from whether its handle has been freed. Immutable; handles share it.
 *
 * @param layout where the bytes of an item are
 * @param signature the basic elements of an item
 * @param base the primitive in whose units sizes are told
 * @param kind one of the kinds of {@link mpj.core.datatype.Reducers}, or {@link Datatype#NO_KIND}
 * @param predefined whether it can be freed
 * @param origin the call that made it
 */
record TypeDefinition(
        Layout layout, Signature signature, Datatype.Base base, int kind, boolean predefined, Origin origin) {

    /**
     * A call that makes a datatype, as {@link Datatype#getContents} tells it.
     *
     * @param combiner one of the {@code MPI.COMBINER_} constants
     * @param integers arguments that are ints
     * @param addresses arguments that are byte counts
     * @param counts arguments of a call with long counts
     * @param types the datatypes; handles of its own, which nobody frees
     */
    @SuppressWarnings("ArrayRecordComponent") // as the calls were given them
    record Origin(int combiner, int[] integers, long[] addresses, long[] counts, List<Datatype> types) {
        private static final int[] NO_INTS = {};
        private static final long[] NO_LONGS = {};

        static final Origin NAMED = new Origin(MPI.COMBINER_NAMED, NO_INTS, NO_LONGS, NO_LONGS, List.of());

        Origin {
            types = types.stream().map(Datatype::sameAs).toList();
        }

        /** A call with int counts. */
        static Origin of(int combiner, int[] integers, long[] addresses, Datatype... types) {
            return new Origin(combiner, integers, addresses, NO_LONGS, List.of(types));
        }

        /** A call without displacements in bytes. */
        static Origin of(int combiner, int[] integers, Datatype... types) {
            return of(combiner, integers, NO_LONGS, types);
        }

        /** A call with long counts, and ints for what is no count. */
        static Origin large(int combiner, int[] integers, long[] counts, Datatype... types) {
            return new Origin(combiner, integers, NO_LONGS, counts, List.of(types));
        }

        /** A call with long counts alone. */
        static Origin large(int combiner, long[] counts, Datatype... types) {
            return large(combiner, NO_INTS, counts, types);
        }
    }

    /** Arrays one after the other. */
    static int[] join(int[]... arrays) {
        int[] all = new int[Arrays.stream(arrays).mapToInt(a -> a.length).sum()];
        int n = 0;
        for (int[] array : arrays) {
            System.arraycopy(array, 0, all, n, array.length);
            n += array.length;
        }
        return all;
    }

    /** Arrays one after the other. */
    static long[] join(long[]... arrays) {
        return Arrays.stream(arrays).flatMapToLong(Arrays::stream).toArray();
    }
}
