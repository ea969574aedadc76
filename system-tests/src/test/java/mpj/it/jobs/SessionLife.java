package mpj.it.jobs;

import mpi.Comm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.Request;
import mpi.Session;

/** Sessions and the world model, which begin and end independently of each other. */
public final class SessionLife {
    private SessionLife() {}

    /** The order of events is told by its name. */
    public static void main(String[] args) {
        switch (args[0]) {
            case "after-finalize" -> afterFinalize(args);
            case "open-at-the-end" -> afterFinalize(Session.init());
            case "one-after-the-other" -> oneAfterTheOther(args);
            case "exit" -> {
                try (Session session = Session.init()) {
                    sum(world(session), "session");
                }
                System.exit(0);
            }
            case "exit-in-a-session" -> {
                sum(world(Session.init()), "session");
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("end");
    }

    private static Intracomm world(Session session) {
        return Intracomm.createFromGroup(session.createGroup("mpi://WORLD"), "all", null, null);
    }

    private static void sum(Comm comm, String what) {
        int size = comm.getSize();
        int[] sum = {comm.getRank()};
        comm.allReduce(sum, 1, MPI.INT, MPI.SUM);
        Check.equal(size * (size - 1) / 2, sum[0], () -> "the sum in the " + what);
    }

    private static void fails(String message, Runnable call) {
        try {
            call.run();
        } catch (MPIException e) {
            Check.that(String.valueOf(e.getMessage()).contains(message), e::toString);
            return;
        }
        throw new AssertionError("nothing was thrown instead of: " + message);
    }

    private static void afterFinalize(String[] args) {
        Session first = Session.init();
        Check.that(!MPI.isInitialized(), () -> "a session does not begin with the world model");
        MPI.Init(args);
        Session second = Session.init();
        Intracomm comm = world(first);
        Intracomm fromWorld = MPI.COMM_WORLD.dup();
        sum(fromWorld, "world");
        Intracomm half = comm.split(comm.getRank() % 2, 0);
        Intracomm again = Intracomm.createFromGroup(comm.getGroup(), "again", null, null);
        int[] in = new int[1];
        Request pending = comm.iRecv(in, 1, MPI.INT, MPI.ANY_SOURCE, 3);
        MPI.Finalize();
        Check.that(MPI.isFinalized() && MPI.isInitialized(), () -> "the state after Finalize");
        fails("MPI is finalized.", () -> MPI.COMM_WORLD.getRank());
        fails("MPI is finalized.", fromWorld::barrier);
        fails("MPI is finalized.", () -> MPI.allocMem(8));
        fails("MPI is finalized.", MPI::Finalize);
        sum(comm, "session after Finalize");
        sum(half, "half of the session's communicator");
        sum(again, "communicator of the same group");
        comm.send(new int[] {5}, 1, MPI.INT, (comm.getRank() + 1) % comm.getSize(), 3);
        pending.waitFor();
        Check.equal(5, in[0], () -> "what was received");
        half.free();
        first.finish();
        sum(comm, "communicator of a session that has been finished");
        // a session may begin as long as another is open
        try (Session third = Session.init()) {
            sum(world(third), "session made after Finalize");
        }
        second.close();
        second.close();
        fails("MPI is finalized.", () -> comm.getRank());
        fails("MPI is finalized.", Session::init);
    }

    /** The session is left open when the program ends. */
    private static void afterFinalize(Session session) {
        Intracomm comm = world(session);
        MPI.Init(new String[0]);
        MPI.Finalize();
        sum(comm, "session");
    }

    private static void oneAfterTheOther(String[] args) {
        for (int i = 0; i < 3; i++) {
            try (Session session = Session.init()) {
                Intracomm comm = world(session);
                sum(comm, "session");
                comm.free();
            }
        }
        Check.that(!MPI.isInitialized(), () -> "sessions do not initialize the world model");
        MPI.Init(args);
        sum(MPI.COMM_WORLD, "world");
        MPI.Finalize();
    }
}
