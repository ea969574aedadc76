import mpi.*;

/** The values of constants, which programs print and store. */
class Constants {
    public static void main(String[] args) throws MPIException {
        int[] threads = {MPI.THREAD_SINGLE, MPI.THREAD_FUNNELED, MPI.THREAD_SERIALIZED, MPI.THREAD_MULTIPLE};
        int[] kinds = {MPI.UNEQUAL - 3, MPI.CART, MPI.GRAPH, MPI.DIST_GRAPH};
        int[] compare = {MPI.IDENT, MPI.CONGRUENT, MPI.SIMILAR, MPI.UNEQUAL};
        for (int i = 0; i < 4; i++) {
            Must.equal(i, threads[i], "level");
            Must.equal(i, kinds[i], "kind");
            Must.equal(i, compare[i], "comparison");
        }
        Must.equal(-1, MPI.ANY_SOURCE, "ANY_SOURCE");
        Must.equal(-1, MPI.ANY_TAG, "ANY_TAG");
        Must.equal(-2, MPI.PROC_NULL, "PROC_NULL");
        Must.equal(-4, MPI.ROOT, "ROOT");
        Must.equal(-32766, MPI.UNDEFINED, "UNDEFINED");
        int[] keys = {MPI.TAG_UB, MPI.HOST, MPI.IO, MPI.WTIME_IS_GLOBAL, MPI.APPNUM, MPI.LASTUSEDCODE,
            MPI.UNIVERSE_SIZE, MPI.WIN_BASE, MPI.WIN_SIZE, MPI.WIN_DISP_UNIT};
        for (int i = 0; i < keys.length; i++) {
            Must.equal(i, keys[i], "key");
        }
        Must.equal(-1, MPI.KEYVAL_INVALID, "KEYVAL_INVALID");
        Must.equal(128, MPI.BSEND_OVERHEAD, "BSEND_OVERHEAD");
        Must.equal(64, MPI.MAX_OBJECT_NAME, "MAX_OBJECT_NAME");
        Must.equal(1024, MPI.MAX_PORT_NAME, "MAX_PORT_NAME");
        Must.equal(128, MPI.MAX_DATAREP_STRING, "MAX_DATAREP_STRING");
        Must.equal(36, MPI.MAX_INFO_KEY, "MAX_INFO_KEY");
        Must.equal(256, MPI.MAX_INFO_VAL, "MAX_INFO_VAL");
        int[] order = {MPI.ORDER_C, MPI.ORDER_FORTRAN};
        int[] deal = {MPI.DISTRIBUTE_DFLT_DARG, MPI.DISTRIBUTE_BLOCK, MPI.DISTRIBUTE_CYCLIC, MPI.DISTRIBUTE_NONE};
        Must.be(order[0] == 0 && order[1] == 1, "orders");
        int[] modes = {MPI.MODE_CREATE, MPI.MODE_RDONLY, MPI.MODE_WRONLY, MPI.MODE_RDWR, MPI.MODE_DELETE_ON_CLOSE,
            MPI.MODE_UNIQUE_OPEN, MPI.MODE_EXCL, MPI.MODE_APPEND, MPI.MODE_SEQUENTIAL};
        int[] asserts = {MPI.MODE_NOCHECK, MPI.MODE_NOPRECEDE, MPI.MODE_NOPUT, MPI.MODE_NOSTORE, MPI.MODE_NOSUCCEED};
        for (int i = 0; i < modes.length; i++) {
            Must.equal(1 << i, modes[i], "mode");
        }
        for (int i = 0; i < asserts.length; i++) {
            Must.equal(1 << i, asserts[i], "assertion");
            if (i < 4) {
                Must.equal(i - 1, deal[i], "distribution");
            }
        }
        Must.equal(-54278278, MPI.DISPLACEMENT_CURRENT, "DISPLACEMENT_CURRENT");
        Must.be(MPI.SEEK_SET == 600 && MPI.SEEK_CUR == 602 && MPI.SEEK_END == 604, "whence");
        Must.be(MPI.LOCK_EXCLUSIVE == 1 && MPI.LOCK_SHARED == 2, "locks");
        Must.equal(0, Comm.TYPE_SHARED, "TYPE_SHARED");
        int[] errors = {MPI.SUCCESS, MPI.ERR_BUFFER, MPI.ERR_COUNT, MPI.ERR_TYPE, MPI.ERR_TAG, MPI.ERR_COMM,
            MPI.ERR_RANK, MPI.ERR_REQUEST, MPI.ERR_ROOT, MPI.ERR_GROUP, MPI.ERR_OP, MPI.ERR_TOPOLOGY, MPI.ERR_DIMS,
            MPI.ERR_ARG, MPI.ERR_UNKNOWN, MPI.ERR_TRUNCATE, MPI.ERR_OTHER, MPI.ERR_INTERN, MPI.ERR_IN_STATUS,
            MPI.ERR_PENDING, MPI.ERR_ACCESS, MPI.ERR_AMODE, MPI.ERR_ASSERT, MPI.ERR_BAD_FILE, MPI.ERR_BASE,
            MPI.ERR_CONVERSION, MPI.ERR_DISP, MPI.ERR_DUP_DATAREP, MPI.ERR_FILE_EXISTS, MPI.ERR_FILE_IN_USE,
            MPI.ERR_FILE, MPI.ERR_INFO_KEY, MPI.ERR_INFO_NOKEY, MPI.ERR_INFO_VALUE, MPI.ERR_INFO, MPI.ERR_IO,
            MPI.ERR_KEYVAL, MPI.ERR_LOCKTYPE, MPI.ERR_NAME, MPI.ERR_NO_MEM, MPI.ERR_NOT_SAME, MPI.ERR_NO_SPACE,
            MPI.ERR_NO_SUCH_FILE, MPI.ERR_PORT, MPI.ERR_QUOTA, MPI.ERR_READ_ONLY, MPI.ERR_RMA_CONFLICT,
            MPI.ERR_RMA_SYNC, MPI.ERR_SERVICE, MPI.ERR_SIZE, MPI.ERR_SPAWN, MPI.ERR_UNSUPPORTED_DATAREP,
            MPI.ERR_UNSUPPORTED_OPERATION, MPI.ERR_WIN};
        Must.equal(54, errors.length, "error classes");
        for (int i = 0; i < errors.length; i++) {
            Must.equal(i, errors[i], "error class");
        }
        Must.equal(74, MPI.ERR_PROC_ABORTED, "ERR_PROC_ABORTED");
        Must.equal(92, MPI.ERR_LASTCODE, "ERR_LASTCODE");
        Must.equal(0, MPI.ERR_SYSRESOURCE, "ERR_SYSRESOURCE");
        MPI.Init(args);
        Must.be(MPI.DATATYPE_NULL.isNull() && MPI.REQUEST_NULL.isNull() && MPI.INFO_NULL.isNull(), "null handles");
        Must.be(!MPI.GROUP_EMPTY.isNull() && !MPI.INFO_ENV.isNull() && !MPI.COMM_SELF.isNull(), "handles");
        Must.equal(0, MPI.GROUP_EMPTY.getSize(), "the empty group");
        Must.be(MPI.ERRORS_ARE_FATAL != null && MPI.ERRORS_ABORT != null && MPI.ERRORS_RETURN != null, "handlers");
        Must.pass(MPI.COMM_WORLD, "Constants");
        MPI.Finalize();
    }
}
