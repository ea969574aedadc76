package mpj.it.program;

import java.util.Map;
import mpi.Comm;
import mpi.Group;
import mpi.Info;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.Session;

/** {@code Fail WAY}: errors under each error handler, and programs without Init. */
public final class Fail {
    private Fail() {}

    /** Does it. */
    public static void main(String[] args) {
        switch (args[0]) {
            case "fatal" -> truncate(MPI.COMM_WORLD);
            case "abort" -> {
                MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_ABORT);
                truncate(MPI.COMM_WORLD);
            }
            case "return" -> {
                MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_RETURN);
                tellOf(() -> truncate(MPI.COMM_WORLD));
                MPI.COMM_WORLD.callErrhandler(MPI.ERR_OTHER);
            }
            case "function" -> {
                MPI.COMM_WORLD.setErrhandler(Comm.createErrhandler((comm, code) ->
                        System.out.println(comm.getName() + " heard " + MPI.getErrorString(code))));
                tellOf(() -> truncate(MPI.COMM_WORLD));
            }
            case "call" -> MPI.COMM_WORLD.callErrhandler(MPI.ERR_IO);
            case "call-added" -> {
                int code = MPI.addErrorCode(MPI.ERR_QUOTA);
                MPI.addErrorString(code, "no more room for doubt");
                MPI.COMM_WORLD.callErrhandler(code);
            }
            case "abort-300" -> MPI.COMM_WORLD.abort(300);
            case "null" -> MPI.COMM_NULL.barrier();
            case "session" -> session();
            case "hosts" -> hosts();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void truncate(Comm comm) {
        int rank = comm.getRank();
        comm.iSend(new int[8], 8, MPI.INT, rank, 1).free();
        comm.recv(new int[2], 2, MPI.INT, rank, 1);
    }

    private static void tellOf(Runnable call) {
        try {
            call.run();
            System.out.println("nothing was thrown");
        } catch (MPIException e) {
            System.out.println(e.getErrorClass() + " was thrown");
        }
    }

    private static void session() {
        try (Session session = Session.init()) {
            Group world = session.createGroup("mpi://WORLD");
            Intracomm comm = Intracomm.createFromGroup(world, "all", null, null);
            int[] sum = {comm.getRank()};
            comm.allReduce(sum, 1, MPI.INT, MPI.SUM);
            System.out.println("sum " + sum[0]);
            comm.free();
        }
    }

    private static void hosts() {
        int rank = MPI.COMM_WORLD.getRank();
        Intracomm shared = MPI.COMM_WORLD.splitType(Comm.TYPE_SHARED, 0, MPI.INFO_NULL);
        Intracomm unguided = MPI.COMM_WORLD.splitType(Comm.TYPE_HW_UNGUIDED, 0, MPI.INFO_NULL);
        Info host = Info.of(Map.of("mpi_hw_resource_type", "mpj://host"));
        Intracomm guided = MPI.COMM_WORLD.splitType(Comm.TYPE_HW_GUIDED, -rank, host);
        System.out.println(rank + ": " + shared.getRank() + " of " + shared.getSize() + ", "
                + unguided.getInfo().get("mpi_hw_resource_type") + " " + unguided.getSize() + ", " + guided.getRank());
    }
}
