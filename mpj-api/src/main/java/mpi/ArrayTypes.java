package mpi;

import java.util.Arrays;
import mpi.TypeDefinition.Origin;
import mpj.core.datatype.Layout;

/** Parts of arrays of several dimensions: subarrays and what a rank has of a distributed one. MPI 5.0, 5.1.3 and 5.1.4. */
final class ArrayTypes {
    private ArrayTypes() {}

    // ---------------------------------------------------------------- subarrays

    static Datatype subarray(
            String operation,
            long[] sizes,
            long[] subsizes,
            long[] starts,
            int order,
            Datatype oldType,
            Origin origin) {
        TypeDefinition old = TypeFactory.old(operation, oldType);
        order(operation, order);
        int n = sizes.length;
        TypeFactory.sameLength(operation, "sizes", n, "subsizes", subsizes.length);
        TypeFactory.sameLength(operation, "sizes", n, "starts", starts.length);
        if (n == 0) {
            throw MPIException.argument(MPI.ERR_ARG, operation, "sizes is empty");
        }
        for (int i = 0; i < n; i++) {
            if (subsizes[i] < 1 || sizes[i] < subsizes[i] || starts[i] < 0 || starts[i] > sizes[i] - subsizes[i]) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        operation,
                        "in dimension " + i + " the subarray of " + subsizes[i] + " elements from " + starts[i]
                                + " on is not within an array of " + sizes[i]);
            }
        }
        return TypeFactory.derived(
                operation,
                old,
                origin,
                () -> {
                    Layout part = old.layout();
                    long whole = part.extent();
                    for (int d : inwardsOut(n, order)) {
                        part = part(part, subsizes[d], starts[d], whole);
                        whole = Math.multiplyExact(whole, sizes[d]);
                    }
                    return part.resized(0, whole);
                },
                () -> Arrays.stream(subsizes).reduce(1, Math::multiplyExact));
    }

    /** {@code n} elements that lie {@code step} bytes apart, from the one at {@code start} on. */
    private static Layout part(Layout element, long n, long start, long step) {
        return Layout.indexed(
                new long[] {1},
                new long[] {Math.multiplyExact(start, step)},
                Layout.vector(1, n, 0, element.resized(0, step)));
    }

    /** The dimensions, the one whose elements are neighbours in memory first. */
    private static int[] inwardsOut(int n, int order) {
        int[] dimensions = new int[n];
        for (int i = 0; i < n; i++) {
            dimensions[i] = order == MPI.ORDER_C ? n - 1 - i : i;
        }
        return dimensions;
    }

    private static void order(String operation, int order) {
        if (order != MPI.ORDER_C && order != MPI.ORDER_FORTRAN) {
            throw MPIException.argument(
                    MPI.ERR_ARG, operation, "order " + order + " is neither ORDER_C nor ORDER_FORTRAN");
        }
    }

    // ---------------------------------------------------------------- distributed arrays

    /** How one dimension is dealt out, and which share is meant. */
    private record Share(String operation, int dimension, long size, int distribution, long argument, int ranks, int rank) {
        MPIException error(String text) {
            return MPIException.argument(MPI.ERR_ARG, operation, "in dimension " + dimension + " " + text);
        }

        /** The length of the blocks that are dealt out. */
        long block() {
            return switch (distribution) {
                case MPI.DISTRIBUTE_NONE -> {
                    if (ranks != 1) {
                        throw error("nothing is distributed, but there are " + ranks + " processes");
                    }
                    yield size;
                }
                case MPI.DISTRIBUTE_BLOCK -> {
                    long block = argument == MPI.DISTRIBUTE_DFLT_DARG ? (size + ranks - 1) / ranks : argument;
                    if (block < 1 || block < (size + ranks - 1) / ranks) {
                        throw error("blocks of " + argument + " on " + ranks + " processes do not make " + size);
                    }
                    yield block;
                }
                case MPI.DISTRIBUTE_CYCLIC -> {
                    long block = argument == MPI.DISTRIBUTE_DFLT_DARG ? 1 : argument;
                    if (block < 1) {
                        throw error("the block length is " + argument);
                    }
                    yield block;
                }
                default -> throw error("the distribution is " + distribution);
            };
        }

        /** The elements of this share. */
        long count(long block) {
            long round = Math.multiplyExact(block, (long) ranks);
            long rest = Math.clamp(size % round - rank * block, 0L, block);
            return size / round * block + rest;
        }

        /** This share of a dimension whose elements lie {@code step} bytes apart. */
        Layout of(Layout element, long block, long step) {
            long count = count(block);
            long first = rank * block;
            Layout item = element.resized(0, step);
            long stride = Math.multiplyExact(Math.multiplyExact(block, (long) ranks), step);
            Layout whole = Layout.vector(count / block, block, stride, item);
            Layout tail = Layout.vector(1, count % block, 0, item);
            long place = Math.multiplyExact(first, step);
            return Layout.struct(
                    new long[] {1, 1},
                    new long[] {place, Math.addExact(place, Math.multiplyExact(count / block, stride))},
                    new Layout[] {whole, tail});
        }
    }

    static Datatype darray(
            String operation,
            int size,
            int rank,
            long[] gsizes,
            int[] distribs,
            int[] dargs,
            int[] psizes,
            int order,
            Datatype oldType,
            Origin origin) {
        TypeDefinition old = TypeFactory.old(operation, oldType);
        order(operation, order);
        int n = gsizes.length;
        TypeFactory.sameLength(operation, "gsizes", n, "distribs", distribs.length);
        TypeFactory.sameLength(operation, "gsizes", n, "dargs", dargs.length);
        TypeFactory.sameLength(operation, "gsizes", n, "psizes", psizes.length);
        int[] coordinates = coordinates(operation, size, rank, psizes);
        Share[] shares = new Share[n];
        long[] blocks = new long[n];
        for (int i = 0; i < n; i++) {
            if (gsizes[i] < 1) {
                throw MPIException.argument(
                        MPI.ERR_ARG, operation, "gsizes[" + i + "] is " + gsizes[i] + ", it must be positive");
            }
            shares[i] = new Share(operation, i, gsizes[i], distribs[i], dargs[i], psizes[i], coordinates[i]);
            blocks[i] = shares[i].block();
        }
        return TypeFactory.derived(
                operation,
                old,
                origin,
                () -> {
                    Layout part = old.layout();
                    long whole = part.extent();
                    for (int d : inwardsOut(n, order)) {
                        part = shares[d].of(part, blocks[d], whole);
                        whole = Math.multiplyExact(whole, gsizes[d]);
                    }
                    return part.resized(0, whole);
                },
                () -> {
                    long items = 1;
                    for (int i = 0; i < n; i++) {
                        items = Math.multiplyExact(items, shares[i].count(blocks[i]));
                    }
                    return items;
                });
    }

    /** The place of a rank in the grid of processes, the last dimension running fastest. */
    private static int[] coordinates(String operation, int size, int rank, int[] psizes) {
        long product = 1;
        for (int p : psizes) {
            if (p < 1) {
                throw MPIException.argument(MPI.ERR_ARG, operation, "a grid of " + p + " processes");
            }
            product *= p;
        }
        if (product != size || psizes.length == 0) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    "the grid " + Arrays.toString(psizes) + " has " + product + " processes, size is " + size);
        }
        if (rank < 0 || rank >= size) {
            throw MPIException.argument(
                    MPI.ERR_ARG, operation, "rank " + rank + " is outside 0.." + (size - 1));
        }
        int[] coordinates = new int[psizes.length];
        int rest = rank;
        for (int i = psizes.length - 1; i >= 0; i--) {
            coordinates[i] = rest % psizes[i];
            rest /= psizes[i];
        }
        return coordinates;
    }
}
