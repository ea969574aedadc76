package mpi;

import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Map;
import mpi.TypeDefinition.Origin;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducers;
import mpj.core.datatype.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The type of the elements of a buffer. The predefined ones are constants of {@link MPI}; others are derived from them.
 * MPI 5.0, chapter 5.
 *
 * <p>Sizes and extents are told in units of the base type, the Java primitive that a type is made of: 1 for
 * {@link MPI#INT}, 2 for {@link MPI#FLOAT_COMPLEX}. The base type of pairs and structures is the byte.
 *
 * <p>Types are ready for use as soon as they are made. A type that has been freed can still be in use, by messages and
 * by types that were made of it.
 */
public final class Datatype implements Freeable, Cloneable {
    /** The kind of types that no predefined operation knows. */
    static final int NO_KIND = -1;

    /** The Java primitive that elements are made of. */
    enum Base {
        BYTE(1),
        BOOLEAN(1),
        CHAR(2),
        SHORT(2),
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        final int bytes;

        Base(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Before the datatypes, which refer to it. */
    private static final Keyvals<Datatype> KEYVALS = new Keyvals<>();

    /**
     * The kind of call that made a datatype, and how many arguments of each kind {@link #getContents} gives.
     *
     * @param integers the number of ints
     * @param addresses the number of distances in bytes
     * @param counts the number of long counts
     * @param types the number of datatypes
     * @param combiner one of the {@code MPI.COMBINER_} constants
     */
    public record Envelope(int integers, int addresses, int counts, int types, int combiner) {}

    /**
     * The arguments of the call that made a datatype, in the order of MPI 5.0, section 5.1.13.
     *
     * @param integers ints; they include the counts of the forms with int counts
     * @param addresses distances in bytes of the forms with int counts
     * @param counts counts and distances of the forms with long counts
     * @param types the datatypes; derived ones are new handles, to be freed by the caller
     */
    @SuppressWarnings("ArrayRecordComponent") // as the standard's call gives them
    public record Contents(int[] integers, long[] addresses, long[] counts, Datatype[] types) {}

    /**
     * A datatype taken apart, as {@link #decode} tells it.
     *
     * @param type what it was made of; of a structure and of a value with index {@link MPI#DATATYPE_NULL}, of a named
     *     type itself
     * @param combiner the name of the call, such as {@code "VECTOR"}
     * @param parameters the arguments by name, such as {@code blocklength}; counts are Long or long[]
     */
    public record Decoded(Datatype type, String combiner, Map<String, Object> parameters) {}

    static final Datatype NULL = new Datatype();
    static final Datatype BYTE = basic("MPI_UINT8_T", Base.BYTE, 1, Reducers.BYTE);
    static final Datatype CHAR = basic("MPI_UINT16_T", Base.CHAR, 1, Reducers.CHAR);
    static final Datatype SHORT = basic("MPI_INT16_T", Base.SHORT, 1, Reducers.SHORT);
    static final Datatype BOOLEAN = basic("MPI_UINT8_T", Base.BOOLEAN, 1, Reducers.BOOLEAN);
    static final Datatype INT = basic("MPI_INT32_T", Base.INT, 1, Reducers.INT);
    static final Datatype LONG = basic("MPI_INT64_T", Base.LONG, 1, Reducers.LONG);
    static final Datatype FLOAT = basic("MPI_FLOAT", Base.FLOAT, 1, Reducers.FLOAT);
    static final Datatype DOUBLE = basic("MPI_DOUBLE", Base.DOUBLE, 1, Reducers.DOUBLE);
    static final Datatype PACKED = basic("MPI_PACKED", Base.BYTE, 1, NO_KIND);
    static final Datatype FLOAT_COMPLEX = basic("MPI_C_COMPLEX", Base.FLOAT, 2, Reducers.FLOAT_COMPLEX);
    static final Datatype DOUBLE_COMPLEX = basic("MPI_C_DOUBLE_COMPLEX", Base.DOUBLE, 2, Reducers.DOUBLE_COMPLEX);
    static final Datatype INT2 = pair("MPI_2INT", INT, 4, Reducers.INT2);
    static final Datatype SHORT_INT = pair("MPI_SHORT_INT", SHORT, 4, Reducers.SHORT_INT);
    static final Datatype LONG_INT = pair("MPI_LONG_INT", LONG, 8, Reducers.LONG_INT);
    static final Datatype FLOAT_INT = pair("MPI_FLOAT_INT", FLOAT, 4, Reducers.FLOAT_INT);
    static final Datatype DOUBLE_INT = pair("MPI_DOUBLE_INT", DOUBLE, 8, Reducers.DOUBLE_INT);

    private final TypeDefinition definition;
    /** That of the definition; null in {@link #NULL} and once freed. */
    private volatile @Nullable Layout layout;

    private final Attributes<Datatype> attributes = new Attributes<>(KEYVALS);

    private volatile String name;

    Datatype(String name, TypeDefinition definition) {
        this.name = name;
        this.definition = definition;
        this.layout = definition.layout();
    }

    /** The null handle. */
    private Datatype() {
        name = "MPI_DATATYPE_NULL";
        layout = null;
        definition =
                new TypeDefinition(Layout.BYTES, Signature.basic(1, 1), Base.BYTE, NO_KIND, true, Origin.NAMED);
    }

    private static Datatype basic(String name, Base base, int numbers, int kind) {
        Layout layout = Layout.basic((long) numbers * base.bytes, base.bytes);
        Signature signature = Signature.basic(numbers * base.bytes, base.bytes);
        return new Datatype(name, new TypeDefinition(layout, signature, base, kind, true, Origin.NAMED));
    }

    private static Datatype pair(String name, Datatype value, long indexAt, int kind) {
        Layout layout = Layout.struct(
                new long[] {1, 1}, new long[] {0, indexAt}, new Layout[] {
                    value.definition.layout(), INT.definition.layout()
                });
        Signature signature = Signature.sequence(List.of(value.definition.signature(), INT.definition.signature()));
        return new Datatype(name, new TypeDefinition(layout, signature, Base.BYTE, kind, true, Origin.NAMED));
    }

    /** A predefined type that is like another one but for its name and what operations know of it. */
    static Datatype named(String name, Datatype like, int kind) {
        TypeDefinition old = like.definition;
        return new Datatype(
                name,
                new TypeDefinition(old.layout(), old.signature(), old.base(), kind, true, Origin.NAMED));
    }

    /** A predefined type that is another one under a further name. */
    static Datatype named(String name, Datatype like) {
        return named(name, like, like.kind());
    }

    /** A handle of its own of the same datatype; a predefined one is the same object everywhere. */
    Datatype sameAs() {
        return definition.predefined() ? this : new Datatype(name, definition);
    }

    // ---------------------------------------------------------------- what the library asks

    /** The layout of a datatype argument of a call without a communicator, or the error that it is no datatype. */
    static Layout layoutOf(String operation, @Nullable Datatype type) {
        Job.checkNotFinalized();
        return layoutOf(null, operation, type);
    }

    /** The layout of a datatype argument, or the error that it is no datatype. */
    static Layout layoutOf(@Nullable CommHandle comm, String operation, @Nullable Datatype type) {
        if (type != null) {
            Layout layout = type.layout;
            if (layout != null) {
                return layout;
            }
        }
        throw noType(comm, operation, type);
    }

    private static MPIException noType(@Nullable CommHandle comm, String operation, @Nullable Datatype type) {
        String text = type == null ? "null" : type == NULL ? "MPI_DATATYPE_NULL" : "null: it has been freed";
        return MPIException.argument(MPI.ERR_TYPE, Call.of(comm, operation), "the datatype is " + text);
    }

    TypeDefinition definition() {
        return definition;
    }

    Base base() {
        return definition.base();
    }

    /** One of the kinds of {@link Reducers}, or {@link #NO_KIND}. */
    int kind() {
        return definition.kind();
    }

    /** The number of basic elements in so many bytes, UNDEFINED where the last one is not whole. */
    long elementsIn(long bytes) {
        Signature signature = definition.signature();
        if (signature.bytes() == 0) {
            return bytes == 0 ? 0 : MPI.UNDEFINED;
        }
        long rest = signature.elementsIn(bytes % signature.bytes());
        return rest < 0 ? MPI.UNDEFINED : bytes / signature.bytes() * signature.elements() + rest;
    }

    /** The bytes of so many basic elements. */
    long bytesOf(long elements) {
        Signature signature = definition.signature();
        return signature.elements() == 0
                ? 0
                : elements / signature.elements() * signature.bytes()
                        + signature.bytesOf(elements % signature.elements());
    }

    /**
     * A new key for attributes of datatypes, whose values are kept as serialized copies: {@link #getAttr} gives a new one
     * each time, and duplicates have them, too. MPI 5.0, section 7.7.
     */
    public static int createKeyval() throws MPIException {
        return KEYVALS.create();
    }

    /**
     * A new key for attributes of datatypes, whose values are references to any objects.
     *
     * @param copy what a duplicate gets; null: duplicates get nothing
     * @param delete what happens when an attribute is deleted; null: nothing
     */
    public static int createKeyval(@Nullable AttributeCopy<Datatype> copy, @Nullable AttributeDelete<Datatype> delete)
            throws MPIException {
        return KEYVALS.create(copy, delete);
    }

    /** Gives a key up: nothing can be set under it any more; what is set lives on. */
    public static void freeKeyval(int keyval) throws MPIException {
        KEYVALS.free(keyval);
    }

    /** Sets an attribute; where there is one under this key, it is deleted first. */
    public void setAttr(int keyval, @Nullable Object value) throws MPIException {
        layout("setAttr");
        attributes.set(this, keyval, value);
    }

    /** The value of an attribute; null if there is none. */
    public @Nullable Object getAttr(int keyval) throws MPIException {
        layout("getAttr");
        return attributes.get(keyval);
    }

    /** Deletes an attribute. */
    public void deleteAttr(int keyval) throws MPIException {
        layout("deleteAttr");
        attributes.delete(this, keyval);
    }

    private Layout layout(String operation) {
        return layoutOf(operation, this);
    }

    // ---------------------------------------------------------------- the handle

    /** Makes the type ready for communication; all types are from the beginning. */
    public void commit() throws MPIException {
        layout("commit");
    }

    /** Frees the type: this handle is null afterwards. What uses the type goes on. Nothing to do if it is null. */
    @Override
    public void free() throws MPIException {
        if (definition.predefined()) {
            throw MPIException.argument(MPI.ERR_TYPE, "free", name + " is predefined and cannot be freed");
        }
        attributes.deleteAll(this);
        layout = null;
    }

    /** Whether this is {@link MPI#DATATYPE_NULL} or has been freed. */
    @Override
    public boolean isNull() {
        return layout == null;
    }

    /** Whether this is a type of the standard's, which cannot be freed. mpi4py: {@code is_predefined}. */
    public boolean isPredefined() {
        return definition.predefined() && layout != null;
    }

    /** A new type with the same elements, of which predefined operations know as much as of this one. */
    public Datatype dup() throws MPIException {
        Datatype copy = TypeFactory.dup(this);
        attributes.copyTo(this, copy.attributes);
        return copy;
    }

    /** The same as {@link #dup}. */
    @Override
    public Datatype clone() {
        return dup();
    }

    /** The name, such as {@code MPI_INT32_T}; that of a derived type is empty until set. */
    public String getName() throws MPIException {
        if (this != NULL) {
            layout("getName");
        }
        return name;
    }

    /** Replaces the name. */
    public void setName(String name) throws MPIException {
        layout("setName");
        if (name == null) {
            throw MPIException.argument(MPI.ERR_ARG, "setName", "the name is null");
        }
        this.name = name;
    }

    // ---------------------------------------------------------------- measures

    /** The data of one item, in units of the base type; an error where it does not fit an int. */
    public int getSize() throws MPIException {
        return fit("getSize", getSizeLong());
    }

    /** {@link #getSize} of any size ({@code MPI_Type_size_x}). */
    public long getSizeLong() throws MPIException {
        return layout("getSize").size() / base().bytes;
    }

    /** From one item to the next, in units of the base type; an error where it does not fit an int. */
    public int getExtent() throws MPIException {
        return fit("getExtent", getExtentLong());
    }

    /** {@link #getExtent} of any size ({@code MPI_Type_get_extent_x}). */
    public long getExtentLong() throws MPIException {
        return layout("getExtent").extent() / base().bytes;
    }

    /** Where an item begins, in units of the base type; an error where it does not fit an int. */
    public int getLb() throws MPIException {
        return fit("getLb", getLbLong());
    }

    /** {@link #getLb} of any size. */
    public long getLbLong() throws MPIException {
        return layout("getLb").lb() / base().bytes;
    }

    /** From the first to the last byte of data, in units of the base type; an error where it does not fit an int. */
    public int getTrueExtent() throws MPIException {
        return fit("getTrueExtent", getTrueExtentLong());
    }

    /** {@link #getTrueExtent} of any size ({@code MPI_Type_get_true_extent_x}). */
    public long getTrueExtentLong() throws MPIException {
        return layout("getTrueExtent").trueExtent() / base().bytes;
    }

    /** Where the data of an item begin, in units of the base type; an error where it does not fit an int. */
    public int getTrueLb() throws MPIException {
        return fit("getTrueLb", getTrueLbLong());
    }

    /** {@link #getTrueLb} of any size. */
    public long getTrueLbLong() throws MPIException {
        return layout("getTrueLb").trueLb() / base().bytes;
    }

    private static int fit(String operation, long value) {
        if (value != (int) value) {
            throw MPIException.argument(
                    MPI.ERR_TYPE, operation, value + " does not fit an int: use " + operation + "Long");
        }
        return (int) value;
    }

    // ---------------------------------------------------------------- derived types

    /** {@code count} items one after the other. */
    public static Datatype createContiguous(int count, Datatype oldType) throws MPIException {
        TypeFactory.old("createContiguous", oldType);
        Origin origin = Origin.of(MPI.COMBINER_CONTIGUOUS, new int[] {count}, oldType);
        return TypeFactory.contiguous("createContiguous", count, oldType, origin);
    }

    /** {@link #createContiguous(int, Datatype)} of any numbers. */
    public static Datatype createContiguous(long count, Datatype oldType) throws MPIException {
        TypeFactory.old("createContiguous", oldType);
        Origin origin = Origin.large(MPI.COMBINER_CONTIGUOUS, new long[] {count}, oldType);
        return TypeFactory.contiguous("createContiguous", count, oldType, origin);
    }

    /** {@code count} blocks of {@code blockLength} items whose beginnings are {@code stride} items apart. */
    public static Datatype createVector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        TypeFactory.old("createVector", oldType);
        Origin origin = Origin.of(MPI.COMBINER_VECTOR, new int[] {count, blockLength, stride}, oldType);
        return TypeFactory.vector("createVector", count, blockLength, stride, false, oldType, origin);
    }

    /** {@link #createVector(int, int, int, Datatype)} of any numbers. */
    public static Datatype createVector(long count, long blockLength, long stride, Datatype oldType) throws MPIException {
        TypeFactory.old("createVector", oldType);
        Origin origin = Origin.large(MPI.COMBINER_VECTOR, new long[] {count, blockLength, stride}, oldType);
        return TypeFactory.vector("createVector", count, blockLength, stride, false, oldType, origin);
    }

    /** {@code count} blocks of {@code blockLength} items whose beginnings are {@code stride} bytes apart. */
    public static Datatype createHVector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        TypeFactory.old("createHVector", oldType);
        Origin origin =
                Origin.of(MPI.COMBINER_HVECTOR, new int[] {count, blockLength}, new long[] {stride}, oldType);
        return TypeFactory.vector("createHVector", count, blockLength, stride, true, oldType, origin);
    }

    /** {@link #createHVector(int, int, int, Datatype)} of any numbers. */
    public static Datatype createHVector(long count, long blockLength, long stride, Datatype oldType) throws MPIException {
        TypeFactory.old("createHVector", oldType);
        Origin origin = Origin.large(MPI.COMBINER_HVECTOR, new long[] {count, blockLength, stride}, oldType);
        return TypeFactory.vector("createHVector", count, blockLength, stride, true, oldType, origin);
    }

    /** Blocks of {@code blockLengths[i]} items at {@code displacements[i]} items. */
    public static Datatype createIndexed(int[] blockLengths, int[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createIndexed", oldType);
        int[] lengths = TypeFactory.ints("createIndexed", "blockLengths", blockLengths);
        int[] displs = TypeFactory.ints("createIndexed", "displacements", displacements);
        long[] wide = TypeFactory.longs(displs);
        Origin origin = Origin.of(MPI.COMBINER_INDEXED, TypeDefinition.join(new int[] {lengths.length}, lengths, displs), oldType);
        return TypeFactory.indexed("createIndexed", TypeFactory.longs(lengths), wide, false, oldType, origin);
    }

    /** {@link #createIndexed(int[], int[], Datatype)} of any numbers. */
    public static Datatype createIndexed(long[] blockLengths, long[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createIndexed", oldType);
        long[] lengths = TypeFactory.longs("createIndexed", "blockLengths", blockLengths);
        long[] displs = TypeFactory.longs("createIndexed", "displacements", displacements);
        Origin origin = Origin.large(
                MPI.COMBINER_INDEXED, TypeDefinition.join(new long[] {lengths.length}, lengths, displs), oldType);
        return TypeFactory.indexed("createIndexed", lengths, displs, false, oldType, origin);
    }

    /** Blocks of {@code blockLengths[i]} items at {@code displacements[i]} bytes. */
    public static Datatype createHIndexed(int[] blockLengths, int[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createHIndexed", oldType);
        int[] lengths = TypeFactory.ints("createHIndexed", "blockLengths", blockLengths);
        int[] displs = TypeFactory.ints("createHIndexed", "displacements", displacements);
        long[] wide = TypeFactory.longs(displs);
        Origin origin = Origin.of(MPI.COMBINER_HINDEXED, TypeDefinition.join(new int[] {lengths.length}, lengths), wide, oldType);
        return TypeFactory.indexed("createHIndexed", TypeFactory.longs(lengths), wide, true, oldType, origin);
    }

    /** {@link #createHIndexed(int[], int[], Datatype)} of any numbers. */
    public static Datatype createHIndexed(long[] blockLengths, long[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createHIndexed", oldType);
        long[] lengths = TypeFactory.longs("createHIndexed", "blockLengths", blockLengths);
        long[] displs = TypeFactory.longs("createHIndexed", "displacements", displacements);
        Origin origin = Origin.large(
                MPI.COMBINER_HINDEXED, TypeDefinition.join(new long[] {lengths.length}, lengths, displs), oldType);
        return TypeFactory.indexed("createHIndexed", lengths, displs, true, oldType, origin);
    }

    /** Blocks of {@code blockLength} items at {@code displacements[i]} items. */
    public static Datatype createIndexedBlock(int blockLength, int[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createIndexedBlock", oldType);
        int[] displs = TypeFactory.ints("createIndexedBlock", "displacements", displacements);
        long[] wide = TypeFactory.longs(displs);
        Origin origin = Origin.of(
                MPI.COMBINER_INDEXED_BLOCK, TypeDefinition.join(new int[] {displs.length, blockLength}, displs), oldType);
        return TypeFactory.indexedBlock("createIndexedBlock", blockLength, wide, false, oldType, origin);
    }

    /** {@link #createIndexedBlock(int, int[], Datatype)} of any numbers. */
    public static Datatype createIndexedBlock(long blockLength, long[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createIndexedBlock", oldType);
        long[] displs = TypeFactory.longs("createIndexedBlock", "displacements", displacements);
        Origin origin = Origin.large(
                MPI.COMBINER_INDEXED_BLOCK, TypeDefinition.join(new long[] {displs.length, blockLength}, displs), oldType);
        return TypeFactory.indexedBlock("createIndexedBlock", blockLength, displs, false, oldType, origin);
    }

    /** Blocks of {@code blockLength} items at {@code displacements[i]} bytes. */
    public static Datatype createHIndexedBlock(int blockLength, int[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createHIndexedBlock", oldType);
        int[] displs = TypeFactory.ints("createHIndexedBlock", "displacements", displacements);
        long[] wide = TypeFactory.longs(displs);
        Origin origin = Origin.of(MPI.COMBINER_HINDEXED_BLOCK, new int[] {displs.length, blockLength}, wide, oldType);
        return TypeFactory.indexedBlock("createHIndexedBlock", blockLength, wide, true, oldType, origin);
    }

    /** {@link #createHIndexedBlock(int, int[], Datatype)} of any numbers. */
    public static Datatype createHIndexedBlock(long blockLength, long[] displacements, Datatype oldType) throws MPIException {
        TypeFactory.old("createHIndexedBlock", oldType);
        long[] displs = TypeFactory.longs("createHIndexedBlock", "displacements", displacements);
        Origin origin = Origin.large(
                MPI.COMBINER_HINDEXED_BLOCK, TypeDefinition.join(new long[] {displs.length, blockLength}, displs), oldType);
        return TypeFactory.indexedBlock("createHIndexedBlock", blockLength, displs, true, oldType, origin);
    }

    /** Blocks of {@code blockLengths[i]} items of {@code types[i]} at {@code displacements[i]} bytes. */
    public static Datatype createStruct(int[] blockLengths, int[] displacements, Datatype[] types) throws MPIException {
        Datatype[] items = TypeFactory.types("createStruct", types);
        int[] lengths = TypeFactory.ints("createStruct", "blockLengths", blockLengths);
        long[] wide = TypeFactory.longs(TypeFactory.ints("createStruct", "displacements", displacements));
        int[] integers = TypeDefinition.join(new int[] {lengths.length}, lengths);
        Origin origin = Origin.of(MPI.COMBINER_STRUCT, integers, wide, items);
        return TypeFactory.struct("createStruct", TypeFactory.longs(lengths), wide, items, origin);
    }

    /** {@link #createStruct(int[], int[], Datatype[])} of any numbers. */
    public static Datatype createStruct(long[] blockLengths, long[] displacements, Datatype[] types) throws MPIException {
        Datatype[] items = TypeFactory.types("createStruct", types);
        long[] lengths = TypeFactory.longs("createStruct", "blockLengths", blockLengths);
        long[] displs = TypeFactory.longs("createStruct", "displacements", displacements);
        long[] counts = TypeDefinition.join(new long[] {lengths.length}, lengths, displs);
        Origin origin = Origin.large(MPI.COMBINER_STRUCT, counts, items);
        return TypeFactory.struct("createStruct", lengths, displs, items, origin);
    }

    /** The same data with another lower bound and extent, in bytes. */
    public static Datatype createResized(Datatype oldType, int lb, int extent) throws MPIException {
        TypeFactory.old("createResized", oldType);
        Origin origin = Origin.of(MPI.COMBINER_RESIZED, new int[0], new long[] {lb, extent}, oldType);
        return TypeFactory.resized("createResized", oldType, lb, extent, origin);
    }

    /** {@link #createResized(Datatype, int, int)} of any numbers. */
    public static Datatype createResized(Datatype oldType, long lb, long extent) throws MPIException {
        TypeFactory.old("createResized", oldType);
        Origin origin = Origin.large(MPI.COMBINER_RESIZED, new long[] {lb, extent}, oldType);
        return TypeFactory.resized("createResized", oldType, lb, extent, origin);
    }

    /**
     * A part of an array of several dimensions: {@code subsizes[i]} elements from {@code starts[i]} on of the
     * {@code sizes[i]} of dimension {@code i}. Its extent is that of the whole array.
     *
     * @param order {@link MPI#ORDER_C}, the last dimension's elements being neighbours, or {@link MPI#ORDER_FORTRAN}
     */
    public static Datatype createSubarray(int[] sizes, int[] subsizes, int[] starts, int order, Datatype oldType) throws MPIException {
        TypeFactory.old("createSubarray", oldType);
        int[] whole = TypeFactory.ints("createSubarray", "sizes", sizes);
        int[] part = TypeFactory.ints("createSubarray", "subsizes", subsizes);
        int[] from = TypeFactory.ints("createSubarray", "starts", starts);
        int[] integers = TypeDefinition.join(new int[] {whole.length}, whole, part, from, new int[] {order});
        return ArrayTypes.subarray(
                "createSubarray",
                TypeFactory.longs(whole),
                TypeFactory.longs(part),
                TypeFactory.longs(from),
                order,
                oldType,
                Origin.of(MPI.COMBINER_SUBARRAY, integers, oldType));
    }

    /** {@link #createSubarray(int[], int[], int[], int, Datatype)} of any numbers. */
    public static Datatype createSubarray(long[] sizes, long[] subsizes, long[] starts, int order, Datatype oldType) throws MPIException {
        TypeFactory.old("createSubarray", oldType);
        long[] whole = TypeFactory.longs("createSubarray", "sizes", sizes);
        long[] part = TypeFactory.longs("createSubarray", "subsizes", subsizes);
        long[] from = TypeFactory.longs("createSubarray", "starts", starts);
        int[] integers = {whole.length, order};
        Origin origin =
                Origin.large(MPI.COMBINER_SUBARRAY, integers, TypeDefinition.join(whole, part, from), oldType);
        return ArrayTypes.subarray("createSubarray", whole, part, from, order, oldType, origin);
    }

    /**
     * What process {@code rank} of {@code size} has of an array that is dealt out to a grid of processes.
     *
     * @param gsizes the array's sizes
     * @param distribs how each dimension is dealt out: {@link MPI#DISTRIBUTE_BLOCK}, {@link MPI#DISTRIBUTE_CYCLIC} or
     *     {@link MPI#DISTRIBUTE_NONE}
     * @param dargs the length of the blocks of each dimension, or {@link MPI#DISTRIBUTE_DFLT_DARG}
     * @param psizes the grid's sizes; ranks run along its last dimension first
     * @param order of the array's elements in memory, as for {@link #createSubarray(int[], int[], int[], int, Datatype)}
     */
    public static Datatype createDArray(int size, int rank, int[] gsizes, int[] distribs, int[] dargs, int[] psizes, int order, Datatype oldType) throws MPIException {
        TypeFactory.old("createDArray", oldType);
        int[] sizes = TypeFactory.ints("createDArray", "gsizes", gsizes);
        int[] grid = TypeFactory.grid("createDArray", distribs, dargs, psizes);
        int[] integers =
                TypeDefinition.join(new int[] {size, rank, sizes.length}, sizes, grid, new int[] {order});
        Origin origin = Origin.of(MPI.COMBINER_DARRAY, integers, oldType);
        return ArrayTypes.darray(
                "createDArray", size, rank, TypeFactory.longs(sizes), distribs, dargs, psizes, order, oldType, origin);
    }

    /** {@link #createDArray(int, int, int[], int[], int[], int[], int, Datatype)} of any numbers. */
    public static Datatype createDArray(int size, int rank, long[] gsizes, int[] distribs, int[] dargs, int[] psizes, int order, Datatype oldType) throws MPIException {
        TypeFactory.old("createDArray", oldType);
        long[] sizes = TypeFactory.longs("createDArray", "gsizes", gsizes);
        int[] grid = TypeFactory.grid("createDArray", distribs, dargs, psizes);
        int[] integers = TypeDefinition.join(new int[] {size, rank, sizes.length}, grid, new int[] {order});
        Origin origin = Origin.large(MPI.COMBINER_DARRAY, integers, sizes, oldType);
        return ArrayTypes.darray(
                "createDArray", size, rank, sizes, distribs, dargs, psizes, order, oldType, origin);
    }

    /**
     * The predefined type of integers with {@code r} decimal digits.
     *
     * @throws MPIException ERR_ARG if there is none
     */
    public static Datatype createF90Integer(int r) throws MPIException {
        return FortranTypes.integer(r);
    }

    /**
     * The predefined type of reals with {@code p} decimal digits and a decimal exponent of up to {@code r}; either may
     * be {@link MPI#UNDEFINED}.
     *
     * @throws MPIException ERR_ARG if there is none
     */
    public static Datatype createF90Real(int p, int r) throws MPIException {
        return FortranTypes.real(p, r);
    }

    /** The predefined type of complex numbers whose parts are those of {@link #createF90Real}. */
    public static Datatype createF90Complex(int p, int r) throws MPIException {
        return FortranTypes.complex(p, r);
    }

    /**
     * The predefined type of a class and size.
     *
     * @param typeclass {@link MPI#TYPECLASS_INTEGER}, {@link MPI#TYPECLASS_REAL}, {@link MPI#TYPECLASS_COMPLEX} or
     *     {@link MPI#TYPECLASS_LOGICAL}
     * @param size bytes
     * @throws MPIException ERR_ARG if there is none
     */
    public static Datatype matchSize(int typeclass, int size) throws MPIException {
        return FortranTypes.match(typeclass, size);
    }

    /** The predefined type of a value with its index, such as {@link MPI#DOUBLE_INT}; DATATYPE_NULL if there is none. */
    public static Datatype getValueIndex(Datatype value, Datatype index) throws MPIException {
        TypeDefinition first = TypeFactory.old("getValueIndex", value);
        TypeDefinition second = TypeFactory.old("getValueIndex", index);
        if (!first.predefined() || !second.predefined() || second.kind() != Reducers.INT) {
            return NULL;
        }
        return switch (first.kind()) {
            case Reducers.INT -> INT2;
            case Reducers.SHORT -> SHORT_INT;
            case Reducers.LONG -> LONG_INT;
            case Reducers.FLOAT -> FLOAT_INT;
            case Reducers.DOUBLE -> DOUBLE_INT;
            default -> NULL;
        };
    }

    /**
     * The type of the data in memory of a layout: values in native order, structures and sequences of them, with their
     * padding. mpi4py: {@code util.dtlib.from_numpy_dtype}.
     *
     * @throws MPIException ERR_TYPE if the layout has unions, addresses or values in another byte order
     */
    public static Datatype of(MemoryLayout layout) throws MPIException {
        return MemoryLayouts.typeOf(layout);
    }

    /**
     * The layout in memory of an item of this type. mpi4py: {@code util.dtlib.to_numpy_dtype}.
     *
     * @throws MPIException ERR_TYPE if data overlap, are out of order or lie before the item's beginning
     */
    public MemoryLayout toMemoryLayout() throws MPIException {
        layout("toMemoryLayout");
        return MemoryLayouts.layoutOf(this);
    }

    /**
     * The type of a record of primitives and of such records, laid out as a structure of C's. Arrays of the record can
     * be sent and received as items of this type; in buffers and segments it is the structure.
     *
     * @throws MPIException ERR_TYPE if a component is neither a primitive nor such a record
     */
    public static Datatype of(Class<? extends Record> record) throws MPIException {
        return RecordTypes.typeOf(record);
    }

    // ---------------------------------------------------------------- how it was made

    /** The kind of call that made this type, and the lengths of what {@link #getContents} gives. */
    public Envelope getEnvelope() throws MPIException {
        layout("getEnvelope");
        Origin origin = definition.origin();
        return new Envelope(
                origin.integers().length,
                origin.addresses().length,
                origin.counts().length,
                origin.types().size(),
                origin.combiner());
    }

    /**
     * The arguments of the call that made this type.
     *
     * @throws MPIException ERR_TYPE for a named type
     */
    public Contents getContents() throws MPIException {
        layout("getContents");
        Origin origin = definition.origin();
        if (origin.combiner() == MPI.COMBINER_NAMED) {
            throw MPIException.argument(MPI.ERR_TYPE, "getContents", name + " is a named type: it has no contents");
        }
        return new Contents(
                origin.integers().clone(),
                origin.addresses().clone(),
                origin.counts().clone(),
                origin.types().stream().map(Datatype::sameAs).toArray(Datatype[]::new));
    }

    /** This type taken apart: what it was made of, by which call, with which arguments. */
    public Decoded decode() throws MPIException {
        layout("decode");
        return TypeDecoder.decode(this);
    }

    // ---------------------------------------------------------------- packing

    /**
     * Packs items after what has been packed before. MPI 5.0, section 5.2.
     *
     * @param inbuf any buffer with {@code count} items
     * @param outbuf any buffer; takes the bytes from byte {@code position} on
     * @return the byte after them in {@code outbuf}
     * @throws MPIException ERR_TRUNCATE if they do not fit
     */
    public long pack(@Nullable Object inbuf, long count, Object outbuf, long position) throws MPIException {
        return Packing.pack(Call.of("pack"), inbuf, count, this, outbuf, position);
    }

    /**
     * Unpacks items that {@link #pack} has packed.
     *
     * @return the byte after them in {@code inbuf}
     * @throws MPIException ERR_TRUNCATE if there are not so many
     */
    public long unpack(Object inbuf, long position, @Nullable Object outbuf, long count) throws MPIException {
        return Packing.unpack(Call.of("unpack"), inbuf, position, outbuf, count, this);
    }

    /** The bytes that {@code count} items take when packed. */
    public long packSize(long count) throws MPIException {
        return Packing.size(Call.of("packSize"), count, this);
    }

    /**
     * {@link #pack} in a representation that is the same on all machines.
     *
     * @param datarep {@code "external32"}: numbers are big-endian, without holes
     */
    public long packExternal(
            String datarep, @Nullable Object inbuf, long count, Object outbuf, long position) throws MPIException {
        Packing.checkExternal("packExternal", datarep);
        return Packing.packExternal(Call.of("packExternal"), inbuf, count, this, outbuf, position);
    }

    /** {@link #unpack} of what {@link #packExternal} has packed. */
    public long unpackExternal(
            String datarep, Object inbuf, long position, @Nullable Object outbuf, long count) throws MPIException {
        Packing.checkExternal("unpackExternal", datarep);
        return Packing.unpackExternal(Call.of("unpackExternal"), inbuf, position, outbuf, count, this);
    }

    /** The bytes that {@code count} items take in the representation, which is as many as in memory without holes. */
    public long packExternalSize(String datarep, long count) throws MPIException {
        Packing.checkExternal("packExternalSize", datarep);
        return Packing.size(Call.of("packExternalSize"), count, this);
    }

    /** The name, or for a type without one how it was made. */
    @Override
    public String toString() {
        return name.isEmpty() ? TypeDecoder.describe(definition.origin()) : name;
    }
}
