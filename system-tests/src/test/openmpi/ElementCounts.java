import java.nio.*;
import mpi.*;

/** Parts of structures are received: what counts say of them. */
class ElementCounts {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        Datatype item = new Item().getType();
        Must.be(item.getSize() == 11 && item.getExtent() == 16, "an item of 8, 2 and 1 bytes");
        Datatype pair = Datatype.createContiguous(2, item);
        pair.commit();
        ByteBuffer out = MPI.newByteBuffer(100);
        ByteBuffer in = MPI.newByteBuffer(200);
        // bytes sent, items, pairs, elements
        int u = MPI.UNDEFINED;
        int[][] cases = {{0, 0, 0, 0}, {8, u, u, 1}, {9, u, u, u}, {10, u, u, 2}, {11, 1, u, 3}, {19, u, u, 4},
            {22, 2, 1, 6}, {30, u, u, 7}, {31, u, u, u}, {44, 4, 2, 12}, {45, u, u, u}, {66, 6, 3, 18}};
        for (int[] c : cases) {
            Request request = comm.iRecv(in, 3, pair, last, c[0]);
            comm.send(out, c[0], MPI.BYTE, next, c[0]);
            Status status = request.waitStatus();
            String what = c[0] + " bytes";
            Must.equal(c[0], status.getCount(MPI.BYTE), what);
            Must.equal(c[1], status.getCount(item), "items of " + what);
            Must.equal(c[2], status.getCount(pair), "pairs of " + what);
            Must.equal(c[3], status.getElements(pair), "elements of " + what);
            Must.equal(c[3], status.getElementsX(item).getCount(), "elements of " + what);
        }
        // a part of a struct arrives, the rest stays
        in.putLong(0, -1).putLong(8, -1);
        out.putLong(0, 5);
        Request request = comm.iRecv(in, 1, item, last, 1);
        comm.send(out, 1, MPI.LONG, next, 1);
        Must.equal(1, request.waitStatus().getElements(item), "one element");
        Must.be(in.getLong(0) == 5 && in.getLong(8) == -1, "the first field alone");
        Must.pass(comm, "ElementCounts");
        MPI.Finalize();
    }

    private static class Item extends Struct {
        final int big = addLong();
        final int small = addShort();
        final int flag = addByte();

        @Override
        protected Struct.Data newData() {
            return new Data();
        }

        private class Data extends Struct.Data {
            long getBig() {
                return getLong(big);
            }

            short getSmall() {
                return getShort(small);
            }

            byte getFlag() {
                return getByte(flag);
            }
        }
    }
}
