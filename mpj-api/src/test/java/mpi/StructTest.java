package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** Structures, pairs and complex numbers, as programs of Open MPI's bindings use them. */
@SuppressWarnings("SameNameButDifferent") // as programs call them
class StructTest {
    private static final class Particle extends Struct {
        final int kind = addByte();
        final int place = addInt(2);
        final int charge = addDouble();
        final int field = addData(MPI.FLOAT_COMPLEX);

        @Override
        protected Data newData() {
            return new Data();
        }

        final class Data extends Struct.Data {
            void set(byte k, int x, int y, double q) {
                putByte(kind, k);
                putInt(place, 0, x);
                putInt(place, 1, y);
                putDouble(charge, q);
            }

            String show() {
                return getByte(kind) + " " + getInt(place, 0) + " " + getInt(place, 1) + " " + getDouble(charge);
            }

            ByteBuffer field() {
                return getBuffer(MPI.FLOAT_COMPLEX, field);
            }
        }
    }

    private static final class Couple extends Struct {
        final Particle particle = new Particle();
        final int tag = addShort();
        final int both = setOffset(8).addStruct(particle, 2);

        @Override
        protected Data newData() {
            return new Data();
        }

        final class Data extends Struct.Data {
            Particle.Data get(int i) {
                return getData(particle, both, i);
            }

            short tag() {
                return getShort(tag);
            }

            void tag(short v) {
                putShort(tag, v);
            }
        }
    }

    @Test
    void fieldsFollowEachOtherAndTheWholeIsPadded() {
        Particle particle = new Particle();
        assertEquals(0, particle.kind);
        assertEquals(1, particle.place);
        assertEquals(9, particle.charge);
        assertEquals(17, particle.field);
        assertEquals(32, particle.getExtent());
        assertEquals(32, particle.getType().getExtent());
        assertEquals(25, particle.getType().getSize());
        assertSame(particle.getType(), particle.getType());
        assertThrows(AssertionError.class, particle::addInt);
        assertThrows(AssertionError.class, () -> particle.setOffset(99));
        Couple couple = new Couple();
        assertEquals(8, couple.both);
        assertEquals(72, couple.getExtent());
        assertThrows(IllegalArgumentException.class, () -> new Particle().setOffset(24));
    }

    @Test
    void itemsTravel() {
        Couple couple = new Couple();
        ByteBuffer from = MPI.newByteBuffer(3 * couple.getExtent());
        for (int i = 0; i < 3; i++) {
            Couple.Data data = couple.getData(from, i);
            data.tag((short) (100 + i));
            data.get(0).set((byte) i, i + 1, i + 2, i + 0.5);
            data.get(1).set((byte) -i, i - 1, i - 2, i - 0.5);
        }
        byte[] to = new byte[3 * couple.getExtent()];
        Status status = MPI.COMM_SELF.sendRecv(from, 3, couple.getType(), 0, 1, to, 3, couple.getType(), 0, 1);
        assertEquals(3, status.getCount(couple.getType()));
        assertEquals(3 * (1 + 2 * 5), status.getElements(couple.getType()));
        for (int i = 0; i < 3; i++) {
            Couple.Data data = couple.getData(to, i);
            assertEquals(100 + i, data.tag());
            assertEquals(i + " " + (i + 1) + " " + (i + 2) + " " + (i + 0.5), data.get(0).show());
            assertEquals(-i + " " + (i - 1) + " " + (i - 2) + " " + (i - 0.5), data.get(1).show());
        }
    }

