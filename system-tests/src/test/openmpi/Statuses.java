import mpi.*;

/** What a status tells and what can be set in it. */
class Statuses {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int me = comm.getRank();
        Request send = comm.iSend(MPI.newByteBuffer(10), 10, MPI.BYTE, me, 3);
        Status status = comm.recv(new byte[20], 20, MPI.BYTE, me, 3);
        send.waitFor();
        Must.be(status.getSource() == me && status.getTag() == 3 && status.getError() == 0, "a status");
        Must.be(status.getIndex() == 0 && !status.isCancelled(), "a status");
        Must.equal(10, status.getCount(MPI.BYTE), "bytes");
        Must.equal(5, status.getCount(MPI.SHORT), "shorts");
        Must.equal(MPI.UNDEFINED, status.getCount(MPI.INT), "not whole");
        Datatype pair = Datatype.createContiguous(2, MPI.SHORT);
        pair.commit();
        Must.equal(MPI.UNDEFINED, status.getCount(pair), "two pairs and a half");
        Must.equal(5, status.getElements(pair), "elements");
        Must.equal(5, status.getElementsX(pair).getCount(), "elements");
        status.setElements(MPI.INT, 7);
        Must.be(status.getCount(MPI.INT) == 7 && status.getElements(MPI.INT) == 7, "set");
        status.setElementsX(MPI.INT, new Count(9));
        Must.equal(9, status.getElementsX(MPI.INT).getCount(), "set");
        status.setCancelled(true);
        Must.be(status.isCancelled(), "set");
        status.setCancelled(false);
        Must.be(!status.isCancelled(), "set back");
        Count count = new Count(5);
        count.setCount(6);
        Must.be(count.getCount() == 6 && count.equals(new Count(6)) && !count.equals("6"), "counts");
        Must.be(count.compareTo(new Count(7)) < 0 && count.compareTo(new Count(6)) == 0 && count.compareTo("x") == -1, "order");
        Must.pass(comm, "Statuses");
        MPI.Finalize();
    }
}
