import mpi.*;

/** Errors as exceptions. */
class Errors {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int size = world.getSize();
        Errhandler before = world.getErrhandler();
        Must.be(before != null, "a handler");
        world.setErrhandler(MPI.ERRORS_RETURN);
        int[] buffer = new int[4];
        try {
            world.send(buffer, 1, MPI.INT, size, 0);
            throw new IllegalStateException("a wrong rank");
        } catch (MPIException e) {
            Must.equal(MPI.ERR_RANK, e.getErrorClass(), "class");
            Must.equal(MPI.ERR_RANK, e.getErrorCode(), "code");
            Must.be(e.getMessage().startsWith("MPI_ERR_RANK: "), "message: " + e.getMessage());
        }
        Must.fail(MPI.ERR_TAG, () -> world.send(buffer, 1, MPI.INT, 0, -5));
        Must.fail(MPI.ERR_COUNT, () -> world.send(buffer, -1, MPI.INT, 0, 0));
        Must.fail(MPI.ERR_TYPE, () -> world.send(buffer, 1, MPI.DATATYPE_NULL, 0, 0));
        Must.fail(MPI.ERR_ROOT, () -> world.bcast(buffer, 1, MPI.INT, -1));
        Must.fail(MPI.ERR_RANK, () -> world.recv(buffer, 1, MPI.INT, size, 0));
        // truncation
        int me = world.getRank();
        Request send = world.iSend(MPI.newIntBuffer(4), 4, MPI.INT, me, 1);
        Must.fail(MPI.ERR_TRUNCATE, () -> world.recv(buffer, 2, MPI.INT, me, 1));
        send.waitFor();
        Request receive = world.iRecv(MPI.newIntBuffer(2), 2, MPI.INT, me, 2);
        world.send(buffer, 4, MPI.INT, me, 2);
        Must.fail(MPI.ERR_IN_STATUS, () -> Request.waitAll(new Request[] {receive}));
        world.callErrhandler(MPI.ERR_OTHER);
        Intracomm dup = world.dup();
        Must.fail(MPI.ERR_ROOT, () -> dup.bcast(buffer, 1, MPI.INT, size));
        dup.setErrhandler(before);
        dup.free();
        MPIException own = new MPIException("my own");
        Must.be(own.getMessage().equals("my own") && own.getErrorClass() == 0 && own.getErrorCode() == 0, "an own one");
        Exception cause = new IllegalStateException("cause");
        MPIException wrapped = new MPIException(cause);
        Must.be(wrapped.getCause() == cause && wrapped.getErrorClass() == 0, "a wrapped one");
        Must.pass(world, "Errors");
        MPI.Finalize();
    }
}
