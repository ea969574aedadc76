package mpj.core.coll;

import mpj.core.comm.Communicator;

/** A block from every rank to every rank, pairwise: in step k a rank sends k ranks ahead and receives from k behind. */
final class Alltoall {
    private Alltoall() {}

    static void run(Communicator c, Blocks send, Blocks recv) {
        int rank = c.rank();
        int size = c.size();
        LocalCopy.copy(
                rank,
                send.buffer(),
                send.at(rank),
                send.count(rank),
                send.layout(),
                recv.buffer(),
                recv.at(rank),
                recv.count(rank),
                recv.layout());
        Communicator cc = c.collective();
        for (int step = 1; step < size; step++) {
            int dest = (rank + step) % size;
            int source = (rank + size - step) % size;
            Messages.exchange(
                    cc,
                    send.buffer(),
                    send.at(dest),
                    send.count(dest),
                    send.layout(),
                    dest,
                    recv.buffer(),
                    recv.at(source),
                    recv.count(source),
                    recv.layout(),
                    source,
                    Messages.ALLTOALL);
        }
    }
}
