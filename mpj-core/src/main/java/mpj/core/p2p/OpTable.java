package mpj.core.p2p;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for operations that a peer will answer to. A number is 32 bits: a slot and the slot's generation, so that a
 * late answer to an operation that is over finds nothing. 0 is no number.
 */
final class OpTable {
    private static final int SLOT_BITS = 22;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private @Nullable Operation[] slots = new Operation[64];
    private int[] generations = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;

    int add(Operation operation) {
        int slot;
        if (freeCount > 0) {
            slot = free[--freeCount];
        } else {
            slot = used++;
            if (slot == slots.length) {
                grow();
            }
        }
        slots[slot] = operation;
        int generation = generations[slot] + 1 & -1 >>> SLOT_BITS;
        generations[slot] = generation == 0 ? 1 : generation;
        return generations[slot] << SLOT_BITS | slot;
    }

    private void grow() {
        int length = slots.length * 2;
        if (length > SLOT_MASK) {
            throw new IllegalStateException("more than " + SLOT_MASK + " operations are under way");
        }
        slots = Arrays.copyOf(slots, length);
        generations = Arrays.copyOf(generations, length);
        free = Arrays.copyOf(free, length);
    }

    @Nullable
    Operation get(int id) {
        int slot = id & SLOT_MASK;
        return id == 0 || slot >= used || generations[slot] != id >>> SLOT_BITS ? null : slots[slot];
    }

    void remove(int id) {
        int slot = id & SLOT_MASK;
        slots[slot] = null;
        free[freeCount++] = slot;
    }

    /** The operations that have a number. */
    List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : slots) {
            if (operation != null) {
                operations.add(operation);
            }
        }
        return operations;
    }
}
