package mpi;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mpi.TypeDefinition.Origin;

/** Tells how a datatype was made, in names and numbers. */
final class TypeDecoder {
    private TypeDecoder() {}

    /** The arguments of a call, the same for the forms with int and with long counts. */
    static long[] arguments(Origin origin) {
        long[] ints = TypeFactory.longs(origin.integers());
        long[] counts = origin.counts();
        if (counts.length > 0 && origin.combiner() == MPI.COMBINER_SUBARRAY) {
            return TypeDefinition.join(new long[] {ints[0]}, counts, new long[] {ints[1]});
        }
        if (counts.length > 0 && origin.combiner() == MPI.COMBINER_DARRAY) {
            return TypeDefinition.join(Arrays.copyOf(ints, 3), counts, Arrays.copyOfRange(ints, 3, ints.length));
        }
        return TypeDefinition.join(ints, origin.addresses(), counts);
    }

    static Datatype.Decoded decode(Datatype type) {
        Origin origin = type.definition().origin();
        Map<String, Object> parameters = parameters(origin);
        Datatype made = type;
        if (origin.combiner() == MPI.COMBINER_STRUCT) {
            parameters.put("datatypes", origin.types().stream().map(Datatype::sameAs).toList());
            made = MPI.DATATYPE_NULL;
        } else if (!origin.types().isEmpty()) {
            made = origin.types().getFirst().sameAs();
        }
        return new Datatype.Decoded(made, nameOf(origin.combiner()), Collections.unmodifiableMap(parameters));
    }

    private static Map<String, Object> parameters(Origin origin) {
        Arguments a = new Arguments(arguments(origin));
        switch (origin.combiner()) {
            case MPI.COMBINER_CONTIGUOUS -> a.numbers("count");
            case MPI.COMBINER_VECTOR, MPI.COMBINER_HVECTOR -> a.numbers("count", "blocklength", "stride");
            case MPI.COMBINER_INDEXED, MPI.COMBINER_HINDEXED, MPI.COMBINER_STRUCT ->
                a.arrays((int) a.next(), "blocklengths", "displacements");
            case MPI.COMBINER_INDEXED_BLOCK, MPI.COMBINER_HINDEXED_BLOCK -> {
                int n = (int) a.next();
                a.numbers("blocklength");
                a.arrays(n, "displacements");
            }
            case MPI.COMBINER_SUBARRAY -> {
                a.arrays((int) a.next(), "sizes", "subsizes", "starts");
                a.numbers("order");
            }
            case MPI.COMBINER_DARRAY -> {
                a.numbers("size", "rank");
                a.arrays((int) a.next(), "gsizes", "distribs", "dargs", "psizes");
                a.numbers("order");
            }
            case MPI.COMBINER_RESIZED -> a.numbers("lb", "extent");
            case MPI.COMBINER_F90_REAL, MPI.COMBINER_F90_COMPLEX -> a.numbers("p", "r");
            case MPI.COMBINER_F90_INTEGER -> a.numbers("r");
            default -> {}
        }
        return a.named;
    }

    /** Arguments that get their names one after the other. */
    private static final class Arguments {
        final Map<String, Object> named = new LinkedHashMap<>();
        private final long[] values;
        private int at;

        Arguments(long[] values) {
            this.values = values;
        }

        long next() {
            return values[at++];
        }

        void numbers(String... names) {
            for (String name : names) {
                named.put(name, next());
            }
        }

        void arrays(int length, String... names) {
            for (String name : names) {
                named.put(name, Arrays.copyOfRange(values, at, at + length));
                at += length;
            }
        }
    }

    /** The name of a combiner, as {@code VECTOR}. */
    static String nameOf(int combiner) {
        return switch (combiner) {
            case MPI.COMBINER_NAMED -> "NAMED";
            case MPI.COMBINER_DUP -> "DUP";
            case MPI.COMBINER_CONTIGUOUS -> "CONTIGUOUS";
            case MPI.COMBINER_VECTOR -> "VECTOR";
            case MPI.COMBINER_HVECTOR -> "HVECTOR";
            case MPI.COMBINER_INDEXED -> "INDEXED";
            case MPI.COMBINER_HINDEXED -> "HINDEXED";
            case MPI.COMBINER_INDEXED_BLOCK -> "INDEXED_BLOCK";
            case MPI.COMBINER_HINDEXED_BLOCK -> "HINDEXED_BLOCK";
            case MPI.COMBINER_STRUCT -> "STRUCT";
            case MPI.COMBINER_SUBARRAY -> "SUBARRAY";
            case MPI.COMBINER_DARRAY -> "DARRAY";
            case MPI.COMBINER_RESIZED -> "RESIZED";
            case MPI.COMBINER_F90_REAL -> "F90_REAL";
            case MPI.COMBINER_F90_COMPLEX -> "F90_COMPLEX";
            case MPI.COMBINER_F90_INTEGER -> "F90_INTEGER";
            default -> throw new IllegalStateException("no combiner " + combiner);
        };
    }

    /** A type without a name, for messages. */
    static String describe(Origin origin) {
        List<Datatype> types = origin.types();
        String kind = nameOf(origin.combiner()).toLowerCase(Locale.ROOT).replace('_', ' ');
        return types.size() == 1 ? kind + " of " + types.getFirst() : kind + " of " + types.size() + " types";
    }
}
