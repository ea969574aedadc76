package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Datatypes of memory layouts and of records, and messages of arrays of records. */
class RecordsAndLayoutsTest {
    record Point(double x, double y) {}

    record Cell(byte kind, Point at, boolean alive, char name, short s, int i, long l, float f) {}

    record Named(String name) {}

    record Picky(int value) {
        Picky {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    record Empty() {}

    record Chain(int value, Chain next) {}

    private static Cell cell(int i) {
        return new Cell((byte) i, new Point(i, -i), i % 2 == 0, (char) ('a' + i), (short) -i, i * 3, -i * 5L, i / 2f);
    }

    // ---------------------------------------------------------------- memory layouts

    @Test
    void structuresKeepTheirPlaces() {
        MemoryLayout layout = MemoryLayout.structLayout(
                ValueLayout.JAVA_BYTE.withName("kind"),
                MemoryLayout.paddingLayout(3),
                ValueLayout.JAVA_INT.withName("n"),
                MemoryLayout.sequenceLayout(3, ValueLayout.JAVA_DOUBLE).withName("xs"),
                ValueLayout.JAVA_SHORT.withName("s"),
                MemoryLayout.paddingLayout(14));
        Datatype type = Datatype.of(layout);
        assertEquals(1 + 4 + 24 + 2, type.getSize());
        assertEquals(layout.byteSize(), type.getExtent());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(layout, 2);
            MemorySegment to = arena.allocate(layout, 2);
            from.fill((byte) 7);
            Status status = MPI.COMM_SELF.sendRecv(from, 2, type, 0, 1, to, 2, type, 0, 1);
            assertEquals(2, status.getCount(type));
            assertEquals(2 * 6, status.getElements(type));
            long second = layout.byteSize();
            assertEquals(0x0707, to.get(ValueLayout.JAVA_SHORT, second + layout.byteOffset(PathElement.groupElement("s"))));
            assertEquals(0, to.get(ValueLayout.JAVA_BYTE, second + 1), "padding was written");
        }
        assertEquals(layout.withoutName().byteSize(), type.toMemoryLayout().byteSize());
    }

    static List<MemoryLayout> layouts() {
        return List.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_BOOLEAN,
                MemoryLayout.sequenceLayout(4, ValueLayout.JAVA_CHAR),
                MemoryLayout.structLayout(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_FLOAT, MemoryLayout.paddingLayout(4)),
                MemoryLayout.structLayout(
                        ValueLayout.JAVA_SHORT,
                        MemoryLayout.paddingLayout(6),
                        MemoryLayout.sequenceLayout(
                                2,
                                MemoryLayout.structLayout(
                                        ValueLayout.JAVA_DOUBLE,
                                        ValueLayout.JAVA_BYTE,
                                        MemoryLayout.paddingLayout(7)))),
                MemoryLayout.structLayout(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_INT_UNALIGNED));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void thereAndBack(MemoryLayout layout) {
        assertEquals(layout, Datatype.of(layout).toMemoryLayout());
    }

    @Test
    void layoutsOfDerivedTypes() {
        assertEquals(
                MemoryLayout.sequenceLayout(6, ValueLayout.JAVA_INT),
                Datatype.createVector(2, 3, 3, MPI.INT).toMemoryLayout());
        MemoryLayout vector = Datatype.createVector(3, 1, 2, MPI.INT).toMemoryLayout();
        assertEquals(20, vector.byteSize());
        assertEquals(3, Datatype.of(vector).getSize() / 4);
        MemoryLayout part = Datatype.createSubarray(
                        new int[] {4, 5}, new int[] {2, 3}, new int[] {1, 2}, MPI.ORDER_C, MPI.INT)
                .toMemoryLayout();
        assertEquals(80, part.byteSize());
        assertArrayEquals(new int[] {7, 8, 9, 12, 13, 14}, selected(Datatype.of(part)));
        Datatype blocks = Datatype.createIndexed(new int[] {1, 2}, new int[] {1, 4}, MPI.INT);
        MemoryLayout indexed = Datatype.createResized(blocks, 0, 28).dup().toMemoryLayout();
        assertEquals(28, indexed.byteSize());
        assertArrayEquals(new int[] {1, 4, 5}, selected(Datatype.of(indexed)));
        assertEquals(
                MemoryLayout.structLayout(ValueLayout.JAVA_SHORT, MemoryLayout.paddingLayout(2), ValueLayout.JAVA_INT),
                MPI.SHORT_INT.toMemoryLayout());
        assertEquals(
                MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_DOUBLE), MPI.DOUBLE_COMPLEX.toMemoryLayout());
    }

