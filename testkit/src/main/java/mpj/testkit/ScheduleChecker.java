package mpj.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>An {@link AssertionError} tells of a deadlock, a message without its other half or of another length, memory that is
 * read before it was written, is used by two steps at once, or lies outside its buffer.
 */
public final class ScheduleChecker {
    private final Rank[] ranks;
    private final IntBinaryOperator peers;
    private final Map<Long, ArrayDeque<Posted>> sends = new HashMap<>();
    private final Map<Long, ArrayDeque<Posted>> receives = new HashMap<>();

    /** A message that one side has begun. */
    private record Posted(Rank rank, Step.Message message) {}

    /** A part of one buffer. */
    @SuppressWarnings("ArrayRecordComponent") // the buffer itself
    private record Region(@Nullable List<Integer>[] memory, long from, long to) {
        @SuppressWarnings("ReferenceEquality") // buffers in place are one object
        boolean overlaps(Region other) {
            return memory == other.memory && from < other.to && other.from < to;
        }
    }

    private static final class Rank {
        final int number;
        final Schedule schedule;
        /** By {@link Schedule#SEND}, RECEIVE and SCRATCH. */
        final List<@Nullable List<Integer>[]> memory = new ArrayList<>();

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

    /** Gives every rank buffers of so many bytes; in place there is one for both. */
    public ScheduleChecker buffers(long sendBytes, long receiveBytes, boolean inPlace) {
        for (Rank rank : ranks) {
            @Nullable List<Integer>[] receive = memory(receiveBytes);
            rank.memory.add(inPlace ? receive : memory(sendBytes));
            rank.memory.add(receive);
            rank.memory.add(memory(rank.schedule.scratchBytes()));
        }
        return this;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Integer>[] memory(long bytes) {
        return new List[Math.toIntExact(bytes)];
    }

    /** Writes a contribution, a number of the caller's choice, into a buffer. */
    public void put(int rank, int buffer, long at, int contribution) {
        ranks[rank].memory.get(buffer)[(int) at] = List.of(contribution);
    }

    /** The contributions in a byte of a buffer; null if it was not written. */
    public @Nullable List<Integer> get(int rank, int buffer, long at) {
        return ranks[rank].memory.get(buffer)[(int) at];
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
        require(
                send.message.bytes() == receive.message.bytes(),
                send.rank,
                send.message,
                "meets " + receive.message + " of rank " + receive.rank.number);
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
        require(layout.isContiguous(), rank, step, "has a layout with holes");
        @Nullable List<Integer>[] memory = rank.memory.get(buffer);
        long end = offset + count * layout.size();
        require(count == 0 || offset >= 0 && end <= memory.length, rank, step, "lies outside its buffer");
        return new Region(memory, offset, end);
    }

    private static void copy(Rank rank, Step step, Region from, Region to) {
        for (long i = 0; i < from.to - from.from; i++) {
            List<Integer> content = from.memory[(int) (from.from + i)];
            require(content != null, rank, step, "reads what was not written");
            to.memory[(int) (to.from + i)] = content;
        }
    }

    // ---------------------------------------------------------------- local steps

    private static void local(Rank rank, Step.Local step) {
        switch (step) {
            case Step.Copy copy -> {
                Region from = read(rank, copy);
                Region to = written(rank, copy);
                require(from.to - from.from == to.to - to.from, rank, copy, "changes the length");
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

    private static void reduce(Rank rank, Step.Reduction step) {
        @Nullable List<Integer>[] memory = rank.memory.get(Schedule.SCRATCH);
        for (int i = 0; i < step.count(); i++) {
            List<Integer> in = memory[(int) step.in() + i];
            List<Integer> inOut = memory[(int) step.inOut() + i];
            require(in != null && inOut != null, rank, step, "reads what was not written");
            if (in != null && inOut != null) {
                List<Integer> both = new ArrayList<>(in);
                both.addAll(inOut);
                memory[(int) step.inOut() + i] = List.copyOf(both);
            }
        }
    }

    /** What is received must not be touched meanwhile, what is sent must not be written. */
    private static void checkRaces(Rank rank, Round round) {
        List<Step.Message> messages = round.messages();
        for (int i = 0; i < messages.size(); i++) {
            Step.Message message = messages.get(i);
            Region region = region(rank, message);
            for (Step.Message other : messages.subList(0, i)) {
                boolean writes = !message.sends() || !other.sends();
                require(!writes || !region.overlaps(region(rank, other)), rank, message, "overlaps " + other);
            }
            for (Step.Local step : round.meanwhile()) {
                require(step instanceof Step.Copy, rank, step, "reduces while messages are on their way");
                if (step instanceof Step.Copy copy) {
                    boolean touches = written(rank, copy).overlaps(region)
                            || !message.sends() && read(rank, copy).overlaps(region);
                    require(!touches, rank, copy, "touches the memory of " + message);
                }
            }
        }
    }

    private static void require(boolean holds, Rank rank, Step step, String otherwise) {
        if (!holds) {
            throw new AssertionError("rank " + rank.number + ", round " + rank.round + ": " + step + " " + otherwise);
        }
    }
}
