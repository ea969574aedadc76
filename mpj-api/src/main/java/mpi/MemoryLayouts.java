package mpi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import mpi.TypeDefinition.Origin;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Datatypes from memory layouts, and memory layouts from datatypes. */
final class MemoryLayouts {
    private static final String FROM = "of";
    private static final String TO = "toMemoryLayout";

    private MemoryLayouts() {}

    // ---------------------------------------------------------------- from a layout

    static Datatype typeOf(@Nullable MemoryLayout layout) {
        return switch (layout) {
            case AddressLayout address -> throw unusable(address, "an address means nothing to another rank");
            case ValueLayout value -> valueType(value);
            case SequenceLayout sequence ->
                Datatype.createContiguous(sequence.elementCount(), typeOf(sequence.elementLayout()));
            case StructLayout struct -> structType(struct);
            case UnionLayout union -> throw unusable(union, "which member of a union is to be sent is not known");
            case PaddingLayout padding -> throw unusable(padding, "padding has no data");
            case null -> throw MPIException.argument(MPI.ERR_TYPE, FROM, "the layout is null");
        };
    }

    private static MPIException unusable(MemoryLayout layout, String why) {
        return MPIException.argument(MPI.ERR_TYPE, FROM, "the layout " + layout + " is no datatype: " + why);
    }

    private static Datatype valueType(ValueLayout value) {
        if (value.byteSize() > 1 && value.order() != ByteOrder.nativeOrder()) {
            throw unusable(value, "its byte order is not that of this machine");
        }
        return primitive(value.carrier());
    }

    /** The datatype of a primitive. */
    static Datatype primitive(Class<?> carrier) {
        if (carrier == byte.class) {
            return MPI.BYTE;
        } else if (carrier == boolean.class) {
            return MPI.BOOLEAN;
        } else if (carrier == char.class) {
            return MPI.CHAR;
        } else if (carrier == short.class) {
            return MPI.SHORT;
        } else if (carrier == int.class) {
            return MPI.INT;
        } else if (carrier == long.class) {
            return MPI.LONG;
        }
        return carrier == float.class ? MPI.FLOAT : MPI.DOUBLE;
    }

    private static Datatype structType(StructLayout struct) {
        List<Datatype> types = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        long offset = 0;
        for (MemoryLayout member : struct.memberLayouts()) {
            if (!(member instanceof PaddingLayout)) {
                types.add(typeOf(member));
                places.add(offset);
            }
            offset += member.byteSize();
        }
        long[] lengths = types.stream().mapToLong(_ -> 1).toArray();
        Datatype made = Datatype.createStruct(
                lengths, places.stream().mapToLong(p -> p).toArray(), types.toArray(Datatype[]::new));
        Layout layout = Datatype.layoutOf(FROM, made);
        boolean same = layout.lb() == 0 && layout.extent() == struct.byteSize();
        return same ? made : Datatype.createResized(made, 0, struct.byteSize());
    }

    // ---------------------------------------------------------------- to a layout

    static MemoryLayout layoutOf(Datatype type) {
        try {
            return of(type, true);
        } catch (IllegalArgumentException e) {
            // a member lies where its type does not by itself
            return of(type, false);
        }
    }

    /** The layout of one item, as long as its extent. */
    private static MemoryLayout of(Datatype type, boolean aligned) {
        Layout layout = type.definition().layout();
        if (layout.lb() != 0 || layout.trueLb() < 0 || layout.trueLb() + layout.trueExtent() > layout.extent()) {
            throw untellable(type, "there are data outside of its bounds, or these do not begin at 0");
        }
        return members(type, aligned).layout(layout.extent());
    }

    /** The data of one item, whatever its bounds. */
    private static Members members(Datatype type, boolean aligned) {
        Origin origin = type.definition().origin();
        long[] arguments = TypeDecoder.arguments(origin);
        Members members = new Members(type);
        switch (origin.combiner()) {
            case MPI.COMBINER_CONTIGUOUS -> members.items(0, arguments[0], child(origin, 0, aligned));
            case MPI.COMBINER_VECTOR, MPI.COMBINER_HVECTOR -> {
                MemoryLayout item = child(origin, 0, aligned);
                long unit = origin.combiner() == MPI.COMBINER_VECTOR ? item.byteSize() : 1;
                vector(members, arguments[0], arguments[1], arguments[2] * unit, item);
            }
            case MPI.COMBINER_INDEXED, MPI.COMBINER_HINDEXED -> {
                MemoryLayout item = child(origin, 0, aligned);
                int n = (int) arguments[0];
                long unit = origin.combiner() == MPI.COMBINER_INDEXED ? item.byteSize() : 1;
                for (int i = 0; i < n; i++) {
                    members.items(arguments[1 + n + i] * unit, arguments[1 + i], item);
                }
            }
            case MPI.COMBINER_INDEXED_BLOCK, MPI.COMBINER_HINDEXED_BLOCK -> {
                MemoryLayout item = child(origin, 0, aligned);
                long unit = origin.combiner() == MPI.COMBINER_INDEXED_BLOCK ? item.byteSize() : 1;
                for (int i = 0; i < (int) arguments[0]; i++) {
                    members.items(arguments[2 + i] * unit, arguments[1], item);
                }
            }
            case MPI.COMBINER_STRUCT -> {
                int n = (int) arguments[0];
                for (int i = 0; i < n; i++) {
                    members.items(arguments[1 + n + i], arguments[1 + i], child(origin, i, aligned));
                }
            }
            case MPI.COMBINER_SUBARRAY -> members.items(0, 1, subarray(type, arguments, child(origin, 0, aligned)));
            case MPI.COMBINER_RESIZED, MPI.COMBINER_DUP -> {
                return members(origin.types().getFirst(), aligned);
            }
            case MPI.COMBINER_DARRAY -> throw untellable(type, "it is part of a distributed array");
            default -> named(members, type, aligned);
        }
        return members;
    }

