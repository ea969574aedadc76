import java.util.*;
import mpi.*;

/** Start, end and the questions that may be asked at any time. */
class EnvInit {
    public static void main(String[] args) throws MPIException {
        Must.be(!MPI.isInitialized() && !MPI.isFinalized(), "the state before Init");
        Must.be(!MPI.COMM_WORLD.isNull(), "COMM_WORLD before Init");
        Version version = MPI.getVersion();
        Must.equal(MPI.VERSION, version.getVersion(), "version");
        Must.equal(MPI.SUBVERSION, version.getSubVersion(), "subversion");
        Must.be(!MPI.getLibVersion().isEmpty(), "library version");
        String[] given = {"a", "", "c d"};
        String[] left = MPI.Init(given);
        Must.be(left != given && Arrays.equals(left, given), "the arguments");
        Must.be(MPI.isInitialized() && !MPI.isFinalized() && MPI.isThreadMain(), "the state after Init");
        try {
            MPI.Init(args);
            throw new IllegalStateException("Init twice");
        } catch (MPIException e) {
            Must.equal("MPI is already initialized.", e.getMessage(), "message");
            Must.equal(0, e.getErrorClass(), "class");
            Must.equal(0, e.getErrorCode(), "code");
        }
        Must.be(MPI.queryThread() >= MPI.THREAD_SINGLE, "level");
        Must.be(!MPI.getProcessorName().isEmpty(), "name");
        double t = MPI.wtime();
        Must.be(MPI.wtick() > 0 && MPI.wtime() >= t, "time");
        MPI.pControl(1, null);
        MPI.pControl(2, "object");
        Must.pass(MPI.COMM_WORLD, "EnvInit");
        MPI.Finalize();
        Must.be(MPI.isInitialized() && MPI.isFinalized(), "the state after Finalize");
        try {
            MPI.COMM_WORLD.getRank();
            throw new IllegalStateException("a call after Finalize");
        } catch (MPIException e) {
            Must.equal("MPI is finalized.", e.getMessage(), "message");
        }
        try {
            MPI.Finalize();
            throw new IllegalStateException("Finalize twice");
        } catch (MPIException e) {
            Must.equal("MPI is finalized.", e.getMessage(), "message");
        }
        Must.be(MPI.newIntBuffer(3).isDirect(), "buffers after Finalize");
    }
}
