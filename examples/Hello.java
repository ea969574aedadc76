import mpi.*;

void main() {
    int rank = MPI.COMM_WORLD.getRank();
    int size = MPI.COMM_WORLD.getSize();
    IO.println("Hello from rank " + rank + " of " + size + " on " + MPI.getProcessorName());
}
