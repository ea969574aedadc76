package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Groups against lists; they need no communication. */
@NullUnmarked
class GroupTest {
    private static final int PROCESSES = 12;
    private static final int ROUNDS = 500;

    private static Group group(List<Integer> members) {
        return Group.of(null, null, members.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> members(Group group) {
        return IntStream.of(Group.members("test", "group", group)).boxed().toList();
    }

    private static List<Integer> draw(Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, PROCESSES).boxed().toList());
        Collections.shuffle(all, random);
        return all.subList(0, random.nextInt(PROCESSES + 1));
    }

    private static List<Integer> without(List<Integer> from, List<Integer> out) {
        List<Integer> left = new ArrayList<>(from);
        left.removeAll(out);
        return left;
    }

    @Test
    void setOperationsAreThoseOfOrderedSets() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                List<Integer> a = draw(random);
                List<Integer> b = draw(random);
                Group first = group(a);
                Group second = group(b);
                List<Integer> union = new ArrayList<>(a);
                union.addAll(without(b, a));
                assertEquals(union, members(Group.union(first, second)));
                List<Integer> both = new ArrayList<>(a);
                both.retainAll(b);
                assertEquals(both, members(Group.intersection(first, second)));
                assertEquals(without(a, b), members(Group.difference(first, second)));
                boolean similar = a.size() == b.size() && a.containsAll(b);
                int expected = a.equals(b) ? MPI.IDENT : similar ? MPI.SIMILAR : MPI.UNEQUAL;
                assertEquals(expected, Group.compare(first, second));
                checkTranslation(a, b);
            }
        });
    }

    private static void checkTranslation(List<Integer> a, List<Integer> b) {
        int[] ranks = IntStream.range(0, a.size()).toArray();
        int[] translated = Group.translateRanks(group(a), ranks, group(b));
        for (int i = 0; i < ranks.length; i++) {
            int at = b.indexOf(a.get(i));
            assertEquals(at < 0 ? MPI.UNDEFINED : at, translated[i]);
        }
    }

    @Test
    void inclusionAndExclusionGoByRank() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            List<Integer> all = IntStream.range(0, PROCESSES).map(i -> 100 + i).boxed().toList();
            Group group = group(all);
            for (int round = 0; round < ROUNDS; round++) {
                List<Integer> chosen = draw(random);
                int[] ranks = chosen.stream().mapToInt(Integer::intValue).toArray();
                List<Integer> expected = chosen.stream().map(all::get).toList();
                assertEquals(expected, members(group.incl(ranks)));
                assertEquals(without(all, expected), members(group.excl(ranks)));
            }
        });
    }

    @Test
    void rangesMayGoBothWays() {
        Group group = group(IntStream.range(0, 10).boxed().toList());
        int[][] ranges = {{1, 7, 3}, {9, 8, -1}, {5, 5, 1}, {2, 3, 4}};
        assertEquals(List.of(1, 4, 7, 9, 8, 5, 2), members(group.rangeIncl(ranges)));
        assertEquals(List.of(0, 3, 6), members(group.rangeExcl(ranges)));
        assertEquals(List.of(), members(group.rangeIncl(new int[0][])));
        assertEquals(10, group.rangeExcl(new int[0][]).getSize());
    }

    @Test
    void aProcessKnowsItsRank() {
        Ranks.run(3, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            Group all = world.getGroup();
            int rank = world.getRank();
            assertEquals(3, all.getSize());
            assertEquals(rank, all.getRank());
            assertEquals(2 - rank, all.incl(new int[] {2, 1, 0}).getRank());
            assertEquals(rank == 1 ? MPI.UNDEFINED : rank / 2, all.excl(new int[] {1}).getRank());
            Group alone = Group.difference(all, all.excl(new int[] {rank}));
            assertEquals(0, Group.union(MPI.GROUP_EMPTY, alone).getRank());
            assertEquals(MPI.UNDEFINED, MPI.GROUP_EMPTY.getRank());
            assertEquals(MPI.IDENT, Group.compare(all, all.dup()));
        });
    }

    @Test
    void handlesAreFreed() {
        Group group = group(List.of(3, 1));
        Group copy = group.dup();
        assertNotSame(group, copy);
        group.free();
        assertTrue(group.isNull());
        assertEquals(2, copy.getSize());
        fails(MPI.ERR_GROUP, "MPI_ERR_GROUP: getSize: the group is null: it has been freed", group::getSize);
        fails(MPI.ERR_GROUP, "MPI_ERR_GROUP: free: the group is null: it has been freed", group::free);
        group.close();
        try (Group closed = copy) {
            assertFalse(closed.isNull());
        }
        assertTrue(copy.isNull());
        assertTrue(MPI.GROUP_NULL.isNull());
        assertFalse(MPI.GROUP_EMPTY.isNull());
        assertEquals(MPI.IDENT, Group.compare(MPI.GROUP_EMPTY, group(List.of())));
        fails(
                MPI.ERR_GROUP,
                "MPI_ERR_GROUP: free: MPI_GROUP_EMPTY is predefined and cannot be freed",
                MPI.GROUP_EMPTY::free);
    }

    private static void fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(message, e.getMessage());
        assertEquals(errorClass, e.getErrorClass());
    }

    @Test
    void wrongArgumentsAreNamed() {
        Group group = group(List.of(0, 1, 2, 3));
        fails(
                MPI.ERR_GROUP,
                "MPI_ERR_GROUP: union: group2 is a null reference",
                () -> Group.union(group, null));
        fails(
                MPI.ERR_GROUP,
                "MPI_ERR_GROUP: compare: group1 is null: it has been freed",
                () -> Group.compare(MPI.GROUP_NULL, group));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: incl: ranks[1] 4 is outside 0..3 of the group",
                () -> group.incl(new int[] {0, 4}));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: excl: ranks[2]: rank 1 comes twice",
                () -> group.excl(new int[] {1, 2, 1}));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: incl: ranks is null", () -> group.incl(null));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: translateRanks: ranks1[0] -1 is outside 0..3 of the group",
                () -> Group.translateRanks(group, new int[] {-1}, group));
        assertArrayEquals(
                new int[] {MPI.PROC_NULL, 3}, Group.translateRanks(group, new int[] {MPI.PROC_NULL, 3}, group));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: rangeIncl: ranges[0] is [0, 3, 0], not {first, last, stride other than 0}",
                () -> group.rangeIncl(new int[][] {{0, 3, 0}}));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: rangeExcl: ranges[1] does not get from 0 to 2 by stride -1",
                () -> group.rangeExcl(new int[][] {{3, 3, 1}, {0, 2, -1}}));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: rangeIncl: ranks[2]: rank 1 comes twice",
                () -> group.rangeIncl(new int[][] {{0, 1, 1}, {1, 3, 1}}));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: rangeIncl: ranges[0][1] 9 is outside 0..3 of the group",
                () -> group.rangeIncl(new int[][] {{0, 9, 1}}));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: rangeIncl: the array of ranges is null", () -> group.rangeIncl(null));
    }
}
