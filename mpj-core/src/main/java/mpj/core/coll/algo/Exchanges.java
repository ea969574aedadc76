package mpj.core.coll.algo;

import mpj.core.coll.Blocks;
import mpj.core.coll.Schedule;

/**
 * The part of an algorithm in which every place of a team gets the blocks of all. The blocks lie in one buffer, by place
 * and without gaps; each place has its own there.
 */
final class Exchanges {
    private Exchanges() {}

    /** In each step a place passes on the block that it got in the last. */
    static void ring(Schedule.Builder steps, Team team, Blocks blocks, int buffer) {
        int size = team.size();
        int outgoing = team.place();
        for (int step = 1; step < size; step++) {
            int incoming = (outgoing + size - 1) % size;
            send(steps, team.rank((team.place() + 1) % size), buffer, blocks, outgoing, 1);
            receive(steps, team.rank((team.place() + size - 1) % size), buffer, blocks, incoming, 1);
            steps.await();
            outgoing = incoming;
        }
    }

    /** In each step two places that are twice as far apart swap all they have; of a power of two of places. */
    static void doubling(Schedule.Builder steps, Team team, Blocks blocks, int buffer) {
        for (int bit = 1; bit < team.size(); bit <<= 1) {
            int mine = team.place() & -bit;
            int partner = team.rank(team.place() ^ bit);
            send(steps, partner, buffer, blocks, mine, bit);
            receive(steps, partner, buffer, blocks, mine ^ bit, bit);
            steps.await();
        }
    }

    /** Sends blocks that follow each other. */
    static void send(Schedule.Builder steps, int dest, int buffer, Blocks blocks, int first, int count) {
        steps.send(dest, buffer, blocks.at(first), blocks.count(first, count), blocks.layout(first));
    }

    /** Receives blocks that follow each other. */
    static void receive(Schedule.Builder steps, int source, int buffer, Blocks blocks, int first, int count) {
        steps.receive(source, buffer, blocks.at(first), blocks.count(first, count), blocks.layout(first));
    }
}
