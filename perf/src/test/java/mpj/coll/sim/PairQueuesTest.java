package mpj.coll.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairQueuesTest {
    private static final long SEED = Long.getLong("mpj.seed", 42);

    /** Few pairs, so that chains grow and shrink, and many, so that the table grows. */
    @Test
    void eachPairHasAQueue() {
        for (int ranks : new int[] {3, 2000}) {
            Random random = new Random(SEED);
            PairQueues queues = new PairQueues();
            Map<Integer, ArrayDeque<Long>> expected = new HashMap<>();
            for (long i = 0; i < 100_000; i++) {
                int to = random.nextInt(ranks);
                int from = random.nextInt(2);
                ArrayDeque<Long> queue = expected.computeIfAbsent(2 * to + from, _ -> new ArrayDeque<>());
                if (random.nextBoolean()) {
                    queue.add(i);
                    queues.add(to, from, i);
                } else {
                    long next = queue.isEmpty() ? PairQueues.NONE : queue.remove();
                    assertEquals(next, queues.poll(to, from), "mpj.seed=" + SEED + ", step " + i);
                }
            }
        }
    }
}
