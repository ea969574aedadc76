package mpi;

import java.util.Arrays;
import java.util.function.IntPredicate;
import mpj.core.Engine;
import mpj.core.p2p.SendBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of processes. MPI 5.0, section 7.3.
 *
 * <p>Groups do not change and need no communication: every operation gives a new one. Handles are equal only to
 * themselves; {@link #compare} tells whether two groups have the same members.
 */
public final class Group implements Freeable {
    static final Group EMPTY = new Group(null, null, new int[0], true);
    static final Group NULL = new Group(null, null, null, true);

    /** The engine of the caller, which only groups without members may lack. */
    private final @Nullable Engine engine;

    /** The session's space for buffered sends if the group comes from one: its communicators use it. */
    private final @Nullable SendBuffer sessionSpace;

    private final boolean predefined;
    /** Ranks in the job; null in the null group. */
    private int @Nullable [] members;

    private Group(
            @Nullable Engine engine,
            @Nullable SendBuffer sessionSpace,
            int @Nullable [] members,
            boolean predefined) {
        this.engine = engine;
        this.sessionSpace = sessionSpace;
        this.members = members;
        this.predefined = predefined;
    }

    /** A group of ranks of the job, of a session if it has space; the array is kept. */
    static Group of(@Nullable Engine engine, @Nullable SendBuffer sessionSpace, int[] members) {
        return new Group(engine, sessionSpace, members, false);
    }

    /** A group that comes from this one. */
    private Group derived(int[] chosen) {
        return new Group(engine, sessionSpace, chosen, false);
    }

    @Nullable
    SendBuffer sessionSpace() {
        return sessionSpace;
    }

    /** The members of a group that is an argument. */
    static int[] members(String operation, String argument, Group group) {
        Job.checkNotFinalized();
        int[] members = group == null ? null : group.members;
        if (members == null) {
            throw MPIException.argument(
                    MPI.ERR_GROUP,
                    operation,
                    argument + (group == null ? " is a null reference" : " is null: it has been freed"));
        }
        return members;
    }

    private int[] members(String operation) {
        return members(operation, "the group", this);
    }

    @Nullable
    Engine engine() {
        return engine;
    }

    /** Gives the group up; communicators made from it stay. Nothing can be done with a group that is predefined. */
    @Override
    public void free() throws MPIException {
        members("free");
        if (predefined) {
            throw MPIException.argument(MPI.ERR_GROUP, "free", "MPI_GROUP_EMPTY is predefined and cannot be freed");
        }
        members = null;
    }

    @Override
    public boolean isNull() {
        return members == null;
    }

    /** The number of members. */
    public int getSize() throws MPIException {
        return members("getSize").length;
    }

    /** The caller's rank in the group; {@link MPI#UNDEFINED} if it is no member. */
    public int getRank() throws MPIException {
        int[] all = members("getRank");
        return engine == null ? MPI.UNDEFINED : indexOf(all, engine.manager().rank());
    }

    private static int indexOf(int[] members, int member) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == member) {
                return i;
            }
        }
        return MPI.UNDEFINED;
    }

    /** The same group by another handle. mpi4py: {@code Dup}. */
    public Group dup() throws MPIException {
        return derived(members("dup"));
    }

    /**
     * The ranks in {@code group2} of members of {@code group1}; {@link MPI#UNDEFINED} for those that are none of it.
     *
     * @param ranks1 ranks in {@code group1}, or {@link MPI#PROC_NULL}, which stays what it is
     */
    public static int[] translateRanks(Group group1, int[] ranks1, Group group2) throws MPIException {
        int[] from = members("translateRanks", "group1", group1);
        int[] to = members("translateRanks", "group2", group2);
        int[] translated = new int[given("translateRanks", "ranks1", ranks1).length];
        for (int i = 0; i < translated.length; i++) {
            int rank = ranks1[i];
            if (rank != MPI.PROC_NULL) {
                checkRank("translateRanks", "ranks1[" + i + "]", rank, from);
            }
            translated[i] = rank == MPI.PROC_NULL ? rank : indexOf(to, from[rank]);
        }
        return translated;
    }

    /**
     * Compares two groups.
     *
     * @return {@link MPI#IDENT} for the same members in the same order, {@link MPI#SIMILAR} for the same members, else
     *     {@link MPI#UNEQUAL}
     */
    public static int compare(Group group1, Group group2) throws MPIException {
        return compare(members("compare", "group1", group1), members("compare", "group2", group2));
    }

    static int compare(int[] members1, int[] members2) {
        if (Arrays.equals(members1, members2)) {
            return MPI.IDENT;
        }
        int[] sorted1 = members1.clone();
        int[] sorted2 = members2.clone();
        Arrays.sort(sorted1);
        Arrays.sort(sorted2);
        return Arrays.equals(sorted1, sorted2) ? MPI.SIMILAR : MPI.UNEQUAL;
    }

    /** The members of {@code group1}, then those of {@code group2} that are not in it. */
    public static Group union(Group group1, Group group2) throws MPIException {
        int[] first = members("union", "group1", group1);
        int[] second = members("union", "group2", group2);
        int[] added = filter(second, member -> indexOf(first, member) < 0);
        int[] all = Arrays.copyOf(first, first.length + added.length);
        System.arraycopy(added, 0, all, first.length, added.length);
        return (group1.engine == null ? group2 : group1).derived(all);
    }

    /** The members of {@code group1} that are in {@code group2}. */
    public static Group intersection(Group group1, Group group2) throws MPIException {
        int[] first = members("intersection", "group1", group1);
        int[] second = members("intersection", "group2", group2);
        return group1.derived(filter(first, member -> indexOf(second, member) >= 0));
    }

    /** The members of {@code group1} that are not in {@code group2}. */
    public static Group difference(Group group1, Group group2) throws MPIException {
        int[] first = members("difference", "group1", group1);
        int[] second = members("difference", "group2", group2);
        return group1.derived(filter(first, member -> indexOf(second, member) < 0));
    }

    private static int[] filter(int[] members, IntPredicate condition) {
        return Arrays.stream(members).filter(condition).toArray();
    }

    /** The members of these ranks, in this order. */
    public Group incl(int[] ranks) throws MPIException {
        return derived(include("incl", members("incl"), given("incl", "ranks", ranks)));
    }

    /** The members but those of these ranks. */
    public Group excl(int[] ranks) throws MPIException {
        return exclude("excl", members("excl"), given("excl", "ranks", ranks));
    }

    /** The members of ranges of ranks, each of the form {@code {first, last, stride}}. */
    public Group rangeIncl(int[][] ranges) throws MPIException {
        int[] all = members("rangeIncl");
        return derived(include("rangeIncl", all, ranks("rangeIncl", all, ranges)));
    }

    /** The members but those of ranges of ranks, each of the form {@code {first, last, stride}}. */
    public Group rangeExcl(int[][] ranges) throws MPIException {
        int[] all = members("rangeExcl");
        return exclude("rangeExcl", all, ranks("rangeExcl", all, ranges));
    }

    private static int[] include(String operation, int[] all, int[] ranks) {
        checkDistinct(operation, all, ranks);
        int[] chosen = new int[ranks.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all[ranks[i]];
        }
        return chosen;
    }

    private Group exclude(String operation, int[] all, int[] ranks) {
        boolean[] out = checkDistinct(operation, all, ranks);
        int[] left = new int[all.length - ranks.length];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            if (!out[i]) {
                left[n++] = all[i];
            }
        }
        return derived(left);
    }

    /** The ranks that ranges stand for. */
    private static int[] ranks(String operation, int[] all, int[] @Nullable [] ranges) {
        if (ranges == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, "the array of ranges is null");
        }
        int[] ranks = new int[0];
        for (int i = 0; i < ranges.length; i++) {
            int[] range = ranges[i];
            if (range == null || range.length != 3 || range[2] == 0) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        operation,
                        "ranges[" + i + "] is " + Arrays.toString(range) + ", not {first, last, stride other than 0}");
            }
            int[] more = expand(operation, all, "ranges[" + i + "]", range[0], range[1], range[2]);
            int before = ranks.length;
            ranks = Arrays.copyOf(ranks, before + more.length);
            System.arraycopy(more, 0, ranks, before, more.length);
        }
        return ranks;
    }

    private static int[] expand(String operation, int[] all, String argument, int first, int last, int stride) {
        checkRank(operation, argument + "[0]", first, all);
        checkRank(operation, argument + "[1]", last, all);
        if ((long) (last - first) * stride < 0) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    argument + " does not get from " + first + " to " + last + " by stride " + stride);
        }
        int[] ranks = new int[(last - first) / stride + 1];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = first + i * stride;
        }
        return ranks;
    }

    /** Checks that ranks are of the group, each at most once; marks them. */
    private static boolean[] checkDistinct(String operation, int[] all, int[] ranks) {
        boolean[] seen = new boolean[all.length];
        for (int i = 0; i < ranks.length; i++) {
            checkRank(operation, "ranks[" + i + "]", ranks[i], all);
            if (seen[ranks[i]]) {
                throw MPIException.argument(
                        MPI.ERR_RANK, operation, "ranks[" + i + "]: rank " + ranks[i] + " comes twice");
            }
            seen[ranks[i]] = true;
        }
        return seen;
    }

    private static void checkRank(String operation, String argument, int rank, int[] all) {
        if (rank < 0 || rank >= all.length) {
            throw MPIException.argument(
                    MPI.ERR_RANK,
                    operation,
                    argument + " " + rank + " is outside 0.." + (all.length - 1) + " of the group");
        }
    }

    private static int[] given(String operation, String argument, int[] values) {
        if (values == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, argument + " is null");
        }
        return values;
    }

    @Override
    public String toString() {
        return members == null ? "MPI_GROUP_NULL" : "group of " + members.length;
    }
}
