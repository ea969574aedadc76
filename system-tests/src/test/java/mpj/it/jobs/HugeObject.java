package mpj.it.jobs;

import mpi.Intracomm;
import mpi.MPI;

/** An object of more than 2 GiB goes from one rank to another. */
public final class HugeObject {
    private static final int LENGTH = 97 << 20;
    private static final int ARRAYS = 3;

    private HugeObject() {}

    /** Two ranks. */
    public static void main(String[] args) {
        Intracomm world = MPI.COMM_WORLD;
        if (world.getRank() == 0) {
            double[][] arrays = new double[ARRAYS][LENGTH];
            for (int i = 0; i < ARRAYS; i++) {
                for (int j = 0; j < LENGTH; j += 1009) {
                    arrays[i][j] = element(i, j);
                }
            }
            world.send(new Object[] {"first", arrays, "last"}, 1, 1);
        } else {
            Object[] received = world.recv(0, 1);
            Check.that(received[0].equals("first") && received[2].equals("last"), () -> "the ends");
            double[][] arrays = (double[][]) received[1];
            for (int i = 0; i < ARRAYS; i++) {
                for (int j = 0; j < LENGTH; j++) {
                    int array = i;
                    int index = j;
                    Check.that(
                            arrays[i][j] == (j % 1009 == 0 ? element(i, j) : 0),
                            () -> "element " + index + " of array " + array);
                }
            }
            System.out.println(8L * ARRAYS * LENGTH + " bytes were right");
        }
    }

    private static double element(int array, int index) {
        return array + index * 0.5;
    }
}
