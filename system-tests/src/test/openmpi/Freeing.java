import mpi.*;

/** Everything that can be freed is, by way of its interface. */
class Freeing {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Datatype type = Datatype.createContiguous(2, MPI.INT);
        type.commit();
        Info info = new Info();
        Intracomm comm = MPI.COMM_WORLD.dup();
        Group group = comm.getGroup();
        Op op = new Op(new UserFunction() {}, true);
        Prequest request = comm.recvInit(MPI.newIntBuffer(1), 1, MPI.INT, MPI.ANY_SOURCE, 0);
        Freeable[] all = {type, info, group, op, request, comm};
        for (Freeable one : all) {
            one.free();
        }
        Must.be(type.isNull() && info.isNull() && group.isNull() && op.isNull() && request.isNull() && comm.isNull(), "freed");
        type.free();
        op.free();
        request.free();
        Comm plain = MPI.COMM_WORLD;
        Comm copy = plain.dup();
        Comm clone = plain.clone();
        Comm hinted = plain.dupWithInfo(MPI.INFO_NULL);
        Comm later = plain.iDup();
        later.getRequest().waitFor();
        for (Comm c : new Comm[] {copy, clone, hinted, later}) {
            Must.be(c instanceof Intracomm && c.getSize() == plain.getSize(), "a duplicate of a Comm");
            c.free();
        }
        Must.pass(plain, "Freeing");
        MPI.Finalize();
    }
}
