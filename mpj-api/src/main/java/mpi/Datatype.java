package mpi;

import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducers;
import org.jspecify.annotations.Nullable;

/**
 * The type of the elements of a buffer. The predefined ones are constants of {@link MPI}.
 *
 * <p>Sizes and extents are told in units of the base type, the Java primitive that a type is made of: 1 for
 * {@link MPI#INT}, 2 for {@link MPI#FLOAT_COMPLEX}. The base type of pairs is the byte. MPI 5.0, chapter 5.
 */
public final class Datatype implements Freeable {
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

    private static final Layout FOUR = Layout.contiguous(4);
    private static final Layout EIGHT = Layout.contiguous(8);
    /** Eight bytes and an int, padded to a multiple of eight. */
    private static final Layout EIGHT_AND_INT = Layout.ofRuns(16, new long[] {0}, new long[] {12});

    static final Datatype NULL = new Datatype("MPI_DATATYPE_NULL", null, Base.BYTE, NO_KIND);
    static final Datatype BYTE = new Datatype("MPI_UINT8_T", Layout.BYTES, Base.BYTE, Reducers.BYTE, 1);
    static final Datatype CHAR = new Datatype("MPI_UINT16_T", Layout.contiguous(2), Base.CHAR, Reducers.CHAR, 2);
    static final Datatype SHORT = new Datatype("MPI_INT16_T", Layout.contiguous(2), Base.SHORT, Reducers.SHORT, 2);
    static final Datatype BOOLEAN = new Datatype("MPI_UINT8_T", Layout.BYTES, Base.BOOLEAN, Reducers.BOOLEAN, 1);
    static final Datatype INT = new Datatype("MPI_INT32_T", FOUR, Base.INT, Reducers.INT, 4);
    static final Datatype LONG = new Datatype("MPI_INT64_T", EIGHT, Base.LONG, Reducers.LONG, 8);
    static final Datatype FLOAT = new Datatype("MPI_FLOAT", FOUR, Base.FLOAT, Reducers.FLOAT, 4);
    static final Datatype DOUBLE = new Datatype("MPI_DOUBLE", EIGHT, Base.DOUBLE, Reducers.DOUBLE, 8);
    static final Datatype PACKED = new Datatype("MPI_PACKED", Layout.BYTES, Base.BYTE, NO_KIND, 1);
    static final Datatype FLOAT_COMPLEX =
            new Datatype("MPI_C_COMPLEX", EIGHT, Base.FLOAT, Reducers.FLOAT_COMPLEX, 8);
    static final Datatype DOUBLE_COMPLEX =
            new Datatype("MPI_C_DOUBLE_COMPLEX", Layout.contiguous(16), Base.DOUBLE, Reducers.DOUBLE_COMPLEX, 16);
    static final Datatype INT2 = new Datatype("MPI_2INT", EIGHT, Base.BYTE, Reducers.INT2, 4, 4);
    static final Datatype SHORT_INT = new Datatype(
            "MPI_SHORT_INT",
            Layout.ofRuns(8, new long[] {0, 4}, new long[] {2, 4}),
            Base.BYTE,
            Reducers.SHORT_INT,
            2,
            4);
    static final Datatype LONG_INT =
            new Datatype("MPI_LONG_INT", EIGHT_AND_INT, Base.BYTE, Reducers.LONG_INT, 8, 4);
    static final Datatype FLOAT_INT = new Datatype("MPI_FLOAT_INT", EIGHT, Base.BYTE, Reducers.FLOAT_INT, 4, 4);
    static final Datatype DOUBLE_INT =
            new Datatype("MPI_DOUBLE_INT", EIGHT_AND_INT, Base.BYTE, Reducers.DOUBLE_INT, 8, 4);

    /** Null in {@link #NULL} alone. */
    private final @Nullable Layout layout;

    private final Base base;
    private final int kind;
    /** Bytes of the basic elements of one item, in order. */
    private final int[] elementBytes;

    private final Attributes<Datatype> attributes = new Attributes<>(KEYVALS);

    private volatile String name;

    private Datatype(String name, @Nullable Layout layout, Base base, int kind, int... elementBytes) {
        this.name = name;
        this.layout = layout;
        this.base = base;
        this.kind = kind;
        this.elementBytes = elementBytes;
    }

    /** The layout of a datatype argument, or the error that it is no datatype. */
    static Layout layoutOf(String operation, @Nullable Datatype type) {
        if (type != null) {
            Layout layout = type.layout;
            if (layout != null) {
                return layout;
            }
        }
        throw noType(operation, type);
    }

    private static MPIException noType(String operation, @Nullable Datatype type) {
        return MPIException.argument(
                MPI.ERR_TYPE, operation, "the datatype is " + (type == null ? "null" : "MPI_DATATYPE_NULL"));
    }

    Base base() {
        return base;
    }

    /** One of the kinds of {@link Reducers}, or {@link #NO_KIND}. */
    int kind() {
        return kind;
    }

    /** The number of basic elements in so many bytes, UNDEFINED where the last one is not whole. */
    long elementsIn(long bytes) {
        long itemBytes = layout("getElements").size();
        long elements = bytes / itemBytes * elementBytes.length;
        long rest = bytes % itemBytes;
        for (int i = 0; rest > 0 && rest >= elementBytes[i]; i++) {
            rest -= elementBytes[i];
            elements++;
        }
        return rest == 0 ? elements : MPI.UNDEFINED;
    }

    /** The bytes of so many basic elements. */
    long bytesOf(long elements) {
        long bytes = elements / elementBytes.length * layout("setElements").size();
        int rest = (int) (elements % elementBytes.length);
        for (int i = 0; i < rest; i++) {
            bytes += elementBytes[i];
        }
        return bytes;
    }

    /** Makes the type ready for communication; the predefined types are. */
    public void commit() throws MPIException {
        layout("commit");
    }

    /** Fails: the predefined types cannot be freed. */
    @Override
    public void free() throws MPIException {
        throw MPIException.argument(MPI.ERR_TYPE, "free", name + " is predefined and cannot be freed");
    }

    /** Whether this is {@link MPI#DATATYPE_NULL}. */
    @Override
    public boolean isNull() {
        return layout == null;
    }

    /** The data of one item, in units of the base type. */
    public int getSize() throws MPIException {
        return (int) (layout("getSize").size() / base.bytes);
    }

    /** From one item to the next, in units of the base type. */
    public int getExtent() throws MPIException {
        return (int) (layout("getExtent").extent() / base.bytes);
    }

    /** Where an item begins, in units of the base type. */
    public int getLb() throws MPIException {
        layout("getLb");
        return 0;
    }

    /** From the first to the last byte of data of one item, in units of the base type. */
    public int getTrueExtent() throws MPIException {
        return (int) (layout("getTrueExtent").span(1) / base.bytes);
    }

    /** Where the data of an item begin, in units of the base type. */
    public int getTrueLb() throws MPIException {
        layout("getTrueLb");
        return 0;
    }

    /** The name, such as {@code MPI_INT32_T}. */
    public String getName() throws MPIException {
        return name;
    }

    /** Replaces the name. */
    public void setName(String name) throws MPIException {
        layout("setName");
        this.name = name;
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

    @Override
    public String toString() {
        return name;
    }
}
