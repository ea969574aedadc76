package mpj.transport.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Things by a number that a peer is told and brings back. A place is used again with another number, so that a number
 * that came too late, or was guessed, finds nothing.
 */
final class Slots {
    private static final int PLACE_BITS = 24;
    private static final int PLACES = 1 << PLACE_BITS;

    private @Nullable Transfer[] things = new Transfer[16];
    private int[] generations = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;

    /** Gives the transfer a number and keeps it. */
    long add(Transfer transfer) {
        int place;
        if (freeCount > 0) {
            place = free[--freeCount];
        } else {
            if (used == PLACES) {
                throw new IllegalStateException("more than " + PLACES + " pieces of memory are exported");
            }
            if (used == things.length) {
                things = Arrays.copyOf(things, 2 * used);
                generations = Arrays.copyOf(generations, 2 * used);
            }
            place = used++;
        }
        things[place] = transfer;
        transfer.number = number(++generations[place], place);
        return transfer.number;
    }

    private static long number(int generation, int place) {
        return (generation & 0xffffffffL) << PLACE_BITS | place;
    }

    @Nullable
    Transfer get(long number) {
        int place = (int) number & PLACES - 1;
        Transfer transfer = place < used ? things[place] : null;
        return transfer != null && transfer.number == number ? transfer : null;
    }

    /** Forgets a transfer that is there. */
    void remove(Transfer transfer) {
        int place = (int) transfer.number & PLACES - 1;
        things[place] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = place;
    }

    /** Those at places below this one are all. */
    int limit() {
        return used;
    }

    @Nullable
    Transfer at(int place) {
        return things[place];
    }
}
