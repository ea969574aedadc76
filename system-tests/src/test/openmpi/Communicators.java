import java.nio.*;
import mpi.*;

/** Communicators made of others. */
class Communicators {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        int size = world.getSize();
        Must.equal("MPI_COMM_WORLD", world.getName(), "name");
        Must.equal("MPI_COMM_SELF", MPI.COMM_SELF.getName(), "name");
        Must.equal(1, MPI.COMM_SELF.getSize(), "self");
        Must.be(!world.isInter() && world.getTopology() == MPI.UNDEFINED && world.getRequest() == null, "world");
        Intracomm dup = world.dup();
        Must.equal("", dup.getName(), "a new name");
        dup.setName("mine");
        Must.equal("mine", dup.getName(), "name");
        Must.equal(MPI.CONGRUENT, Comm.compare(world, dup), "a duplicate");
        Must.equal(MPI.IDENT, Comm.compare(world, world), "itself");
        Must.equal(size == 1 ? MPI.CONGRUENT : MPI.UNEQUAL, Comm.compare(world, MPI.COMM_SELF), "another");
        Intracomm clone = (Intracomm) world.clone();
        Info info = new Info();
        info.set("key", "value");
        Intracomm hinted = dup.dupWithInfo(info);
        Must.equal("value", hinted.getInfo().get("key"), "hints");
        hinted.setInfo(info);
        Intracomm later = world.iDup();
        Must.be(later.getRequest() != null, "the request of a duplicate");
        later.getRequest().waitFor();
        Must.equal(size, later.getSize(), "size");
        Intracomm half = world.split(rank % 2, -rank);
        Must.equal((size + 1 - rank % 2) / 2, half.getSize(), "half");
        int[] order = new int[half.getSize()];
        half.allGather(new int[] {rank}, 1, MPI.INT, order, 1, MPI.INT);
        for (int i = 1; i < order.length; i++) {
            Must.be(order[i - 1] > order[i], "the order of keys");
        }
        Intracomm none = world.split(rank == 0 ? MPI.UNDEFINED : 0, 0);
        Must.be(none.isNull() == (rank == 0), "no colour");
        Intracomm shared = world.splitType(Comm.TYPE_SHARED, 0, MPI.INFO_NULL);
        Must.be(shared.getSize() >= 1, "shared");
        Must.be(world.splitType(MPI.UNDEFINED, 0, MPI.INFO_NULL).isNull(), "no type");
        Group first = world.getGroup().incl(new int[] {0});
        Intracomm created = world.create(first);
        Must.be(created.isNull() == (rank != 0), "create");
        if (rank == 0) {
            Intracomm alone = world.createGroup(first, 3);
            Must.equal(1, alone.getSize(), "createGroup");
            alone.free();
            created.free();
        }
        dup.barrier();
        Intracomm[] all = {clone, hinted, later, half, shared};
        for (Intracomm comm : all) {
            comm.free();
            Must.be(comm.isNull(), "freed");
        }
        if (!none.isNull()) {
            none.free();
        }
        // messages under way when a communicator is left
        IntBuffer out = MPI.newIntBuffer(100000);
        IntBuffer in = MPI.newIntBuffer(100000);
        out.put(99999, rank);
        Request send = dup.iSend(out, 100000, MPI.INT, (rank + 1) % size, 0);
        Request receive = dup.iRecv(in, 100000, MPI.INT, (rank + size - 1) % size, 0);
        dup.disconnect();
        Must.be(dup.isNull(), "disconnected");
        Must.be(receive.test() && send.test() && in.get(99999) == (rank + size - 1) % size, "the messages have come");
        world.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_COMM, () -> world.free());
        Must.fail(MPI.ERR_COMM, () -> dup.getRank());
        Must.pass(world, "Communicators");
        MPI.Finalize();
    }
}
