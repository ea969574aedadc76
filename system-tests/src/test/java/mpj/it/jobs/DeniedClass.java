package mpj.it.jobs;

import java.net.URI;
import java.net.URL;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;

/** Sends an object of a class that the default list does not allow; rank 1 prints what becomes of it. */
public final class DeniedClass {
    private DeniedClass() {}

    /** Two ranks. */
    public static void main(String[] args) throws Exception {
        Intracomm world = MPI.COMM_WORLD;
        if (world.getRank() == 0) {
            world.send(URI.create("http://localhost/").toURL(), 1, 0);
        } else {
            try {
                URL url = world.recv(0, 0);
                System.out.println("received " + url);
            } catch (MPIException e) {
                System.out.println(e.getErrorClass() + " " + e.getMessage());
            }
        }
    }
}
