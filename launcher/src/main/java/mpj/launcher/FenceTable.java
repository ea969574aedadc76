package mpj.launcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/** The fences that some ranks have reached and others have not. */
final class FenceTable {
    private final List<Deque<Map<String, byte[]>>> arrived = new ArrayList<>();

    FenceTable(int size) {
        for (int rank = 0; rank < size; rank++) {
            arrived.add(new ArrayDeque<>());
        }
    }

    /** A rank has arrived with its values; all ranks' values if it was the last, else null. */
    synchronized byte @Nullable [] arrive(int rank, Map<String, byte[]> values) {
        arrived.get(rank).add(values);
        for (Deque<Map<String, byte[]>> queue : arrived) {
            if (queue.isEmpty()) {
                return null;
            }
        }
        WireWriter all = new WireWriter();
        for (Deque<Map<String, byte[]>> queue : arrived) {
            all.map(queue.remove());
        }
        return all.body();
    }
}
