import java.nio.*;
import mpi.*;

/** Packing into byte arrays. */
class PackUnpack {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int[] ints = {rank, rank + 1};
        double[] doubles = {0.5, rank};
        char[] chars = {'x'};
        int size = comm.packSize(2, MPI.INT) + comm.packSize(2, MPI.DOUBLE) + comm.packSize(1, MPI.CHAR);
        Must.be(size >= 26, "size");
        byte[] packed = new byte[size];
        int position = comm.pack(ints, 2, MPI.INT, packed, 0);
        Must.equal(8, position, "position");
        position = comm.pack(MPI.newDoubleBuffer(2).put(0, 0.5).put(1, rank), 2, MPI.DOUBLE, packed, position);
        position = comm.pack(chars, 1, MPI.CHAR, packed, position);
        Must.equal(26, position, "position");
        Must.equal(26, comm.pack(ints, 0, MPI.INT, packed, position), "nothing");
        byte[] got = new byte[100];
        Status status = comm.sendRecv(packed, position, MPI.PACKED, (rank + 1) % comm.getSize(), 0,
                got, 100, MPI.PACKED, MPI.ANY_SOURCE, 0);
        Must.equal(26, status.getCount(MPI.PACKED), "count");
        int from = status.getSource();
        int[] intsIn = new int[2];
        DoubleBuffer doublesIn = MPI.newDoubleBuffer(2);
        char[] charsIn = new char[1];
        position = comm.unpack(got, 0, intsIn, 2, MPI.INT);
        position = comm.unpack(got, position, doublesIn, 2, MPI.DOUBLE);
        position = comm.unpack(got, position, charsIn, 1, MPI.CHAR);
        Must.equal(26, position, "position");
        Must.be(intsIn[0] == from && intsIn[1] == from + 1 && doublesIn.get(1) == from && charsIn[0] == 'x', "data");
        Datatype column = Datatype.createVector(3, 1, 4, MPI.INT);
        column.commit();
        int[] matrix = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        Must.equal(12, comm.pack(matrix, 1, column, packed, 0), "a column");
        int[] line = new int[3];
        Must.equal(12, comm.unpack(packed, 0, line, 3, MPI.INT), "as a line");
        Must.be(line[0] == 0 && line[1] == 4 && line[2] == 8, "the column");
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_TRUNCATE, () -> comm.pack(new int[10], 10, MPI.INT, new byte[39], 0));
        column.free();
        Must.pass(comm, "PackUnpack");
        MPI.Finalize();
    }
}
