package mpj.core.p2p;

import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How intercommunicators are made, and communicators out of them. One rank of each group speaks for it; both offer
 * contexts, and those of the group whose first member has the lower rank in the job hold.
 */
final class Intercomms {
    private static final int MAKING = Intracomms.MAKING;
    /** Words of each rank in a table of choices: colour and key, a context for both groups, one for its own group. */
    private static final int CHOICE = 3;

    private Intercomms() {}

    /** What the speakers of the two groups have said, each to its own group and to the other. */
    private static final class Talk {
        final long[] ours;
        final long[] theirs;

        Talk(long[] ours, long[] theirs) {
            this.ours = ours;
            this.theirs = theirs;
        }

        /** Passes on in a group what its speaker knows. */
        static Talk spread(ContextCommunicator group, int speaker, @Nullable Talk known) {
            long[] words = {};
            if (known != null) {
                words = new long[1 + known.ours.length + known.theirs.length];
                words[0] = known.ours.length;
                System.arraycopy(known.ours, 0, words, 1, known.ours.length);
                System.arraycopy(known.theirs, 0, words, 1 + known.ours.length, known.theirs.length);
            }
            words = Words.bcast(group, speaker, words);
            long[] ours = new long[(int) words[0]];
            long[] theirs = new long[words.length - 1 - ours.length];
            System.arraycopy(words, 1, ours, 0, ours.length);
            System.arraycopy(words, 1 + ours.length, theirs, 0, theirs.length);
            return new Talk(ours, theirs);
        }
    }

    /** The talk of two ranks. */
    private static Talk exchange(ContextCommunicator c, int partner, int tag, long... mine) {
        Parts theirs = new Parts();
        Operation receive = c.irecvObject(theirs, partner, tag);
        Operation send = c.isendObject(Words.pack(mine), partner, tag, SendMode.STANDARD);
        ContextCommunicator.finish(c, receive);
        ContextCommunicator.finish(c, send);
        return new Talk(mine, Words.unpack(theirs));
    }

    /** The first ranks of the two groups talk; what the others give does not matter. */
    private static Talk talk(ContextCommunicator inter, long... mine) {
        Talk known = inter.rank() == 0 ? exchange(inter.forMaking(), 0, MAKING, mine) : null;
        return Talk.spread(inter.local(), 0, known);
    }

    /** Whether the caller's group has the say, where somebody must. */
    private static boolean isFirst(ContextCommunicator inter) {
        return inter.members()[0] < inter.remoteMembers()[0];
    }

    // ---------------------------------------------------------------- of two groups

    /** An intercommunicator; peer and remote leader matter at the local leader alone. */
    static ContextCommunicator create(
            ContextCommunicator group,
            int localLeader,
            @Nullable ContextCommunicator peer,
            int remoteLeader,
            int tag) {
        P2p p2p = group.p2p();
        Talk known = null;
        if (group.rank() == localLeader && peer != null) {
            long[] mine = Words.join(group.members(), p2p.newContext(), p2p.newContext());
            known = exchange(peer.forMaking(), remoteLeader, tag, mine);
        }
        Talk talk = Talk.spread(group, localLeader, known);
        int[] remote = Words.split(talk.theirs, 2);
        return between(p2p, group.members(), group.rank(), remote, talk.ours[1], talk.ours[0], talk.theirs[0]);
    }

    /** The same of groups that have no communicator; the remote group and its leader matter at the local leader alone. */
    static ContextCommunicator create(
            P2p p2p, int[] local, int localLeader, int[] remote, int remoteLeader, String name) {
        ContextCommunicator group = p2p.createFromGroup(local, "group " + name);
        Talk known = null;
        if (group.rank() == localLeader) {
            String key = "intercommunicator " + name;
            long context = p2p.newContext();
            p2p.invitations().send(remote[remoteLeader], key, context);
            long theirs = p2p.invitations().await(remote[remoteLeader], key);
            known = new Talk(new long[] {context, p2p.newContext()}, Words.join(remote, theirs, 0));
        }
        Talk talk = Talk.spread(group, localLeader, known);
        group.free();
        int[] others = Words.split(talk.theirs, 2);
        return between(p2p, local, group.rank(), others, talk.ours[1], talk.ours[0], talk.theirs[0]);
    }

