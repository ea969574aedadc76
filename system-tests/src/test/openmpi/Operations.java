import java.nio.*;
import mpi.*;

/** Every operation on every type that it is for. */
class Operations {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Datatype[] integers = {MPI.BYTE, MPI.CHAR, MPI.SHORT, MPI.BOOLEAN, MPI.INT, MPI.LONG};
        Op[] arithmetic = {MPI.MAX, MPI.MIN, MPI.SUM, MPI.PROD};
        Op[] logic = {MPI.LAND, MPI.LOR, MPI.LXOR, MPI.BAND, MPI.BOR, MPI.BXOR};
        for (Datatype type : integers) {
            for (int i = 0; i < 4; i++) {
                Must.equal(new long[] {6, 3, 9, 18}[i], local(type, arithmetic[i], 3, 6), "arithmetic on " + type.getName());
            }
            for (int i = 0; i < 6; i++) {
                if (type != MPI.BOOLEAN) {
                    Must.equal(new long[] {1, 1, 0, 2, 7, 5}[i], local(type, logic[i], 3, 6), "logic on " + type.getName());
                }
            }
            Must.fail(MPI.ERR_OP, () -> local(type, MPI.MAXLOC, 1, 2));
            Must.fail(MPI.ERR_OP, () -> local(type, MPI.REPLACE, 1, 2));
            Must.fail(MPI.ERR_OP, () -> local(type, MPI.NO_OP, 1, 2));
        }
        Must.equal(-1, local(MPI.BYTE, MPI.MAX, -1, 1), "bytes are unsigned");
        Must.equal(1, local(MPI.SHORT, MPI.MAX, -1, 1), "shorts are not");
        boolean[] t = {true, true, false, false};
        for (int i = 0; i < 3; i++) {
            boolean[] f = {true, false, true, false};
            Comm.reduceLocal(t, f, 4, MPI.BOOLEAN, logic[i]);
            boolean[][] expected = {{true, false, false, false}, {true, true, true, false}, {false, true, true, false}};
            Must.be(java.util.Arrays.equals(expected[i], f), "booleans");
        }
        float[] floats = {1.5f};
        double[] doubles = {-2.5};
        Comm.reduceLocal(new float[] {2}, floats, 1, MPI.FLOAT, MPI.PROD);
        Comm.reduceLocal(new double[] {2}, doubles, 1, MPI.DOUBLE, MPI.MIN);
        Must.be(floats[0] == 3 && doubles[0] == -2.5, "floating point");
        Must.fail(MPI.ERR_OP, () -> comm.allReduce(new float[1], 1, MPI.FLOAT, MPI.BAND));
        Must.fail(MPI.ERR_OP, () -> comm.allReduce(new double[1], 1, MPI.DOUBLE, MPI.LOR));
        Datatype derived = Datatype.createContiguous(1, MPI.INT);
        derived.commit();
        Must.fail(MPI.ERR_OP, () -> comm.allReduce(new int[1], 1, derived, MPI.SUM));
        for (Op op : new Op[] {MPI.MAX, MPI.BXOR, MPI.MINLOC, MPI.REPLACE, MPI.NO_OP}) {
            Must.be(op.isCommutative() && !op.isNull(), "predefined");
        }
        Must.fail(MPI.ERR_OP, () -> MPI.MAX.free());
        Must.be(!MPI.MAX.isNull(), "MAX is there");
        Must.pass(comm, "Operations");
        MPI.Finalize();
    }

    /** The result of an operation on two numbers. */
    private static long local(Datatype type, Op op, int a, int b) throws MPIException {
        ByteBuffer in = MPI.newByteBuffer(8);
        ByteBuffer inOut = MPI.newByteBuffer(8);
        if (type == MPI.BYTE || type == MPI.BOOLEAN) {
            in.put(0, (byte) a);
            inOut.put(0, (byte) b);
            Comm.reduceLocal(in, inOut, 1, type, op);
            return inOut.get(0);
        } else if (type == MPI.CHAR || type == MPI.SHORT) {
            in.putShort(0, (short) a);
            inOut.putShort(0, (short) b);
            Comm.reduceLocal(in, inOut, 1, type, op);
            return inOut.getShort(0);
        } else if (type == MPI.INT) {
            in.putInt(0, a);
            inOut.putInt(0, b);
            Comm.reduceLocal(in, inOut, 1, type, op);
            return inOut.getInt(0);
        }
        in.putLong(0, a);
        inOut.putLong(0, b);
        Comm.reduceLocal(in, inOut, 1, type, op);
        return inOut.getLong(0);
    }
}
