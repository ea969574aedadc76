package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** A block from every rank to every rank. */
public final class Alltoall {
    private Alltoall() {}

    /** In step k a rank sends k ranks ahead and receives from k behind. */
    public static Schedule pairwise(int rank, int size, Blocks send, Blocks recv) {
        Schedule.Builder steps = new Schedule.Builder();
        steps.copy(new Step.Copy(
                SEND,
                send.at(rank),
                send.count(rank),
                send.layout(rank),
                RECEIVE,
                recv.at(rank),
                recv.count(rank),
                recv.layout(rank)));
        for (int step = 1; step < size; step++) {
            int dest = (rank + step) % size;
            int source = (rank + size - step) % size;
            steps.send(dest, SEND, send.at(dest), send.count(dest), send.layout(dest));
            steps.receive(source, RECEIVE, recv.at(source), recv.count(source), recv.layout(source));
            steps.await();
        }
        return steps.build(0);
    }

    /** In place: what this rank gives is set aside first, without its holes. */
    public static Schedule pairwiseInPlace(int rank, int size, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        long[] aside = new long[size];
        long used = 0;
        for (int i = 0; i < size; i++) {
            aside[i] = used;
            long bytes = blocks.count(i) * blocks.layout(i).size();
            if (i != rank) {
                steps.copy(new Step.Copy(
                        RECEIVE,
                        blocks.at(i),
                        blocks.count(i),
                        blocks.layout(i),
                        SCRATCH,
                        used,
                        bytes,
                        Layout.BYTES));
                used += Scratch.stride(bytes);
            }
        }
        for (int step = 1; step < size; step++) {
            int dest = (rank + step) % size;
            int source = (rank + size - step) % size;
            steps.send(dest, SCRATCH, aside[dest], blocks.count(dest) * blocks.layout(dest).size(), Layout.BYTES);
            steps.receive(source, RECEIVE, blocks.at(source), blocks.count(source), blocks.layout(source));
            steps.await();
        }
        return steps.build(used);
    }

    /** Of two groups: a block for each rank of the other group, and one from each, in steps as of an allgather. */
    public static Schedule betweenGroups(int rank, int localSize, int remoteSize, Blocks send, Blocks recv) {
        Schedule.Builder steps = new Schedule.Builder();
        int most = Math.max(localSize, remoteSize);
        for (int step = 0; step < most; step++) {
            int dest = (rank + step) % most;
            int source = (rank + most - step) % most;
            if (dest < remoteSize) {
                steps.send(dest, SEND, send.at(dest), send.count(dest), send.layout(dest));
            }
            if (source < remoteSize) {
                steps.receive(source, RECEIVE, recv.at(source), recv.count(source), recv.layout(source));
            }
            steps.await();
        }
        return steps.build(0);
    }
}
