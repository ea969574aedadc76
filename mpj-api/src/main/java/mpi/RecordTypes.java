package mpi;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Records as structures: the datatype of a record of primitives and of such records, and copies between
 * records and structures.
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

    /** The structures of an array of records, after a check of the datatype that is given for it. */
    static RecordTypes of(CommHandle comm, String operation, Record[] records, @Nullable Datatype type) {
        Layout layout = Datatype.layoutOf(comm, operation, type);
        RecordTypes known = of(comm, operation, records);
        if (known.layout() != layout) {
            throw otherType(comm, operation, records, ", the datatype is " + type);
        }
        return known;
    }

    /** The structures of an array of records. */
    static RecordTypes of(CommHandle comm, String operation, Record[] records) {
        Class<?> component = records.getClass().getComponentType();
        if (!component.isRecord()) {
            throw otherType(comm, operation, records, ", which is for a class of records");
        }
        return KNOWN.get(component);
    }

    private static MPIException otherType(CommHandle comm, String operation, Record[] records, String why) {
        Class<?> component = records.getClass().getComponentType();
        return MPIException.argument(
                MPI.ERR_TYPE,
                comm.call(operation),
                "an array of " + component.getTypeName() + " is sent and received as Datatype.of("
                        + component.getSimpleName() + ".class)" + why);
    }

    /** The layout of a structure. */
    Layout layout() {
        return type.definition().layout();
    }

    /** The bytes of a structure with those that keep the next one in place. */
    int bytes() {
        return bytes;
    }

    /** Makes a structure of a record, in its place among others; false where a record within is null. */
    boolean write(Record item, ByteBuffer structures, int index) {
        return write((Object) item, structures, index * bytes);
    }

    /** Makes a record of a structure. */
    Record read(ByteBuffer structures, int index) {
        try {
            return make(structures, index * bytes);
        } catch (Throwable e) {
            throw new MPIException(e);
        }
    }

    private boolean write(Object item, ByteBuffer to, int at) {
        for (int i = 0; i < offsets.length; i++) {
            Object value = shape.component(item, i);
            int place = at + offsets[i];
            RecordTypes inner = nested[i];
            if (value == null || inner != null && !inner.write(value, to, place)) {
                return false;
            } else if (inner == null) {
                put(value, to, place);
            }
        }
        return true;
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

    private Record make(ByteBuffer from, int at) throws Throwable {
        @Nullable Object[] values = new @Nullable Object[offsets.length];
        for (int i = 0; i < values.length; i++) {
            int place = at + offsets[i];
            RecordTypes inner = nested[i];
            values[i] = inner != null ? inner.make(from, place) : get(types[i].base(), from, place);
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
