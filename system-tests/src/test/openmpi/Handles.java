import mpi.*;

/** What becomes of handles: each is an object of its own, is null once freed, and ends with MPI. */
class Handles {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        world.setErrhandler(MPI.ERRORS_RETURN);
        MPI.COMM_SELF.setErrhandler(MPI.ERRORS_RETURN);
        Group group = world.getGroup();
        Group same = world.getGroup();
        Must.be(group != same && !group.equals(same), "two handles of one group");
        Intracomm dup = world.dup();
        Must.be(!dup.equals(world) && dup.equals(dup), "a duplicate is another");
        freed(group, dup);
        parameters(world);
        // what never was a communicator of this rank
        int rank = world.getRank();
        Intracomm none = world.split(MPI.UNDEFINED, 0);
        Must.be(none != null && none.isNull(), "split without colour");
        Must.fail(MPI.ERR_COMM, () -> none.getSize());
        Must.fail(MPI.ERR_COMM, () -> none.barrier());
        Must.fail(MPI.ERR_COMM, () -> none.dup());
        Intracomm empty = world.create(world.getGroup().incl(new int[0]));
        Must.be(empty.isNull(), "create of nobody");
        GraphComm graph = world.createGraph(new int[0], new int[0], false);
        Must.be(graph.isNull(), "a graph of nobody");
        Op sum = MPI.SUM;
        Request idle = MPI.COMM_SELF.iSend(MPI.newIntBuffer(1), 1, MPI.INT, MPI.PROC_NULL, 0);
        Must.be(!idle.isNull(), "a request to nobody");
        idle.waitFor();
        Must.be(idle.isNull() && idle != MPI.REQUEST_NULL, "completed in place");
        Must.pass(world, "Handles");
        MPI.Finalize();
        afterTheEnd(world, same, sum, idle, rank);
    }

    private static void freed(Group group, Intracomm dup) throws MPIException {
        Info info = new Info();
        Datatype type = Datatype.createContiguous(3, MPI.INT);
        Op op = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype datatype) {
                ((int[]) inOut)[0] += ((int[]) in)[0];
            }
        }, true);
        int[] value = {1};
        dup.allReduce(value, 1, MPI.INT, op);
        Must.be(!op.isNull() && value[0] == dup.getSize(), "an operation in use");
        group.free();
        dup.free();
        info.free();
        type.free();
        op.free();
        Must.be(group.isNull() && dup.isNull() && info.isNull() && type.isNull() && op.isNull(), "null once freed");
        type.free();
        op.free();
        Must.fail(MPI.ERR_GROUP, () -> group.free());
        Must.fail(MPI.ERR_COMM, () -> dup.free());
        Must.fail(MPI.ERR_INFO, () -> info.free());
        Must.fail(MPI.ERR_GROUP, () -> Group.union(group, group));
        Must.fail(MPI.ERR_COMM, () -> dup.iBarrier());
        Must.fail(MPI.ERR_COMM, () -> dup.getName());
        Must.fail(MPI.ERR_INFO, () -> info.set("a", "b"));
        Must.fail(MPI.ERR_TYPE, () -> type.getExtent());
        Must.fail(MPI.ERR_TYPE, () -> Datatype.createContiguous(2, type));
        Must.fail(MPI.ERR_OP, () -> MPI.COMM_SELF.allReduce(value, 1, MPI.INT, op));
        Must.fail(RuntimeException.class, () -> dup.clone());
        Must.fail(RuntimeException.class, () -> type.clone());
        Must.fail(RuntimeException.class, () -> info.clone());
        Must.fail(MPI.ERR_OP, () -> MPI.SUM.free());
        Must.fail(MPI.ERR_TYPE, () -> MPI.DOUBLE.free());
        Must.fail(MPI.ERR_COMM, () -> MPI.COMM_SELF.free());
        Must.be(!MPI.SUM.isNull() && !MPI.DOUBLE.isNull() && !MPI.COMM_SELF.isNull(), "what is predefined stays");
    }

    /** What is asked of small objects beyond their ends. */
    private static void parameters(Intracomm world) throws MPIException {
        CartComm line = world.createCart(new int[] {world.getSize()}, new boolean[1], false);
        CartParms topo = line.getTopo();
        Must.fail(ArrayIndexOutOfBoundsException.class, () -> topo.getDim(1));
        Must.fail(ArrayIndexOutOfBoundsException.class, () -> topo.getPeriod(-1));
        Must.fail(ArrayIndexOutOfBoundsException.class, () -> topo.getCoord(1));
        GraphComm graph = world.createGraph(new int[] {0}, new int[0], false);
        if (!graph.isNull()) {
            Must.fail(ArrayIndexOutOfBoundsException.class, () -> graph.getDims().getIndex(1));
            Must.fail(ArrayIndexOutOfBoundsException.class, () -> graph.getDims().getEdge(0));
        }
        GraphComm alone = world.createDistGraphAdjacent(new int[0], new int[0], MPI.INFO_NULL, false);
        DistGraphNeighbors nobody = alone.getDistGraphNeighbors();
        Must.be(nobody.getInDegree() == 0 && nobody.getOutDegree() == 0, "degrees");
        Must.fail(ArrayIndexOutOfBoundsException.class, () -> nobody.getSource(0));
        Must.fail(ArrayIndexOutOfBoundsException.class, () -> nobody.getDestinationWeight(0));
    }

    private static void afterTheEnd(Intracomm world, Group group, Op op, Request request, int rank) throws MPIException {
        Must.be(!world.isNull() && op.isCommutative() && request.isNull() && world.getRequest() == null, "may be asked");
        Must.be(MPI.getVersion().getVersion() == 3 && MPI.slice(new int[2], 1).capacity() == 1, "may be asked");
        Must.Call[] calls = {() -> world.getRank(), () -> world.getName(), () -> world.barrier(), () -> group.getSize(),
            () -> new Info(), () -> MPI.INT.getSize(), () -> Datatype.createContiguous(2, MPI.INT),
            () -> MPI.getProcessorName(), () -> MPI.queryThread(), () -> MPI.isThreadMain(), () -> MPI.attachBuffer(new byte[9]),
            () -> MPI.detachBuffer(), () -> Request.waitAll(new Request[0]), () -> Comm.createKeyval(),
            () -> MPI.Finalize(), () -> CartComm.createDims(4, new int[2])};
        for (int i = 0; i < calls.length; i++) {
            try {
                calls[i].run();
            } catch (MPIException e) {
                Must.equal("MPI is finalized.", e.getMessage(), "call " + i);
                Must.be(e.getErrorClass() == 0 && e.getErrorCode() == 0, "class of call " + i);
                continue;
            } catch (Exception e) {
                throw new IllegalStateException("call " + i, e);
            }
            throw new IllegalStateException("call " + i + " after Finalize of rank " + rank);
        }
    }
}