    private static MPIException untellable(Datatype type, String why) {
        return MPIException.argument(MPI.ERR_TYPE, TO, type + " has no memory layout: " + why);
    }

    private static MemoryLayout child(Origin origin, int index, boolean aligned) {
        return of(origin.types().get(index), aligned);
    }

    private static void vector(Members members, long count, long blockLength, long stride, MemoryLayout item) {
        if (count == 0) {
            return;
        }
        long block = blockLength * item.byteSize();
        if (count > 1 && stride == block) {
            members.items(0, count * blockLength, item);
            return;
        }
        if (count > 1) {
            Members padded = new Members(members.type);
            padded.items(0, blockLength, item);
            members.items(0, count - 1, padded.layout(stride));
        }
        members.items((count - 1) * stride, blockLength, item);
    }

    private static MemoryLayout subarray(Datatype type, long[] arguments, MemoryLayout item) {
        int n = (int) arguments[0];
        boolean rowMajor = arguments[1 + 3 * n] == MPI.ORDER_C;
        MemoryLayout part = item;
        for (int i = 0; i < n; i++) {
            int d = rowMajor ? n - 1 - i : i;
            long step = part.byteSize();
            Members dimension = new Members(type);
            dimension.items(arguments[1 + 2 * n + d] * step, arguments[1 + n + d], part);
            part = dimension.layout(arguments[1 + d] * step);
        }
        return part;
    }

    private static void named(Members members, Datatype type, boolean aligned) {
        Layout layout = type.definition().layout();
        if (type.base() == Datatype.Base.BYTE && layout.size() > 1) {
            Datatype value = value(type);
            members.items(0, 1, of(value, aligned));
            members.items(layout.trueExtent() - Integer.BYTES, 1, of(MPI.INT, aligned));
            return;
        }
        ValueLayout number = number(type.base());
        ValueLayout placed = aligned ? number : number.withByteAlignment(1);
        members.items(0, layout.size() / type.base().bytes, placed);
    }

    /** The type of a pair's values. */
    private static Datatype value(Datatype pair) {
        for (Datatype value : List.of(MPI.INT, MPI.SHORT, MPI.LONG, MPI.FLOAT, MPI.DOUBLE)) {
            if (Datatype.getValueIndex(value, MPI.INT).kind() == pair.kind()) {
                return value;
            }
        }
        throw untellable(pair, "it is no pair");
    }

    private static ValueLayout number(Datatype.Base base) {
        return switch (base) {
            case BYTE -> ValueLayout.JAVA_BYTE;
            case BOOLEAN -> ValueLayout.JAVA_BOOLEAN;
            case CHAR -> ValueLayout.JAVA_CHAR;
            case SHORT -> ValueLayout.JAVA_SHORT;
            case INT -> ValueLayout.JAVA_INT;
            case LONG -> ValueLayout.JAVA_LONG;
            case FLOAT -> ValueLayout.JAVA_FLOAT;
            case DOUBLE -> ValueLayout.JAVA_DOUBLE;
        };
    }

    /** The members of a structure, which come in the order of their places. */
    private static final class Members {
        final Datatype type;
        private final List<MemoryLayout> members = new ArrayList<>();
        private long end;

        Members(Datatype type) {
            this.type = type;
        }

        void items(long place, long count, MemoryLayout item) {
            if (count == 0 || item.byteSize() == 0) {
                return;
            }
            if (place < end) {
                throw untellable(type, "its data are not in the order of their addresses");
            }
            pad(place);
            members.add(count == 1 ? item : MemoryLayout.sequenceLayout(count, item));
            end += count * item.byteSize();
        }

        private void pad(long to) {
            if (to > end) {
                members.add(MemoryLayout.paddingLayout(to - end));
                end = to;
            }
        }

        /** The structure, {@code size} bytes long: padded, or without padding at its end. */
        MemoryLayout layout(long size) {
            if (end > size && !cut(size)) {
                throw untellable(type, "its items overlap");
            }
            pad(size);
            return members.size() == 1 ? members.getFirst() : MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new));
        }

        /** Takes padding that ends the last member away, as far as needed; false where there is none. */
        private boolean cut(long size) {
            if (members.isEmpty() || !(members.getLast() instanceof GroupLayout group)) {
                return false;
            }
            List<MemoryLayout> inner = group.memberLayouts();
            if (inner.isEmpty() || !(inner.getLast() instanceof PaddingLayout padding)) {
                return false;
            }
            members.removeLast();
            members.addAll(inner.subList(0, inner.size() - 1));
            end -= padding.byteSize();
            return end <= size;
        }
    }
}