    @Test
    void everyPrimitive() {
        class All extends Struct {
            final int b = addByte(2);
            final int c = addChar(2);
            final int s = addShort(2);
            final int i = addInt(2);
            final int l = addLong(2);
            final int f = addFloat(2);
            final int d = addDouble(2);

            @Override
            protected Data newData() {
                return new Data();
            }

            final class Data extends Struct.Data {
                String roundTrip() {
                    putByte(b, 1, (byte) -1);
                    putChar(c, 1, 'x');
                    putShort(s, 1, (short) -2);
                    putInt(i, 1, -3);
                    putLong(l, 1, -4);
                    putFloat(f, 1, 5.5f);
                    putDouble(d, 1, 6.5);
                    putByte(b, (byte) 1);
                    putChar(c, 'y');
                    putShort(s, (short) 2);
                    putInt(i, 3);
                    putLong(l, 4);
                    putFloat(f, -5.5f);
                    putDouble(d, -6.5);
                    return "" + getByte(b) + getChar(c) + getShort(s) + getInt(i) + getLong(l) + getFloat(f)
                            + getDouble(d) + getByte(b, 1) + getChar(c, 1) + getShort(s, 1) + getInt(i, 1)
                            + getLong(l, 1) + getFloat(f, 1) + getDouble(d, 1);
                }
            }
        }

        All all = new All();
        All.Data data = all.getData(new byte[all.getExtent()]);
        assertEquals("1y234-5.5-6.5-1x-2-3-45.56.5", data.roundTrip());
        assertEquals(58, all.getType().getSize());
        assertEquals(64, all.getExtent());
    }

    @Test
    void buffersOfItemsAndFields() {
        Particle particle = new Particle();
        ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.BIG_ENDIAN);
        Particle.Data first = particle.getData(buffer);
        assertSame(buffer, first.getBuffer());
        first.set((byte) 1, 0x01020304, 0, 0);
        assertEquals(1, buffer.get(1), "the buffer's own byte order counts");
        Particle.Data second = particle.getData(buffer, 1);
        assertEquals(32, second.getBuffer().capacity());
        assertEquals(64 - 32 - 17, second.field().capacity());
    }

    @Test
    void pairs() {
        assertEquals(8, MPI.int2.getExtent());
        assertEquals(8, MPI.shortInt.getExtent());
        assertEquals(16, MPI.longInt.getExtent());
        assertEquals(8, MPI.floatInt.getExtent());
        assertEquals(16, MPI.doubleInt.getExtent());
        ByteBuffer in = MPI.newByteBuffer(32);
        ByteBuffer out = MPI.newByteBuffer(32);
        DoubleInt.Data pair = MPI.doubleInt.getData(in, 1);
        pair.putValue(2.5);
        pair.putIndex(7);
        MPI.COMM_SELF.allReduce(in, out, 2, MPI.DOUBLE_INT, MPI.MAXLOC);
        DoubleInt.Data result = MPI.doubleInt.getData(out, 1);
        assertEquals(2.5, result.getValue());
        assertEquals(7, result.getIndex());
        ShortInt.Data small = MPI.shortInt.getData(in);
        small.putValue((short) 3);
        small.putIndex(4);
        assertEquals(3, in.getShort(0));
        assertEquals(4, in.getInt(4));
        Int2.Data ints = MPI.int2.getData(in);
        ints.putValue(5);
        ints.putIndex(6);
        assertEquals(5 + 6, ints.getValue() + ints.getIndex());
        LongInt.Data longs = MPI.longInt.getData(in);
        longs.putValue(1L << 40);
        longs.putIndex(9);
        assertEquals(9, in.getInt(8));
        FloatInt.Data floats = MPI.floatInt.getData(in);
        floats.putValue(1.5f);
        assertEquals(1.5f, floats.getValue());
    }

    @Test
    void complexNumbersAreViews() {
        double[] array = new double[4];
        DoubleComplex second = DoubleComplex.get(array, 1);
        second.putReal(3);
        second.putImag(4);
        assertEquals(3, array[2]);
        assertEquals(4, array[3]);
        assertEquals(2, second.getBuffer().capacity());
        float[] floats = {1, 2, 3, 4};
        assertEquals(2, FloatComplex.get(floats).getImag());
        assertEquals(3, FloatComplex.get(FloatBuffer.wrap(floats), 1).getReal());
        ByteBuffer bytes = MPI.newByteBuffer(16);
        FloatComplex.get(bytes, 1).putImag(9);
        assertEquals(9, bytes.getFloat(12));
        DoubleComplex.get(bytes).putReal(8);
        assertEquals(8, bytes.getDouble(0));
    }
}
