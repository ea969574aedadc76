package mpi;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Records as structures: the datatype of a record of primitives and of such records, and copies between arrays of
 * records and arrays of structures. Records are read and made in the caller's thread, before and after the engine moves
 * the structures.
 */
final class RecordTypes {
    private static final ClassValue<RecordTypes> KNOWN = new ClassValue<>() {
        @Override
        protected RecordTypes computeValue(Class<?> type) {
            checkFinite(type, List.of());
            return new RecordTypes(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> record;
    private final RecordShape shape;
    /** A datatype per component; of its own for a record. */
    private final Datatype[] types;
    /** The structures of components that are records. */
    private final @Nullable RecordTypes[] nested;

    private final int[] offsets;
    private final Datatype type;
    private final int bytes;

    private RecordTypes(Class<? extends Record> record) {
        this.record = record;
        RecordComponent[] components = record.getRecordComponents();
        int n = components.length;
        types = new Datatype[n];
        nested = new RecordTypes[n];
        offsets = new int[n];
        long[] places = new long[n];
        long[] lengths = new long[n];
        int end = 0;
        for (int i = 0; i < n; i++) {
            types[i] = typeOf(i, components[i]);
            Layout layout = types[i].definition().layout();
            offsets[i] = Math.ceilDiv(end, layout.alignment()) * layout.alignment();
            end = Math.toIntExact(offsets[i] + layout.extent());
            places[i] = offsets[i];
            lengths[i] = 1;
        }
        shape = RecordShape.of(record);
        if (!shape.isDirect()) {
            throw unusable(record, "its module keeps its components to itself, or it says how it is serialized");
        }
        type = Datatype.createStruct(lengths, places, types);
        type.setName(record.getTypeName());
        bytes = (int) type.definition().layout().extent();
    }

    /** Fails for a record that holds one of its own kind, which has no size. */
    private static void checkFinite(Class<?> record, List<Class<?>> above) {
        if (above.contains(record)) {
            throw unusable(record, "it has a component of its own kind");
        }
        List<Class<?>> here = new ArrayList<>(above);
        here.add(record);
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getType().isRecord()) {
                checkFinite(component.getType(), here);
            }
        }
    }

    private Datatype typeOf(int index, RecordComponent component) {
        Class<?> carrier = component.getType();
        if (carrier.isPrimitive()) {
            return MemoryLayouts.primitive(carrier);
        }
        if (!carrier.isRecord()) {
            throw unusable(
                    record,
                    "its component " + component.getName() + " is a " + carrier.getTypeName()
                            + ", neither a primitive nor a record");
        }
        RecordTypes inner = KNOWN.get(carrier);
        nested[index] = inner;
        return inner.type;
    }

    private static MPIException unusable(Class<?> record, String why) {
        return MPIException.argument(MPI.ERR_TYPE, "of", record.getTypeName() + " is no datatype: " + why);
    }

    /** The datatype of a record; a handle of the caller's own. */
    static Datatype typeOf(@Nullable Class<? extends Record> record) {
        if (record == null) {
            throw MPIException.argument(MPI.ERR_TYPE, "of", "the class is null");
        }
        if (!record.isRecord()) {
            throw unusable(record, "it is no record");
        }
        return KNOWN.get(record).type.sameAs();
    }

    // ---------------------------------------------------------------- arrays of records

    /** What is sent in place of a buffer: the structures of an array of records, any other buffer itself. */
    static @Nullable Object outgoing(
            String operation, @Nullable Object buffer, long count, @Nullable Datatype type) {
        if (!(buffer instanceof Record[] records)) {
            return buffer;
        }
        RecordTypes known = of(operation, records, count, type);
        ByteBuffer structures = ByteBuffer.wrap(new byte[Math.toIntExact(count * known.bytes)]);
        structures.order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            Record item = records[i];
            if (item == null) {
                throw MPIException.argument(MPI.ERR_BUFFER, operation, "record " + i + " of the array is null");
            }
            known.write(item, structures, i * known.bytes);
        }
        return structures.array();
    }