    private static int[] selected(Datatype type) {
        int[] from = new int[20];
        for (int i = 0; i < 20; i++) {
            from[i] = i;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment packed = arena.allocate(type.packSize(1), 4);
            type.pack(from, 1, packed, 0);
            return packed.toArray(ValueLayout.JAVA_INT);
        }
    }

    @Test
    void whatIsNoDatatype() {
        for (MemoryLayout layout : List.of(
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN),
                MemoryLayout.unionLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_FLOAT),
                MemoryLayout.paddingLayout(4))) {
            assertEquals(
                    MPI.ERR_TYPE, assertThrows(MPIException.class, () -> Datatype.of(layout)).getErrorClass());
        }
        Datatype backwards = Datatype.createIndexed(new int[] {1, 1}, new int[] {3, 0}, MPI.INT);
        MPIException e = assertThrows(MPIException.class, backwards::toMemoryLayout);
        assertEquals(
                "MPI_ERR_TYPE: toMemoryLayout: indexed of MPI_INT32_T has no memory layout:"
                        + " its data are not in the order of their addresses",
                e.getMessage());
    }

    // ---------------------------------------------------------------- records

    @Test
    void recordsAreStructures() {
        Datatype type = Datatype.of(Cell.class);
        assertEquals(1 + 16 + 1 + 2 + 2 + 4 + 8 + 4, type.getSize());
        assertEquals(56, type.getExtent());
        assertEquals(Cell.class.getTypeName(), type.getName());
        assertEquals(0, Datatype.of(Empty.class).getSize());
        for (Class<? extends Record> none : List.of(Named.class, Record.class, Chain.class)) {
            assertEquals(
                    MPI.ERR_TYPE, assertThrows(MPIException.class, () -> Datatype.of(none)).getErrorClass());
        }
    }

    @Test
    void arraysOfRecordsTravel() {
        Comm self = MPI.COMM_SELF;
        Datatype type = Datatype.of(Cell.class);
        Cell[] from = {cell(1), cell(2), cell(3)};
        Cell[] to = new Cell[4];
        Request send = self.iSend(from, 3, type, 0, 5);
        Status status = self.recv(to, 4, type, 0, 5);
        send.waitFor();
        assertEquals(3, status.getCount(type));
        assertArrayEquals(new Cell[] {cell(1), cell(2), cell(3), null}, to);

        Cell[] later = new Cell[3];
        Request receive = self.iRecv(later, 3, type, 0, 6);
        self.send(from, 2, type, 0, 6);
        receive.waitFor();
        assertArrayEquals(new Cell[] {cell(1), cell(2), null}, later);

        self.sendRecv(from, 3, type, 0, 1, to, 3, type, 0, 1);
        assertEquals(cell(3), to[2]);
        self.sendRecvReplace(from, 3, type, 0, 1, 0, 1);
        assertEquals(cell(2), from[1]);

        byte[] memory = new byte[3 * type.getExtent()];
        self.sendRecv(from, 3, type, 0, 2, memory, 3, type, 0, 2);
        self.sendRecv(memory, 3, type, 0, 3, later, 3, type, 0, 3);
        assertArrayEquals(from, later);
    }

    @Test
    void wrongArraysOfRecords() {
        Comm self = MPI.COMM_SELF;
        Datatype type = Datatype.of(Point.class);
        Point[] points = {new Point(1, 2), null};
        assertEquals(MPI.ERR_BUFFER, error(() -> self.send(points, 2, type, 0, 0)));
        assertEquals(MPI.ERR_BUFFER, error(() -> self.send(points, 3, type, 0, 0)));
        assertEquals(MPI.ERR_TYPE, error(() -> self.send(points, 1, MPI.DOUBLE, 0, 0)));
        assertEquals(MPI.ERR_TYPE, error(() -> self.recv(new Cell[1], 1, type, 0, 0)));
        self.send(new int[] {-1}, 1, MPI.INT, 0, 4);
        MPIException e = assertThrows(
                MPIException.class, () -> self.recv(new Picky[1], 1, Datatype.of(Picky.class), 0, 4));
        assertTrue(e.getCause() instanceof IllegalArgumentException, e.toString());
    }

    private static int error(Executable call) {
        return assertThrows(MPIException.class, call).getErrorClass();
    }
}
