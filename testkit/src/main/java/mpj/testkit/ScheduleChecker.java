package mpj.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Proves schedules by executing those of all ranks symbolically. A byte's content is the list of the contributions that
 * went into it, in their order, so a reduction's order shows in its result. A send ends when its receive has begun and
 * not before (as for the longest messages), so whatever does not hang here never hangs.
 *
 * <p>An {@link AssertionError} tells of a deadlock, a message without its other half or of another length, different
 * elements that are combined, memory that is read before it was written, is used by two steps at once, or lies outside
 * its buffer. Layouts with holes may have them between elements, not within these.
 */
public final class ScheduleChecker {
    private final Rank[] ranks;
    private final IntBinaryOperator peers;
    private final Map<Long, ArrayDeque<Posted>> sends = new HashMap<>();
    private final Map<Long, ArrayDeque<Posted>> receives = new HashMap<>();
    private Layout elements = Layout.BYTES;

    /** A message that one side has begun. */
    private record Posted(Rank rank, Step.Message message) {}

    /** Parts of one buffer, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Region(CheckedMemory memory, long[] from, long[] to) {
        @SuppressWarnings("ReferenceEquality") // buffers in place are one object
        boolean overlaps(Region other) {
            if (memory != other.memory) {
                return false;
            }
            int i = 0;
            int j = 0;
            while (i < from.length && j < other.from.length) {
                if (from[i] < other.to[j] && other.from[j] < to[i]) {
                    return true;
                } else if (to[i] < other.to[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            return false;
        }

        long bytes() {
            long bytes = 0;
            for (int i = 0; i < from.length; i++) {
                bytes += to[i] - from[i];
            }
            return bytes;
        }
    }

    private static final class Rank {
        final int number;
        final Schedule schedule;
        /** By {@link Schedule#SEND}, RECEIVE and SCRATCH. */
        final List<CheckedMemory> memory = new ArrayList<>();

        int round;
        int pending;

