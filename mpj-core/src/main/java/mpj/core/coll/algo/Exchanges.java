package mpj.core.coll.algo;

import mpj.core.coll.Blocks;
import mpj.core.coll.Schedule;

/**
 * The part of an algorithm in which every place of a team gets the blocks of all. The blocks lie in one buffer, by place
 * and without gaps; each place has its own there, and perhaps those of some that follow, which it is not given again.
 */
final class Exchanges {
    private Exchanges() {}

    /** How many blocks a place has, from its own on. */
    @FunctionalInterface
    interface Held {
        int blocks(int place);
    }

    /** In each step a place passes on the block that it got in the last. */
    static void ring(Schedule.Builder steps, Team team, Blocks blocks, int buffer, Held held) {
        int size = team.size();
        int next = (team.place() + 1) % size;
        int before = (team.place() + size - 1) % size;
        int outgoing = team.place();
        for (int step = 1; step < size; step++) {
            int incoming = (outgoing + size - 1) % size;
            if ((outgoing + size - next) % size >= held.blocks(next)) {
                send(steps, team.rank(next), buffer, blocks, outgoing, 1);
            }
            if ((incoming + size - team.place()) % size >= held.blocks(team.place())) {
                receive(steps, team.rank(before), buffer, blocks, incoming, 1);
            }
            steps.await();
            outgoing = incoming;
        }
    }

    /**
     * In each step two places that are twice as far apart swap all they have; of a power of two of places, whose numbers
     * are multiples of what they hold.
     */
    static void doubling(Schedule.Builder steps, Team team, Blocks blocks, int buffer, Held held) {
        for (int bit = 1; bit < team.size(); bit <<= 1) {
            int mine = team.place() & -bit;
            int partner = team.place() ^ bit;
            // places of lower numbers alone may hold more than a step gives
            if (held.blocks(partner) <= bit) {
                send(steps, team.rank(partner), buffer, blocks, mine, bit);
            }
            if (held.blocks(team.place()) <= bit) {
                receive(steps, team.rank(partner), buffer, blocks, mine ^ bit, bit);
            }
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
