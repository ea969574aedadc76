package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import mpj.testkit.Faults;
import mpj.testkit.FaultyProvider;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import mpj.transport.TransportProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Communicators between the even and the odd ranks, each side in reverse order; over transports that delay. */
class IntercommTest {
    private static void run(int ranks, Consumer<Sides> body) {
        Seed.run(seed -> Ranks.of(ranks)
                .providers(rank -> Ranks.installedProviders().stream()
                        .<TransportProvider>map(p -> new FaultyProvider(p, Faults.lawful(seed + rank)))
                        .toList())
                .run(engine -> body.accept(new Sides(new Intracomm(engine.world(), MPI.COMM_SELF)))));
    }

    /** One rank's view. */
    private static final class Sides {
        final Intracomm world;
        final Intracomm side;
        final Intercomm inter;
        /** Ranks in the world of the members of each side, in their order. */
        final int[] mine;

        final int[] others;

        Sides(Intracomm world) {
            this.world = world;
            int rank = world.getRank();
            int size = world.getSize();
            side = world.split(rank % 2, -rank);
            mine = members(rank % 2, size);
            others = members(1 - rank % 2, size);
            // the last of each side leads
            inter = world.createIntercomm(side, mine.length - 1, others[others.length - 1], 17);
        }

        private static int[] members(int parity, int size) {
            int[] members = new int[(size + 1 - parity) / 2];
            for (int i = 0; i < members.length; i++) {
                members[members.length - 1 - i] = 2 * i + parity;
            }
            return members;
        }

        int rank() {
            return world.getRank();
        }

