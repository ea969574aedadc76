package mpj.core.coll;

import java.util.ArrayList;
import java.util.List;
import mpj.core.datatype.Layout;

/**
 * All that one rank does for one collective operation: rounds of steps, without the buffers that it is done to. Made by
 * an algorithm from numbers alone and immutable, so it serves any number of calls, also at the same time.
 */
public final class Schedule {
    /** The buffer that is read; in an in-place call the same as {@link #RECEIVE}. */
    public static final int SEND = 0;
    /** The buffer that takes the result. */
    public static final int RECEIVE = 1;
    /** Native memory for the time of the call, with any content. */
    public static final int SCRATCH = 2;

    final Round[] rounds;
    private final long scratchBytes;
    private final long scratchLead;

    /** A schedule of these rounds. */
    public Schedule(List<Round> rounds, long scratchBytes) {
        this(rounds, scratchBytes, 0);
    }

    private Schedule(List<Round> rounds, long scratchBytes, long scratchLead) {
        this.rounds = rounds.toArray(new Round[0]);
        this.scratchBytes = scratchBytes;
        this.scratchLead = scratchLead;
    }

    /** What is done, in order. */
    public List<Round> rounds() {
        return List.of(rounds);
    }

    /** The scratch memory that is needed from offset 0 on. */
    public long scratchBytes() {
        return scratchBytes;
    }

    /** The scratch memory that is needed before offset 0: elements may have bytes before their origins. */
    public long scratchLead() {
        return scratchLead;
    }

    /** The distance at which several areas of so many bytes keep their alignment in scratch memory. */
    public static long aligned(long bytes) {
        return Scratch.stride(bytes);
    }

    /** The most messages of one round. */
    int width() {
        int width = 0;
        for (Round round : rounds) {
            width = Math.max(width, round.messages.length);
        }
        return width;
    }

    /** Puts a schedule together, in the order of a program. */
    public static final class Builder {
        private int most = Outstanding.MOST;
        private boolean sparse;
        private final List<Round> rounds = new ArrayList<>();
        private final List<Step.Local> before = new ArrayList<>();
        private final List<Step.Message> messages = new ArrayList<>();
        private final List<Step.Local> meanwhile = new ArrayList<>();

        /** For patterns in which a rank's messages have no order: any number of them at once, or some would wait for ever. */
        public Builder unlimited() {
            most = Integer.MAX_VALUE;
            return this;
        }

        /** Whether messages of no bytes are left out; both sides must know of them. */
        public Builder sparse(boolean leftOut) {
            sparse = leftOut;
            return this;
        }

        /** Starts a send. */
        public Builder send(int peer, int buffer, long offset, long count, Layout layout) {
            return message(new Step.Message(true, peer, buffer, offset, count, layout));
        }

        /** Starts a receive. */
        public Builder receive(int peer, int buffer, long offset, long count, Layout layout) {
            return message(new Step.Message(false, peer, buffer, offset, count, layout));
        }

        private Builder message(Step.Message message) {
            if (sparse && message.bytes() == 0) {
                return this;
            }
            if (messages.size() == most) {
                await();
            }
            messages.add(message);
            return this;
        }

        /** Copies, while the messages that have been started are on their way. */
        public Builder copy(Step.Copy copy) {
            (messages.isEmpty() ? before : meanwhile).add(copy);
            return this;
        }

        /** Combines elements in scratch memory, once the messages that have been started are done. */
        public Builder reduce(long in, long inOut, long count) {
            if (!messages.isEmpty()) {
                await();
            }
            before.add(new Step.Reduction(in, inOut, count));
            return this;
        }

        /** Waits for the messages that have been started. */
        public Builder await() {
            if (!messages.isEmpty() || !before.isEmpty()) {
                rounds.add(new Round(before, messages, meanwhile));
                before.clear();
                messages.clear();
                meanwhile.clear();
            }
            return this;
        }

        public Schedule build(long scratchBytes) {
            await();
            return new Schedule(rounds, scratchBytes);
        }

        /** With scratch memory for so many pieces of operands. */
        public Schedule build(Operands operands, int pieces) {
            await();
            return new Schedule(rounds, pieces * operands.stride(), operands.lead());
        }
    }
}
