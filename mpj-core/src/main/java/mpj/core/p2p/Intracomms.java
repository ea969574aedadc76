package mpj.core.p2p;

import java.util.Arrays;
import mpj.core.coll.Collectives;
import mpj.core.coll.choice.Forced;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How communicators are made out of one of one group. Who is in is known to all that call; one of them makes the context
 * and tells the others, on a context of the parent where no other traffic can be taken for it.
 */
final class Intracomms {
    /** The tag of calls that have none; those of users are not negative. */
    static final int MAKING = -2;

    /** Words of each rank in a table of choices: colour and key, and contexts that this rank offers. */
    private static final int CHOICE = 2;

    private Intracomms() {}

    static ContextCommunicator dup(ContextCommunicator c, Forced hints) {
        return duplicate(c, Words.bcast(c, 0, c.rank() == 0 ? words(c, hints) : new long[0]));
    }

    static Making idup(ContextCommunicator c, Forced hints) {
        ContextCommunicator apart = c.forMaking();
        if (c.rank() == 0) {
            long[] words = words(c, hints);
            for (int i = 1; i < c.size(); i++) {
                Words.tell(apart, i, MAKING, words);
            }
            return new Making(nothing(apart), () -> duplicate(c, words));
        }
        Parts told = new Parts();
        Operation receive = apart.irecvObject(told, 0, MAKING);
        return new Making(receive, () -> duplicate(c, Words.unpack(told)));
    }

    /** What rank 0 tells of a duplicate: its context and its hints. */
    private static long[] words(ContextCommunicator c, Forced hints) {
        long[] forced = hints.words();
        long[] words = new long[1 + forced.length];
        words[0] = c.p2p().newContext();
        System.arraycopy(forced, 0, words, 1, forced.length);
        return words;
    }

    private static ContextCommunicator duplicate(ContextCommunicator c, long[] words) {
        ContextCommunicator made = new ContextCommunicator(c.p2p(), words[0], c.members(), c.rank());
        made.collectives().hint(Forced.of(words, 1));
        return made;
    }

    /** An operation that is done. */
    static Operation nothing(ContextCommunicator c) {
        return c.isend(null, 0, 0, Layout.BYTES, Communicator.PROC_NULL, 0, SendMode.STANDARD);
    }

    static @Nullable ContextCommunicator split(ContextCommunicator c, int colour, int key) {
        long[] all = choices(c, choice(colour, key), c.p2p().newContext());
        if (colour == Communicator.UNDEFINED) {
            return null;
        }
        int[] ranks = members(all, CHOICE, colour);
        return new ContextCommunicator(
                c.p2p(), all[CHOICE * ranks[0] + 1], Words.pick(c.members(), ranks), Words.indexOf(ranks, c.rank()));
    }

    static long choice(int colour, int key) {
        return Kinds.word(colour, key);
    }

    /** The words of all ranks, in the order of the ranks. */
    static long[] choices(ContextCommunicator c, long... mine) {
        long[] all = new long[mine.length * c.size()];
        Layout layout = Layout.contiguous((long) mine.length * Long.BYTES);
        Collectives.allgather(c, mine, 0, 1, layout, all, 0, 1, layout);
        return all;
    }

    /** The ranks that chose the colour, by key, then by rank; of each rank's {@code step} words the first is its choice. */
    static int[] members(long[] choices, int step, int colour) {
        long[] order = new long[choices.length / step];
        int size = 0;
        for (int rank = 0; rank < order.length; rank++) {
            long choice = choices[rank * step];
            if (Kinds.high(choice) == colour) {
                order[size++] = Kinds.word((int) choice, rank);
            }
        }
        Arrays.sort(order, 0, size);
        int[] ranks = new int[size];
        for (int i = 0; i < size; i++) {
            ranks[i] = (int) order[i];
        }
        return ranks;
    }

    /** A communicator of some ranks, of whom the first tells the others; null for those who are none of them. */
    static @Nullable ContextCommunicator create(ContextCommunicator c, int[] ranks, int tag) {
        int mine = Words.indexOf(ranks, c.rank());
        if (mine < 0) {
            return null;
        }
        P2p p2p = c.p2p();
        ContextCommunicator apart = c.forMaking();
        long context;
        if (mine == 0) {
            context = p2p.newContext();
            for (int i = 1; i < ranks.length; i++) {
                Words.tell(apart, ranks[i], tag, context);
            }
        } else {
            context = Words.hear(apart, ranks[0], tag)[0];
        }
        return new ContextCommunicator(p2p, context, Words.pick(c.members(), ranks), mine);
    }
}
