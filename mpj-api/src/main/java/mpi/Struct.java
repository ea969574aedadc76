package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structure whose fields a subclass adds one by one, and whose items are read and written in a buffer through
 * {@link Data}.
 *
 * <pre>{@code
 * class Particle extends Struct {
 *     final int position = addDouble(3);
 *     final int charge = addInt();
 *
 *     protected Data newData() {
 *         return new Data();
 *     }
 *
 *     class Data extends Struct.Data {
 *         double getX() {
 *             return getDouble(position, 0);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Fields follow each other without alignment; {@link #setOffset} leaves holes. The first use of
 * {@link #getType}, {@link #getExtent} or {@link #getData} completes the structure.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the signatures are those of Open MPI's bindings
public abstract class Struct {
    /** The offset is the running end, the value returned when the field was added. */
    private record Field(Datatype type, int offset, int length) {
        boolean holds(int at, Datatype wanted, int index) {
            return at == offset && index >= 0 && index < length && wanted == type;
        }
    }

    private final List<Field> fields = new ArrayList<>();
    private int end;
    private int extent;
    private @Nullable Datatype type;

    /** A structure without fields. */
    public Struct() {}

    // ---------------------------------------------------------------- fields

    /**
     * Sets where the next field begins.
     *
     * @throws IllegalArgumentException if it is before the end of the last one
     */
    public final Struct setOffset(int offset) {
        checkOpen();
        if (offset < end) {
            throw new IllegalArgumentException(
                    "the next field cannot begin at byte " + offset + ", the last one ends at byte " + end);
        }
        end = offset;
        return this;
    }

    /** Adds a byte; its offset. */
    public final int addByte() {
        return addByte(1);
    }

    /** Adds {@code length} bytes; the offset of the first one. */
    public final int addByte(int length) {
        return add("addByte", MPI.BYTE, length);
    }

    /** Adds a char; its offset. */
    public final int addChar() {
        return addChar(1);
    }

    /** Adds {@code length} chars; the offset of the first one. */
    public final int addChar(int length) {
        return add("addChar", MPI.CHAR, length);
    }

    /** Adds a short; its offset. */
    public final int addShort() {
        return addShort(1);
    }

    /** Adds {@code length} shorts; the offset of the first one. */
    public final int addShort(int length) {
        return add("addShort", MPI.SHORT, length);
    }

    /** Adds an int; its offset. */
    public final int addInt() {
        return addInt(1);
    }

    /** Adds {@code length} ints; the offset of the first one. */
    public final int addInt(int length) {
        return add("addInt", MPI.INT, length);
    }

    /** Adds a long; its offset. */
    public final int addLong() {
        return addLong(1);
    }

    /** Adds {@code length} longs; the offset of the first one. */
    public final int addLong(int length) {
        return add("addLong", MPI.LONG, length);
    }

    /** Adds a float; its offset. */
    public final int addFloat() {
        return addFloat(1);
    }

    /** Adds {@code length} floats; the offset of the first one. */
    public final int addFloat(int length) {
        return add("addFloat", MPI.FLOAT, length);
    }

    /** Adds a double; its offset. */
    public final int addDouble() {
        return addDouble(1);
    }

    /** Adds {@code length} doubles; the offset of the first one. */
    public final int addDouble(int length) {
        return add("addDouble", MPI.DOUBLE, length);
    }

    /** Adds a structure; its offset. */
    public final int addStruct(Struct struct) throws MPIException {
        return addStruct(struct, 1);
    }

    /** Adds {@code length} structures; the offset of the first one. */
    public final int addStruct(Struct struct, int length) throws MPIException {
        if (struct == null) {
            throw MPIException.argument(MPI.ERR_ARG, "addStruct", "the structure is null");
        }
        return add("addStruct", struct.getType(), length);
    }

    /** Adds an item of a datatype; its offset. */
    public final int addData(Datatype type) throws MPIException {
        return addData(type, 1);
    }

    /** Adds {@code length} items of a datatype; the offset of the first one. */
    public final int addData(Datatype type, int length) throws MPIException {
        return add("addData", type, length);
    }

    private int add(String operation, Datatype fieldType, int length) {
        checkOpen();
        long bytes = Datatype.layoutOf(operation, fieldType).extent();
        if (length < 0 || bytes < 0 || end + length * bytes > Integer.MAX_VALUE) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    "a field of " + length + " items of " + bytes + " bytes cannot begin at byte " + end);
        }
        int offset = end;
        fields.add(new Field(fieldType, offset, length));
        end += (int) (length * bytes);
        return offset;
    }

    private void checkOpen() {
        if (type != null) {
            throw new AssertionError("the structure is complete: its type has been used");
        }
    }

    // ---------------------------------------------------------------- the type

    /** The datatype of the structure; the same object each time. */
    public final Datatype getType() throws MPIException {
        return complete();
    }

    /** Bytes from one item to the next: the fields, padded to the largest alignment of one. */
    public final int getExtent() throws MPIException {
        complete();
        return extent;
    }

    private synchronized Datatype complete() {
        Datatype made = type;
        if (made == null) {
            int n = fields.size();
            int[] lengths = new int[n];
            int[] offsets = new int[n];
            Datatype[] types = new Datatype[n];
            for (int i = 0; i < n; i++) {
                lengths[i] = fields.get(i).length;
                offsets[i] = fields.get(i).offset;
                types[i] = fields.get(i).type;
            }
            made = Datatype.createStruct(lengths, offsets, types);
            extent = made.getExtent();
            type = made;
        }
        return made;
    }

    // ---------------------------------------------------------------- items

    /** The item at the beginning of a buffer, whatever its position, in the buffer's byte order. */
    public final <T extends Data> T getData(ByteBuffer buffer) throws MPIException {
        return dataAt(buffer, 0);
    }

    /** Item {@code index} of a buffer. */
    public final <T extends Data> T getData(ByteBuffer buffer, int index) throws MPIException {
        return dataAt(buffer, Math.multiplyExact(index, getExtent()));
    }

    /** The item at the beginning of an array, in native byte order. */
    public final <T extends Data> T getData(byte[] array) throws MPIException {
        return getData(ByteBuffer.wrap(array).order(ByteOrder.nativeOrder()));
    }

    /** Item {@code index} of an array. */
    public final <T extends Data> T getData(byte[] array, int index) throws MPIException {
        return getData(ByteBuffer.wrap(array).order(ByteOrder.nativeOrder()), index);
    }

    @SuppressWarnings("unchecked") // the caller knows what newData makes
    private <T extends Data> T dataAt(ByteBuffer buffer, int offset) {
        complete();
        Data data = newData();
        data.open(this, buffer, offset);
        return (T) data;
    }

    /** A new, unused object to read and write items with. */
    protected abstract Data newData();

    /** Where a field's item begins in an item; asserts that there is such a field. */
    private int place(int field, Datatype wanted, int index) {
        assert fields.stream().anyMatch(f -> f.holds(field, wanted, index))
                : "no field of type " + wanted + " at byte " + field + " has an item " + index;
        return (int) (field + index * wanted.definition().layout().extent());
    }

    /** An item of a structure in a buffer. Subclasses give its fields names. */
    public abstract static class Data {
        private @Nullable Struct struct;
        private @Nullable ByteBuffer buffer;
        private int offset;

        /** An object that {@code getData} will open. */
        public Data() {}

        private void open(Struct of, ByteBuffer in, int at) {
            struct = of;
            buffer = in;
            offset = at;
        }

        private ByteBuffer buffer() {
            ByteBuffer opened = buffer;
            if (opened == null) {
                throw new IllegalStateException("this object was not made by getData");
            }
            return opened;
        }

        private Struct struct() {
            Struct opened = struct;
            if (opened == null) {
                throw new IllegalStateException("this object was not made by getData");
            }
            return opened;
        }

        private int at(int field, Datatype type, int index) {
            return offset + struct().place(field, type, index);
        }

        /** The buffer of the item: the one given to {@code getData}, or a slice of it that begins with the item. */
        public final ByteBuffer getBuffer() {
            return offset == 0 ? buffer() : MPI.slice(buffer(), offset);
        }

        /** The part of the buffer that begins with a field. */
        protected final ByteBuffer getBuffer(Datatype type, int field) {
            return part(at(field, type, 0));
        }

        /** The part of the buffer that begins with item {@code index} of a field. */
        protected final ByteBuffer getBuffer(Datatype type, int field, int index) throws MPIException {
            return part(at(field, type, index));
        }

        private ByteBuffer part(int at) {
            return at == 0 ? buffer() : MPI.slice(buffer(), at);
        }

        /** The structure in a field. */
        protected final <S extends Struct, D extends Data> D getData(S struct, int field) {
            return getData(struct, field, 0);
        }

        /** Structure {@code index} of a field. */
        protected final <S extends Struct, D extends Data> D getData(S struct, int field, int index) {
            Struct inner = struct;
            return inner.dataAt(buffer(), at(field, inner.complete(), index));
        }

        /** The byte in a field. */
        protected final byte getByte(int field) {
            return getByte(field, 0);
        }

        /** {@code byte} number {@code index} of a field. */
        protected final byte getByte(int field, int index) {
            return buffer().get(at(field, MPI.BYTE, index));
        }

        /** Sets the byte in a field. */
        protected final void putByte(int field, byte v) {
            putByte(field, 0, v);
        }

        /** Sets {@code byte} number {@code index} of a field. */
        protected final void putByte(int field, int index, byte v) {
            buffer().put(at(field, MPI.BYTE, index), v);
        }

        /** The char in a field. */
        protected final char getChar(int field) {
            return getChar(field, 0);
        }

        /** {@code char} number {@code index} of a field. */
        protected final char getChar(int field, int index) {
            return buffer().getChar(at(field, MPI.CHAR, index));
        }

        /** Sets the char in a field. */
        protected final void putChar(int field, char v) {
            putChar(field, 0, v);
        }

        /** Sets {@code char} number {@code index} of a field. */
        protected final void putChar(int field, int index, char v) {
            buffer().putChar(at(field, MPI.CHAR, index), v);
        }

        /** The short in a field. */
        protected final short getShort(int field) {
            return getShort(field, 0);
        }

        /** {@code short} number {@code index} of a field. */
        protected final short getShort(int field, int index) {
            return buffer().getShort(at(field, MPI.SHORT, index));
        }

        /** Sets the short in a field. */
        protected final void putShort(int field, short v) {
            putShort(field, 0, v);
        }

        /** Sets {@code short} number {@code index} of a field. */
        protected final void putShort(int field, int index, short v) {
            buffer().putShort(at(field, MPI.SHORT, index), v);
        }

        /** The int in a field. */
        protected final int getInt(int field) {
            return getInt(field, 0);
        }

        /** {@code int} number {@code index} of a field. */
        protected final int getInt(int field, int index) {
            return buffer().getInt(at(field, MPI.INT, index));
        }

        /** Sets the int in a field. */
        protected final void putInt(int field, int v) {
            putInt(field, 0, v);
        }

        /** Sets {@code int} number {@code index} of a field. */
        protected final void putInt(int field, int index, int v) {
            buffer().putInt(at(field, MPI.INT, index), v);
        }

        /** The long in a field. */
        protected final long getLong(int field) {
            return getLong(field, 0);
        }

        /** {@code long} number {@code index} of a field. */
        protected final long getLong(int field, int index) {
            return buffer().getLong(at(field, MPI.LONG, index));
        }

        /** Sets the long in a field. */
        protected final void putLong(int field, long v) {
            putLong(field, 0, v);
        }

        /** Sets {@code long} number {@code index} of a field. */
        protected final void putLong(int field, int index, long v) {
            buffer().putLong(at(field, MPI.LONG, index), v);
        }

        /** The float in a field. */
        protected final float getFloat(int field) {
            return getFloat(field, 0);
        }

        /** {@code float} number {@code index} of a field. */
        protected final float getFloat(int field, int index) {
            return buffer().getFloat(at(field, MPI.FLOAT, index));
        }

        /** Sets the float in a field. */
        protected final void putFloat(int field, float v) {
            putFloat(field, 0, v);
        }

        /** Sets {@code float} number {@code index} of a field. */
        protected final void putFloat(int field, int index, float v) {
            buffer().putFloat(at(field, MPI.FLOAT, index), v);
        }

        /** The double in a field. */
        protected final double getDouble(int field) {
            return getDouble(field, 0);
        }

        /** {@code double} number {@code index} of a field. */
        protected final double getDouble(int field, int index) {
            return buffer().getDouble(at(field, MPI.DOUBLE, index));
        }

        /** Sets the double in a field. */
        protected final void putDouble(int field, double v) {
            putDouble(field, 0, v);
        }

        /** Sets {@code double} number {@code index} of a field. */
        protected final void putDouble(int field, int index, double v) {
            buffer().putDouble(at(field, MPI.DOUBLE, index), v);
        }
    }
}