        Rank(int number, Schedule schedule) {
            this.number = number;
            this.schedule = schedule;
        }
    }

    /** Ranks of one group. */
    public ScheduleChecker(int ranks, IntFunction<Schedule> schedules) {
        this(ranks, schedules, (_, peer) -> peer);
    }

    /**
     * @param peers from a rank's number and the peer in its schedule to the peer's number, for two groups
     */
    public ScheduleChecker(int ranks, IntFunction<Schedule> schedules, IntBinaryOperator peers) {
        this.ranks = new Rank[ranks];
        this.peers = peers;
        for (int i = 0; i < ranks; i++) {
            this.ranks[i] = new Rank(i, schedules.apply(i));
        }
    }

    /** Tells what the elements of reductions are like; they are bytes else. */
    public ScheduleChecker elements(Layout layout) {
        elements = layout;
        return this;
    }

    /** Gives every rank buffers of so many bytes; in place there is one for both. */
    public ScheduleChecker buffers(long sendBytes, long receiveBytes, boolean inPlace) {
        for (Rank rank : ranks) {
            CheckedMemory receive = new CheckedMemory(0, receiveBytes);
            rank.memory.add(inPlace ? receive : new CheckedMemory(0, sendBytes));
            rank.memory.add(receive);
            rank.memory.add(new CheckedMemory(-rank.schedule.scratchLead(), rank.schedule.scratchBytes()));
        }
        return this;
    }

    /** Writes a contribution of one byte, a number of the caller's choice, into a buffer. */
    public void put(int rank, int buffer, long at, int contribution) {
        put(rank, buffer, at, 1, contribution, 0);
    }

    /** Writes bytes of a contribution, from its byte {@code first} on, into a buffer. */
    public void put(int rank, int buffer, long at, long bytes, int contribution, long first) {
        ranks[rank].memory.get(buffer).write(at, bytes, new int[] {contribution}, first);
    }

    /** The contributions in a byte of a buffer; null if it was not written. */
    public @Nullable List<Integer> get(int rank, int buffer, long at) {
        List<CheckedMemory.Run> runs = ranks[rank].memory.get(buffer).read(at, at + 1);
        return runs == null ? null : Arrays.stream(runs.getFirst().terms()).boxed().toList();
    }

    /**
     * Requires that bytes of a buffer hold contributions, from their byte {@code first} on.
     *
     * @param terms the contributions
     * @param ordered whether they must have been combined in this order; else they are given in ascending order
     */
    public void expect(int rank, int buffer, long at, long bytes, int[] terms, long first, boolean ordered) {
        List<CheckedMemory.Run> runs = ranks[rank].memory.get(buffer).read(at, at + bytes);
        String where = "rank " + rank + ", " + bytes + " bytes at " + at + " of buffer " + buffer;
        if (runs == null) {
            throw new AssertionError(where + ": not all written");
        }
        for (CheckedMemory.Run run : runs) {
            int[] found = run.terms().clone();
            if (!ordered) {
                Arrays.sort(found);
            }
            if (run.from() + run.shift() != first + run.from() - at || !Arrays.equals(found, terms)) {
                throw new AssertionError(where + ": byte " + run.from() + " is byte " + (run.from() + run.shift())
                        + " of " + Arrays.toString(run.terms()) + " and should be byte "
                        + (first + run.from() - at) + " of " + Arrays.toString(terms));
            }
        }
    }

    /** Requires that nothing was written to bytes of a buffer. */
    public void expectUntouched(int rank, int buffer, long at, long bytes) {
        for (long i = at; i < at + bytes; i++) {
            if (ranks[rank].memory.get(buffer).read(i, i + 1) != null) {
                throw new AssertionError("rank " + rank + ": byte " + i + " of buffer " + buffer + " was written");
            }
        }
    }

    /** Executes all ranks to their ends. */
    public ScheduleChecker run() {
        for (Rank rank : ranks) {
            enter(rank);
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Rank rank : ranks) {
                while (rank.pending == 0 && rank.round < rank.schedule.rounds().size()) {
                    rank.round++;
                    enter(rank);
                    moved = true;
                }
            }
        }
        for (Rank rank : ranks) {
            if (rank.round < rank.schedule.rounds().size()) {
                throw new AssertionError(
                        "rank " + rank.number + " waits for ever in round " + rank.round + ": "
                                + rank.schedule.rounds().get(rank.round).messages());
            }
        }
        return this;
    }

    private void enter(Rank rank) {
        if (rank.round == rank.schedule.rounds().size()) {
            return;
        }
        Round round = rank.schedule.rounds().get(rank.round);
        round.before().forEach(step -> local(rank, step));
        checkRaces(rank, round);
        round.meanwhile().forEach(step -> local(rank, step));
        rank.pending = round.messages().size();
        for (Step.Message message : round.messages()) {
            post(rank, message);
        }
    }

    // ---------------------------------------------------------------- messages

    private void post(Rank rank, Step.Message message) {
        int peer = peers.applyAsInt(rank.number, message.peer());
        require(peer >= 0 && peer < ranks.length, rank, message, "goes to no rank");
        int from = message.sends() ? rank.number : peer;
        int to = message.sends() ? peer : rank.number;
        long pair = (long) from << 32 | to;
        Posted mine = new Posted(rank, message);
        Map<Long, ArrayDeque<Posted>> others = message.sends() ? receives : sends;
        ArrayDeque<Posted> waiting = others.get(pair);
        if (waiting == null || waiting.isEmpty()) {
            (message.sends() ? sends : receives).computeIfAbsent(pair, _ -> new ArrayDeque<>()).add(mine);
        } else {
            Posted other = waiting.remove();
            move(message.sends() ? mine : other, message.sends() ? other : mine);
        }
    }

    private static void move(Posted send, Posted receive) {
        if (send.message.bytes() != receive.message.bytes()) {
            throw failure(
                    send.rank, send.message, "meets " + receive.message + " of rank " + receive.rank.number);
        }
        Region from = region(send.rank, send.message);
        Region to = region(receive.rank, receive.message);
        copy(send.rank, send.message, from, to);
        send.rank.pending--;
        receive.rank.pending--;
    }

    private static Region region(Rank rank, Step.Message m) {
        return region(rank, m, m.buffer(), m.offset(), m.count(), m.layout());
    }

    private static Region region(Rank rank, Step step, int buffer, long offset, long count, Layout layout) {
        require(count >= 0, rank, step, "has a negative count");
        boolean oneRun = layout.isDense(count);
        require(oneRun || layout.trueExtent() == layout.size(), rank, step, "has a layout with holes in elements");
        int parts = Math.toIntExact(layout.size() == 0 ? 0 : oneRun ? Math.min(count, 1) : count);
        long[] from = new long[parts];
        long[] to = new long[parts];
        CheckedMemory memory = rank.memory.get(buffer);
        for (int i = 0; i < parts; i++) {
            from[i] = offset + layout.trueLb() + i * layout.extent();
            to[i] = from[i] + (oneRun ? count : 1) * layout.size();
            require(memory.contains(from[i], to[i]), rank, step, "lies outside its buffer");
        }
        return new Region(memory, from, to);
    }

    private static void copy(Rank rank, Step step, Region from, Region to) {
        int part = 0;
        long at = to.from.length > 0 ? to.from[0] : 0;
        for (CheckedMemory.Run run : read(rank, step, from)) {
            for (long done = run.from(); done < run.to(); ) {
                if (at == to.to[part]) {
                    at = to.from[++part];
                }
                long n = Math.min(run.to() - done, to.to[part] - at);
                to.memory.write(at, n, run.terms(), done + run.shift());
                at += n;
                done += n;
            }
        }
    }

    private static List<CheckedMemory.Run> read(Rank rank, Step step, Region region) {
        List<CheckedMemory.Run> all = new ArrayList<>();
        for (int i = 0; i < region.from.length; i++) {
            all.addAll(written(rank, step, region.memory, region.from[i], region.to[i]));
        }
        return all;
    }

    // ---------------------------------------------------------------- local steps

    private void local(Rank rank, Step.Local step) {
        switch (step) {
            case Step.Copy copy -> {
                Region from = read(rank, copy);
                Region to = written(rank, copy);
                require(from.bytes() == to.bytes(), rank, copy, "changes the length");
                copy(rank, copy, from, to);
            }
            case Step.Reduction reduction -> reduce(rank, reduction);
        }
    }

    private static Region read(Rank rank, Step.Copy copy) {
        return region(rank, copy, copy.from(), copy.fromOffset(), copy.fromCount(), copy.fromLayout());
    }

    private static Region written(Rank rank, Step.Copy copy) {
        return region(rank, copy, copy.to(), copy.toOffset(), copy.toCount(), copy.toLayout());
    }

    private void reduce(Rank rank, Step.Reduction step) {
        Region in = region(rank, step, Schedule.SCRATCH, step.in(), step.count(), elements);
        Region inOut = region(rank, step, Schedule.SCRATCH, step.inOut(), step.count(), elements);
        require(!in.overlaps(inOut), rank, step, "combines memory with itself");
        for (int part = 0; part < in.from.length; part++) {
            long distance = inOut.from[part] - in.from[part];
            for (CheckedMemory.Run left : written(rank, step, in.memory, in.from[part], in.to[part])) {
                long from = left.from() + distance;
                for (CheckedMemory.Run right : written(rank, step, in.memory, from, left.to() + distance)) {
                    long number = right.from() + right.shift();
                    require(
                            number == right.from() - distance + left.shift(),
                            rank,
                            step,
                            "combines different elements");
                    int[] both = Arrays.copyOf(left.terms(), left.terms().length + right.terms().length);
                    System.arraycopy(right.terms(), 0, both, left.terms().length, right.terms().length);
                    in.memory.write(right.from(), right.to() - right.from(), both, number);
                }
            }
        }
    }

    private static List<CheckedMemory.Run> written(Rank rank, Step step, CheckedMemory memory, long from, long to) {
        List<CheckedMemory.Run> runs = memory.read(from, to);
        if (runs == null) {
            throw failure(rank, step, "reads what was not written");
        }
        return runs;
    }

    /** What is received must not be touched meanwhile, what is sent must not be written. */
    private static void checkRaces(Rank rank, Round round) {
        List<Step.Message> messages = round.messages();
        List<Region> regions = messages.stream().map(m -> region(rank, m)).toList();
        for (int i = 0; i < messages.size(); i++) {
            Step.Message message = messages.get(i);
            for (int j = 0; j < i; j++) {
                boolean writes = !message.sends() || !messages.get(j).sends();
                if (writes && regions.get(i).overlaps(regions.get(j))) {
                    throw failure(rank, message, "overlaps " + messages.get(j));
                }
            }
            for (Step.Local step : round.meanwhile()) {
                require(step instanceof Step.Copy, rank, step, "reduces while messages are on their way");
                if (step instanceof Step.Copy copy
                        && (written(rank, copy).overlaps(regions.get(i))
                                || !message.sends() && read(rank, copy).overlaps(regions.get(i)))) {
                    throw failure(rank, copy, "touches the memory of " + message);
                }
            }
        }
    }

    private static void require(boolean holds, Rank rank, Step step, String otherwise) {
        if (!holds) {
            throw failure(rank, step, otherwise);
        }
    }

    private static AssertionError failure(Rank rank, Step step, String what) {
        return new AssertionError("rank " + rank.number + ", round " + rank.round + ": " + step + " " + what);
    }
}