        /** Checks that messages pass between the sides, and that each rank is who it is. */
        void talk(Intercomm comm, int[] local, int[] remote) {
            assertEquals(local.length, comm.getSize());
            assertEquals(remote.length, comm.getRemoteSize());
            assertEquals(rank(), local[comm.getRank()]);
            int[] sent = {rank()};
            Request[] sends = new Request[remote.length];
            for (int i = 0; i < remote.length; i++) {
                sends[i] = comm.iSend(sent, 1, MPI.INT, i, 5);
            }
            boolean[] heard = new boolean[remote.length];
            for (int i = 0; i < remote.length; i++) {
                int[] received = new int[1];
                Status status = comm.recv(received, 1, MPI.INT, MPI.ANY_SOURCE, 5);
                assertEquals(remote[status.getSource()], received[0]);
                assertFalse(heard[status.getSource()]);
                heard[status.getSource()] = true;
            }
            Request.waitAll(sends);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void messagesGoToTheOtherSide(int ranks) {
        run(ranks, s -> {
            s.talk(s.inter, s.mine, s.others);
            assertTrue(s.inter.isInter());
            assertTrue(s.world.isIntra());
            assertEquals(MPI.IDENT, Group.compare(s.inter.getGroup(), s.side.getGroup()));
            Group remote = s.inter.getRemoteGroup();
            assertEquals(MPI.UNDEFINED, remote.getRank());
            int[] all = new int[s.others.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            assertArrayEquals(s.others, Group.translateRanks(remote, all, s.world.getGroup()));
            MPIException e = assertThrows(
                    MPIException.class, () -> s.inter.send(new int[1], 1, MPI.INT, s.others.length, 0));
            assertEquals(MPI.ERR_RANK, e.getErrorClass());
            s.inter.free();
            s.side.barrier();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void objectsAndProbes(int ranks) {
        run(ranks, s -> {
            int partner = s.inter.getRank();
            if (partner >= s.others.length) {
                partner = MPI.PROC_NULL;
            }
            ObjectRequest<String> send = s.inter.iSend("from " + s.rank(), partner, 8);
            if (partner != MPI.PROC_NULL) {
                Status status = s.inter.probe(MPI.ANY_SOURCE, 8);
                assertEquals(partner, status.getSource());
                assertEquals("from " + s.others[partner], s.inter.<String>recv(partner, 8));
            }
            send.waitFor();
            long[] large = new long[100_000];
            large[99_999] = s.rank();
            s.inter.sendRecvReplace(large, large.length, MPI.LONG, partner, 9, partner, 9);
            assertEquals(partner == MPI.PROC_NULL ? s.rank() : s.others[partner], large[99_999]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void duplicates(int ranks) {
        run(ranks, s -> {
            Intercomm dup = s.inter.dup();
            Intercomm later = s.inter.iDup();
            s.talk(dup, s.mine, s.others);
            Objects.requireNonNull(later.getRequest()).waitFor();
            s.talk(later, s.mine, s.others);
            assertEquals(MPI.CONGRUENT, Comm.compare(s.inter, dup));
            assertEquals(MPI.IDENT, Comm.compare(dup, dup));
            assertEquals(MPI.UNEQUAL, Comm.compare(s.inter, s.side));
            dup.disconnect();
            assertTrue(dup.isNull());
            later.free();
            s.talk(s.inter, s.mine, s.others);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void mergers(int ranks) {
        run(ranks, s -> {
            boolean even = s.rank() % 2 == 0;
            checkMerged(s, s.inter.merge(even), !even);
            checkMerged(s, s.inter.merge(!even), even);
            Intracomm same = s.inter.merge(true);
            int[] first = {same.getRank() == 0 ? s.rank() % 2 : 0};
            same.bcast(first, 1, MPI.INT, 0);
            checkMerged(s, same, first[0] == s.rank() % 2);
            same.free();
        });
    }

    private static void checkMerged(Sides s, Intracomm merged, boolean first) {
        assertEquals(s.world.getSize(), merged.getSize());
        assertEquals((first ? 0 : s.others.length) + s.side.getRank(), merged.getRank());
        int[] sum = {s.rank()};
        merged.allReduce(sum, 1, MPI.INT, MPI.SUM);
        assertEquals(s.world.getSize() * (s.world.getSize() - 1) / 2, sum[0]);
        assertNotEquals(MPI.UNEQUAL, Group.compare(merged.getGroup(), s.world.getGroup()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void parts(int ranks) {
        run(ranks, s -> {
            // the first of each side alone, and everybody else: empty on a side of one
            int rank = s.side.getRank();
            Intercomm part = s.inter.split(rank == 0 ? 0 : 1, 0);
            if (rank == 0) {
                s.talk(part, new int[] {s.mine[0]}, new int[] {s.others[0]});
            } else {
                assertEquals(s.others.length == 1, part.isNull());
            }
            Intercomm backwards = s.inter.split(3, -rank);
            s.talk(backwards, reversed(s.mine), reversed(s.others));
            assertTrue(s.inter.split(s.rank() % 2, 0).isNull(), "the sides gave different colours");
            assertTrue(s.inter.split(MPI.UNDEFINED, 0).isNull());
            // the last of each side
            Group last = s.inter.getGroup().incl(new int[] {s.mine.length - 1});
            Intercomm created = s.inter.create(last);
            assertEquals(rank != s.mine.length - 1, created.isNull());
            if (!created.isNull()) {
                s.talk(created, new int[] {s.mine[rank]}, new int[] {s.others[s.others.length - 1]});
            }
            Group one = s.rank() % 2 == 0 ? MPI.GROUP_EMPTY : s.inter.getGroup();
            assertTrue(s.inter.create(one).isNull(), "a side gave nobody");
        });
    }

    private static int[] reversed(int[] numbers) {
        int[] reversed = new int[numbers.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = numbers[numbers.length - 1 - i];
        }
        return reversed;
    }

    @ParameterizedTest
    @ValueSource(ints = {3})
    void groupsThatOverlapAreRefused(int ranks) {
        run(ranks, s -> {
            MPIException e = assertThrows(
                    MPIException.class, () -> s.world.createIntercomm(s.world, 0, 0, 4), "a leader that is its own peer");
            assertEquals(MPI.ERR_COMM, e.getErrorClass());
            assertTrue(String.valueOf(e.getMessage()).contains("is in both groups"), e.getMessage());
            List<MPIException> wrong = List.of(
                    assertThrows(MPIException.class, () -> s.world.createIntercomm(s.inter, 0, 0, 4)),
                    assertThrows(MPIException.class, () -> s.world.createIntercomm(s.side, 9, 0, 4)));
            assertEquals(MPI.ERR_COMM, wrong.get(0).getErrorClass());
            assertEquals(MPI.ERR_RANK, wrong.get(1).getErrorClass());
        });
    }
}
