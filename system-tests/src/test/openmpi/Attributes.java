import java.util.*;
import mpi.*;

/** Attributes of communicators and datatypes, which are copies. */
class Attributes {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        Must.equal(Integer.MAX_VALUE, (Integer) world.getAttr(MPI.TAG_UB), "TAG_UB");
        Must.be(world.getAttr(MPI.WTIME_IS_GLOBAL) instanceof Boolean, "WTIME_IS_GLOBAL");
        Must.equal(MPI.PROC_NULL, (Integer) world.getAttr(MPI.HOST), "HOST");
        Must.equal(MPI.ANY_SOURCE, (Integer) world.getAttr(MPI.IO), "IO");
        for (int key : new int[] {MPI.APPNUM, MPI.UNIVERSE_SIZE, MPI.LASTUSEDCODE}) {
            Object value = world.getAttr(key);
            Must.be(value == null || value instanceof Integer, "a predefined attribute");
        }
        int key = Comm.createKeyval();
        int other = Comm.createKeyval();
        Must.be(key != other && key != MPI.KEYVAL_INVALID, "keys");
        Intracomm comm = world.dup();
        Must.be(comm.getAttr(key) == null, "unset");
        ArrayList<String> value = new ArrayList<>(Arrays.asList("a", "b"));
        comm.setAttr(key, value);
        value.add("c");
        Object got = comm.getAttr(key);
        Must.be(got.equals(Arrays.asList("a", "b")) && got != comm.getAttr(key), "a copy each time");
        comm.setAttr(other, 7);
        Intracomm dup = comm.dup();
        Must.be(dup.getAttr(key).equals(got) && dup.getAttr(other).equals(7), "duplicates have them");
        comm.deleteAttr(other);
        Must.be(comm.getAttr(other) == null && dup.getAttr(other) != null, "deleted");
        comm.setAttr(other, null);
        Must.be(comm.getAttr(other) == null, "null");
        comm.setErrhandler(MPI.ERRORS_RETURN);
        world.setErrhandler(MPI.ERRORS_RETURN);
        try {
            comm.setAttr(key, new Object());
            throw new IllegalStateException("an object that is not Serializable");
        } catch (MPIException e) {
            Must.be(e.getCause() instanceof java.io.NotSerializableException, "cause: " + e.getCause());
        }
        Must.fail(MPI.ERR_KEYVAL, () -> world.getAttr(MPI.KEYVAL_INVALID));
        Must.fail(MPI.ERR_KEYVAL, () -> MPI.INT.getAttr(MPI.KEYVAL_INVALID));
        Comm.freeKeyval(other);
        Comm.freeKeyval(key);
        Must.fail(MPI.ERR_OTHER, () -> world.getAttr(key));
        comm.free();
        dup.free();
        int typeKey = Datatype.createKeyval();
        Datatype type = Datatype.createContiguous(2, MPI.INT);
        type.setAttr(typeKey, "two ints");
        Datatype copy = type.dup();
        Must.equal("two ints", (String) copy.getAttr(typeKey), "an attribute of a datatype");
        type.deleteAttr(typeKey);
        Must.be(type.getAttr(typeKey) == null, "deleted");
        Datatype.freeKeyval(typeKey);
        type.free();
        copy.free();
        Must.pass(world, "Attributes");
        MPI.Finalize();
    }
}