    /** The memory into which the structures for an array of records are received. */
    static byte[] incoming(String operation, Record[] records, long count, @Nullable Datatype type) {
        RecordTypes known = of(operation, records, count, type);
        return new byte[Math.toIntExact(count * known.bytes)];
    }

    /** Makes the records of the structures that have come whole. */
    static void received(byte[] structures, Record[] records, long dataBytes) {
        RecordTypes known = KNOWN.get(records.getClass().getComponentType());
        long n = known.bytes == 0 ? 0 : dataBytes / known.type.definition().layout().size();
        ByteBuffer from = ByteBuffer.wrap(structures).order(ByteOrder.nativeOrder());
        for (int i = 0; i < n; i++) {
            try {
                records[i] = known.read(from, i * known.bytes);
            } catch (Throwable e) {
                throw new MPIException(e);
            }
        }
    }

    private static RecordTypes of(String operation, Record[] records, long count, @Nullable Datatype type) {
        Layout layout = Datatype.layoutOf(operation, type);
        Class<?> component = records.getClass().getComponentType();
        if (!component.isRecord() || KNOWN.get(component).type.definition().layout() != layout) {
            throw MPIException.argument(
                    MPI.ERR_TYPE,
                    operation,
                    "an array of " + component.getTypeName() + " is sent and received as Datatype.of("
                            + component.getSimpleName() + ".class), the datatype is " + type);
        }
        RecordTypes known = KNOWN.get(component);
        if (count > records.length) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER, operation, "the array has " + records.length + " records, the count is " + count);
        }
        if (count * known.bytes > Integer.MAX_VALUE) {
            throw MPIException.argument(
                    MPI.ERR_COUNT, operation, count + " records take more than 2 GiB: send them in several messages");
        }
        return known;
    }

    private void write(Object item, ByteBuffer to, int at) {
        for (int i = 0; i < offsets.length; i++) {
            Object value = shape.component(item, i);
            int place = at + offsets[i];
            RecordTypes inner = nested[i];
            if (value == null) {
                throw MPIException.argument(
                        MPI.ERR_BUFFER, "send", "a component of " + record.getTypeName() + " is null");
            } else if (inner != null) {
                inner.write(value, to, place);
            } else {
                put(value, to, place);
            }
        }
    }

    private static void put(Object value, ByteBuffer to, int place) {
        switch (value) {
            case Byte v -> to.put(place, v);
            case Boolean v -> to.put(place, v ? (byte) 1 : 0);
            case Character v -> to.putChar(place, v);
            case Short v -> to.putShort(place, v);
            case Integer v -> to.putInt(place, v);
            case Long v -> to.putLong(place, v);
            case Float v -> to.putFloat(place, v);
            case Double v -> to.putDouble(place, v);
            default -> throw new IllegalStateException("no primitive: " + value.getClass());
        }
    }

    private Record read(ByteBuffer from, int at) throws Throwable {
        @Nullable Object[] values = new @Nullable Object[offsets.length];
        for (int i = 0; i < values.length; i++) {
            int place = at + offsets[i];
            RecordTypes inner = nested[i];
            values[i] = inner != null ? inner.read(from, place) : get(types[i].base(), from, place);
        }
        return (Record) shape.make(values);
    }

    private static Object get(Datatype.Base base, ByteBuffer from, int place) {
        return switch (base) {
            case BYTE -> from.get(place);
            case BOOLEAN -> from.get(place) != 0;
            case CHAR -> from.getChar(place);
            case SHORT -> from.getShort(place);
            case INT -> from.getInt(place);
            case LONG -> from.getLong(place);
            case FLOAT -> from.getFloat(place);
            case DOUBLE -> from.getDouble(place);
        };
    }
}