    /** The intercommunicator between two groups, of the contexts offered for both the one that holds. */
    private static ContextCommunicator between(
            P2p p2p, int[] local, int rank, int[] remote, long localContext, long ourContext, long theirContext) {
        for (int member : remote) {
            if (Words.indexOf(local, member) >= 0) {
                throw new EngineException(
                        ErrorClass.COMM,
                        "rank " + member + " of COMM_WORLD is in both groups of an intercommunicator");
            }
        }
        long context = local[0] < remote[0] ? ourContext : theirContext;
        return new ContextCommunicator(
                p2p, context, new ContextCommunicator(p2p, localContext, local, rank), remote);
    }

    // ---------------------------------------------------------------- of an intercommunicator

    static Making idup(ContextCommunicator inter) {
        boolean first = isFirst(inter);
        if (!first || inter.rank() > 0) {
            ContextCommunicator from = first ? inter.local().forMaking() : inter.forMaking();
            Parts told = new Parts();
            Operation receive = from.irecvObject(told, 0, MAKING);
            return new Making(receive, () -> duplicate(inter, first, Words.unpack(told)));
        }
        P2p p2p = inter.p2p();
        long[] contexts = {p2p.newContext(), p2p.newContext(), p2p.newContext()};
        for (int i = 1; i < inter.size(); i++) {
            Words.tell(inter.local().forMaking(), i, MAKING, contexts);
        }
        for (int i = 0; i < inter.remoteSize(); i++) {
            Words.tell(inter.forMaking(), i, MAKING, contexts);
        }
        return new Making(Intracomms.nothing(inter.forMaking()), () -> duplicate(inter, true, contexts));
    }

    private static Communicator duplicate(ContextCommunicator inter, boolean first, long[] contexts) {
        return between(
                inter.p2p(),
                inter.members(),
                inter.rank(),
                inter.remoteMembers(),
                contexts[first ? 1 : 2],
                contexts[0],
                contexts[0]);
    }

    static @Nullable ContextCommunicator split(ContextCommunicator inter, int colour, int key) {
        P2p p2p = inter.p2p();
        long[] ours = Intracomms.choices(
                inter.local(), Intracomms.choice(colour, key), p2p.newContext(), p2p.newContext());
        long[] theirs = talk(inter, ours).theirs;
        int[] local = Intracomms.members(ours, CHOICE, colour);
        int[] remote = Intracomms.members(theirs, CHOICE, colour);
        if (colour == Communicator.UNDEFINED || remote.length == 0) {
            return null;
        }
        return between(
                p2p,
                Words.pick(inter.members(), local),
                Words.indexOf(local, inter.rank()),
                Words.pick(inter.remoteMembers(), remote),
                ours[CHOICE * local[0] + 2],
                ours[CHOICE * local[0] + 1],
                theirs[CHOICE * remote[0] + 1]);
    }

    /** An intercommunicator between some ranks of each group; null for others, and where a group has none. */
    static @Nullable ContextCommunicator create(ContextCommunicator inter, int[] ranks) {
        P2p p2p = inter.p2p();
        Talk talk = talk(inter, Words.join(ranks, p2p.newContext(), p2p.newContext()));
        int[] remote = Words.split(talk.theirs, 2);
        int mine = Words.indexOf(ranks, inter.rank());
        if (mine < 0 || remote.length == 0) {
            return null;
        }
        return between(
                p2p,
                Words.pick(inter.members(), ranks),
                mine,
                Words.pick(inter.remoteMembers(), remote),
                talk.ours[1],
                talk.ours[0],
                talk.theirs[0]);
    }

    /** Both groups as one: first the one that is not high, or the one that has the say. */
    static ContextCommunicator merge(ContextCommunicator inter, boolean high) {
        P2p p2p = inter.p2p();
        Talk talk = talk(inter, high ? 1 : 0, p2p.newContext());
        boolean first = talk.ours[0] == talk.theirs[0] ? isFirst(inter) : talk.ours[0] == 0;
        int[] before = first ? inter.members() : inter.remoteMembers();
        int[] after = first ? inter.remoteMembers() : inter.members();
        int[] all = new int[before.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        int rank = first ? inter.rank() : before.length + inter.rank();
        return new ContextCommunicator(p2p, first ? talk.ours[1] : talk.theirs[1], all, rank);
    }
}
