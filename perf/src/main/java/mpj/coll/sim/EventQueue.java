package mpj.coll.sim;

import java.util.Arrays;

/** Events by time; those of the same time in the order in which they were added. A binary heap in arrays. */
final class EventQueue {
    private double[] times = new double[1 << 10];
    private long[] orders = new long[1 << 10];
    private long[] events = new long[1 << 10];
    private int size;
    private long added;
    private double time;

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the event that was removed last. */
    double time() {
        return time;
    }

    void add(double at, long event) {
        if (size == times.length) {
            grow();
        }
        long order = added++;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!precedes(at, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, at, order, event);
    }

    /** Takes the next event. */
    long remove() {
        time = times[0];
        long event = events[0];
        size--;
        if (size > 0) {
            sink(times[size], orders[size], events[size]);
        }
        return event;
    }

    private void sink(double at, long order, long event) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && precedes(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (precedes(at, order, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, at, order, event);
    }

    private boolean precedes(double at, long order, int other) {
        return at < times[other] || at == times[other] && order < orders[other];
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], events[from]);
    }

    private void put(int place, double at, long order, long event) {
        times[place] = at;
        orders[place] = order;
        events[place] = event;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        orders = Arrays.copyOf(orders, 2 * size);
        events = Arrays.copyOf(events, 2 * size);
    }
}
