import java.nio.*;
import mpi.*;

/** Structures of the program's, with fields of every type. */
class Structures {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        Particle type = new Particle();
        int extent = type.getExtent();
        Must.be(extent % 8 == 0, "extent");
        Must.be(!type.getType().isNull(), "type");
        ByteBuffer out = MPI.newByteBuffer(2 * extent);
        byte[] in = new byte[2 * extent];
        for (int i = 0; i < 2; i++) {
            Particle.Data data = type.getData(out, i);
            data.fill(rank + i);
        }
        Particle.Data first = type.getData(out);
        Must.equal(rank, first.mass(), "a view of the buffer");
        Status status = comm.sendRecv(out, 2, type.getType(), (rank + 1) % comm.getSize(), 1,
                in, 2, type.getType(), MPI.ANY_SOURCE, 1);
        Must.equal(2, status.getCount(type.getType()), "count");
        Particle.Data one = type.getData(in);
        one.check(status.getSource());
        Particle.Data two = type.getData(in, 1);
        two.check(status.getSource() + 1);
        // gathered at the root
        ByteBuffer all = MPI.newByteBuffer(comm.getSize() * extent);
        comm.gather(out, 1, type.getType(), all, 1, type.getType(), 0);
        for (int i = 0; rank == 0 && i < comm.getSize(); i++) {
            Particle.Data data = type.getData(all, i);
            data.check(i);
        }
        Gap gap = new Gap();
        Must.be(gap.value == 16 && gap.getExtent() == 24, "a field at an offset");
        Must.fail(IllegalArgumentException.class, () -> new Gap().setOffset(3));
        Must.pass(comm, "Structures");
        MPI.Finalize();
    }

    static class Point extends Struct {
        final int x = addDouble();
        final int y = addDouble();

        @Override
        protected Data newData() {
            return new Data();
        }

        class Data extends Struct.Data {
            void set(double a, double b) {
                putDouble(x, a);
                putDouble(y, b);
            }

            double sum() {
                return getDouble(x) + getDouble(y);
            }
        }
    }

    static class Gap extends Struct {
        final int head = addInt();
        final int value = setOffset(16).addLong();

        @Override
        protected Struct.Data newData() {
            return new Struct.Data() {};
        }
    }

    static class Particle extends Struct {
        final Point point = new Point();
        final Datatype pair = pair();
        final int place;
        final int places;
        final int mass = addDouble();
        final int masses = addDouble(2);
        final int number = addLong();
        final int numbers = addLong(2);
        final int kind = addInt();
        final int kinds = addInt(3);
        final int weight = addFloat();
        final int weights = addFloat(3);
        final int letter = addChar();
        final int letters = addChar(3);
        final int small = addShort();
        final int smalls = addShort(3);
        final int flag = addByte();
        final int flags = addByte(7);
        final int data;
        final int datas;

        Particle() throws MPIException {
            place = addStruct(point);
            places = addStruct(point, 2);
            data = addData(pair);
            datas = addData(pair, 2);
        }

        private static Datatype pair() {
            try {
                Datatype type = Datatype.createContiguous(2, MPI.INT);
                type.commit();
                return type;
            } catch (MPIException e) {
                throw new RuntimeException(e);
            }
        }

        @Override
        protected Data newData() {
            return new Data();
        }

        class Data extends Struct.Data {
            double mass() {
                return getDouble(mass);
            }

            void fill(int v) throws MPIException {
                putDouble(mass, v);
                putDouble(masses, 1, v + 1);
                putLong(number, v);
                putLong(numbers, 1, v + 1);
                putInt(kind, v);
                putInt(kinds, 2, v + 1);
                putFloat(weight, v);
                putFloat(weights, 2, v + 1);
                putChar(letter, (char) v);
                putChar(letters, 2, (char) (v + 1));
                putShort(small, (short) v);
                putShort(smalls, 2, (short) (v + 1));
                putByte(flag, (byte) v);
                putByte(flags, 6, (byte) (v + 1));
                Point.Data one = getData(point, place);
                one.set(v, 1);
                Point.Data two = getData(point, places, 1);
                two.set(v, 2);
                getBuffer(pair, data).putInt(0, v);
                getBuffer(pair, datas, 1).putInt(4, v + 1);
            }

            void check(int v) throws MPIException {
                Must.equal(v, getDouble(mass), "double");
                Must.equal(v + 1, getDouble(masses, 1), "doubles");
                Must.equal(v, getLong(number), "long");
                Must.equal(v + 1, getLong(numbers, 1), "longs");
                Must.equal(v, getInt(kind), "int");
                Must.equal(v + 1, getInt(kinds, 2), "ints");
                Must.equal(v, getFloat(weight), "float");
                Must.equal(v + 1, getFloat(weights, 2), "floats");
                Must.equal(v, getChar(letter), "char");
                Must.equal(v + 1, getChar(letters, 2), "chars");
                Must.equal(v, getShort(small), "short");
                Must.equal(v + 1, getShort(smalls, 2), "shorts");
                Must.equal(v, getByte(flag), "byte");
                Must.equal(v + 1, getByte(flags, 6), "bytes");
                Point.Data one = getData(point, place);
                Must.equal(v + 1, one.sum(), "struct");
                Point.Data two = getData(point, places, 1);
                Must.equal(v + 2, two.sum(), "structs");
                Must.equal(v, getBuffer(pair, data).getInt(0), "data");
                Must.equal(v + 1, getBuffer(pair, datas, 1).getInt(4), "datas");
                Must.be(getBuffer() != null, "buffer");
            }
        }
    }
}
