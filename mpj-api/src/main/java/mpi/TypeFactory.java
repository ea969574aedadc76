package mpi;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mpi.Datatype.Base;
import mpi.TypeDefinition.Origin;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Signature;
import org.jspecify.annotations.Nullable;

/** Makes derived datatypes: checks the arguments, which come as longs, and has layout and signature made. */
final class TypeFactory {
    private TypeFactory() {}

    // ---------------------------------------------------------------- checks

    /** The definition of a datatype argument. */
    static TypeDefinition old(String operation, Datatype type) {
        Datatype.layoutOf(operation, type);
        return type.definition();
    }

    static void count(String operation, String argument, long count) {
        if (count < 0) {
            throw MPIException.argument(MPI.ERR_COUNT, operation, argument + " " + count + " is negative");
        }
    }

    private static void counts(String operation, String argument, long @Nullable [] counts) {
        long[] checked = given(operation, argument, counts);
        for (int i = 0; i < checked.length; i++) {
            count(operation, argument + "[" + i + "]", checked[i]);
        }
    }

    private static long[] given(String operation, String argument, long @Nullable [] values) {
        if (values == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, argument + " is null");
        }
        return values;
    }

    static void sameLength(String operation, String first, int firstLength, String second, int secondLength) {
        if (firstLength != secondLength) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    first + " has " + firstLength + " elements, " + second + " has " + secondLength);
        }
    }

    /** An array of ints that was given for longs. */
    static int[] ints(String operation, String argument, int @Nullable [] values) {
        if (values == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, argument + " is null");
        }
        return values;
    }

    /** An array of longs that was given. */
    static long[] longs(String operation, String argument, long @Nullable [] values) {
        return given(operation, argument, values).clone();
    }

    /** What a distributed array is told of each dimension, one after the other. */
    static int[] grid(String operation, int[] distribs, int[] dargs, int[] psizes) {
        return TypeDefinition.join(
                ints(operation, "distribs", distribs), ints(operation, "dargs", dargs), ints(operation, "psizes", psizes));
    }

    static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** The result, or the error that the datatype is too large. */
    static Datatype make(String operation, Supplier<TypeDefinition> definition) {
        try {
            return new Datatype("", definition.get());
        } catch (ArithmeticException e) {
            throw MPIException.argument(MPI.ERR_ARG, operation, "the datatype would be larger than 2^60 bytes");
        }
    }

    /** A datatype of items of one other. */
    static Datatype derived(
            String operation, TypeDefinition old, Origin origin, Supplier<Layout> layout, Supplier<Long> items) {
        return make(
                operation,
                () -> new TypeDefinition(
                        layout.get(),
                        old.signature().times(items.get()),
                        old.base(),
                        Datatype.NO_KIND,
                        false,
                        origin));
    }

    // ---------------------------------------------------------------- the constructors

    static Datatype contiguous(String operation, long count, Datatype oldType, Origin origin) {
        TypeDefinition old = old(operation, oldType);
        count(operation, "count", count);
        return derived(
                operation, old, origin, () -> Layout.vector(1, count, 0, old.layout()), () -> count);
    }

    /** The stride is in items or, where {@code bytes}, in bytes. */
    static Datatype vector(
            String operation,
            long count,
            long blockLength,
            long stride,
            boolean bytes,
            Datatype oldType,
            Origin origin) {
        TypeDefinition old = old(operation, oldType);
        count(operation, "count", count);
        count(operation, "blockLength", blockLength);
        Layout layout = old.layout();
        long unit = bytes ? 1 : layout.extent();
        return derived(
                operation,
                old,
                origin,
                () -> Layout.vector(count, blockLength, Math.multiplyExact(stride, unit), layout),
                () -> Math.multiplyExact(count, blockLength));
    }

    /** The displacements are in items or, where {@code bytes}, in bytes. */
    static Datatype indexed(
            String operation,
            long[] blockLengths,
            long[] displacements,
            boolean bytes,
            Datatype oldType,
            Origin origin) {
        TypeDefinition old = old(operation, oldType);
        counts(operation, "blockLengths", blockLengths);
        given(operation, "displacements", displacements);
        sameLength(operation, "blockLengths", blockLengths.length, "displacements", displacements.length);
        Layout layout = old.layout();
        long unit = bytes ? 1 : layout.extent();
        return derived(
                operation,
                old,
                origin,
                () -> Layout.indexed(
                        blockLengths,
                        Arrays.stream(displacements)
                                .map(d -> Math.multiplyExact(d, unit))
                                .toArray(),
                        layout),
                () -> Arrays.stream(blockLengths).reduce(0, Math::addExact));
    }

    static Datatype indexedBlock(
            String operation,
            long blockLength,
            long[] displacements,
            boolean bytes,
            Datatype oldType,
            Origin origin) {
        count(operation, "blockLength", blockLength);
        long[] lengths = new long[given(operation, "displacements", displacements).length];
        Arrays.fill(lengths, blockLength);
        return indexed(operation, lengths, displacements, bytes, oldType, origin);
    }

    static Datatype struct(
            String operation, long[] blockLengths, long[] displacements, Datatype[] types, Origin origin) {
        counts(operation, "blockLengths", blockLengths);
        given(operation, "displacements", displacements);
        sameLength(operation, "blockLengths", blockLengths.length, "displacements", displacements.length);
        sameLength(operation, "blockLengths", blockLengths.length, "types", types.length);
        Layout[] layouts =
                Arrays.stream(types).map(type -> Datatype.layoutOf(operation, type)).toArray(Layout[]::new);
        return make(operation, () -> {
            List<Signature> signatures = IntStream.range(0, types.length)
                    .mapToObj(i -> types[i].definition().signature().times(blockLengths[i]))
                    .toList();
            return new TypeDefinition(
                    Layout.struct(blockLengths, displacements, layouts),
                    Signature.sequence(signatures),
                    Base.BYTE,
                    Datatype.NO_KIND,
                    false,
                    origin);
        });
    }

    /** Checks the datatypes of a structure, before they are kept. */
    static Datatype[] types(String operation, Datatype @Nullable [] types) {
        if (types == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, "types is null");
        }
        for (Datatype type : types) {
            Datatype.layoutOf(operation, type);
        }
        return types;
    }

    static Datatype resized(String operation, Datatype oldType, long lb, long extent, Origin origin) {
        TypeDefinition old = old(operation, oldType);
        return derived(operation, old, origin, () -> old.layout().resized(lb, extent), () -> 1L);
    }

    /** The same datatype, its kind included. */
    static Datatype dup(Datatype oldType) {
        TypeDefinition old = old("dup", oldType);
        Origin origin = Origin.of(MPI.COMBINER_DUP, new int[0], oldType);
        return new Datatype(
                "Dup " + oldType.getName(),
                new TypeDefinition(old.layout(), old.signature(), old.base(), old.kind(), false, origin));
    }
}
