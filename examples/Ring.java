import mpi.*;

// A token goes round the ring of ranks several times; every rank adds its number to it.

static final int ROUNDS = 5;
static final int TAG = 1;

void main() {
    Comm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int size = world.getSize();
    int next = (rank + 1) % size;
    int previous = (rank + size - 1) % size;
    long[] token = {0};
    if (size > 1) {
        for (int round = 0; round < ROUNDS; round++) {
            if (rank > 0) {
                world.recv(token, 1, MPI.LONG, previous, TAG);
            }
            token[0] += rank;
            world.send(token, 1, MPI.LONG, next, TAG);
            if (rank == 0) {
                world.recv(token, 1, MPI.LONG, previous, TAG);
            }
        }
    }
    if (rank == 0) {
        long expected = (long) ROUNDS * size * (size - 1) / 2;
        if (token[0] != expected) {
            throw new IllegalStateException("the token holds " + token[0] + " instead of " + expected);
        }
        IO.println("The token went round " + size + " ranks " + ROUNDS + " times and holds " + token[0] + ", as it should");
    }
}
