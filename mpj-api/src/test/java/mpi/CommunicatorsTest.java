package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mpj.core.Engine;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.testkit.Parallel;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How communicators of one group are made, by one thread and by several at a time, and what is left when they go. */
class CommunicatorsTest {
    private static final int CYCLES = 2000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 25;

    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> body.accept(new Intracomm(engine.world(), MPI.COMM_SELF)));
    }

    /** The sum of the members' ranks in the world, by the communicator itself. */
    private static int sum(Intracomm comm, int mine) {
        int[] sum = {mine};
        comm.allReduce(sum, 1, MPI.INT, MPI.SUM);
        return sum[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void createdByGroups(int ranks) {
        run(ranks, world -> {
            int rank = world.getRank();
            Group odd = world.getGroup().rangeExcl(new int[][] {{0, ranks - 1 - (ranks - 1) % 2, 2}});
            Group even = Group.difference(world.getGroup(), odd);
            Intracomm mine = world.create(rank % 2 == 0 ? even : odd);
            assertEquals(rank / 2, mine.getRank());
            assertEquals(IntStream.range(0, ranks).filter(i -> i % 2 == rank % 2).sum(), sum(mine, rank));
            Intracomm others = world.create(even);
            assertEquals(rank % 2 != 0, others.isNull());
            assertTrue(world.create(MPI.GROUP_EMPTY).isNull());
            if (rank % 2 == 0) {
                int[] backwards = IntStream.range(0, even.getSize()).map(i -> even.getSize() - 1 - i).toArray();
                Intracomm reversed = world.createGroup(even.incl(backwards), Integer.MAX_VALUE);
                assertEquals(even.getSize() - 1 - rank / 2, reversed.getRank());
                sum(reversed, 1);
            }
            MPIException e = assertThrows(MPIException.class, () -> world.createGroup(even, -1));
            assertEquals(MPI.ERR_TAG, e.getErrorClass());
            if (ranks > 1) {
                MPIException stranger = assertThrows(MPIException.class, () -> mine.create(world.getGroup()));
                assertEquals(MPI.ERR_GROUP, stranger.getErrorClass());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void createdWithoutAParent(int ranks) {
        Ranks.run(ranks, engine -> {
            Session session = Session.of(engine, null, MPI.ERRORS_RETURN);
            assertEquals(2, session.getNumPsets());
            Group world = session.createGroup("mpi://WORLD");
            assertEquals(Integer.toString(ranks), session.getPsetInfo("mpi://WORLD").get("mpi_size"));
            Intracomm comm = Intracomm.createFromGroup(world, "test", Info.of(Map.of("hint", "x")), null);
            assertEquals(ranks, comm.getSize());
            assertEquals(MPI.ERRORS_ARE_FATAL, comm.getErrhandler());
            assertEquals("x", comm.getInfo().get("hint"));
            int rank = comm.getRank();
            assertEquals(ranks * (ranks - 1) / 2, sum(comm, rank));
            Group self = session.createGroup(session.getNthPset(1));
            Intracomm alone = Intracomm.createFromGroup(self, "test", null, MPI.ERRORS_RETURN);
            assertEquals(1, alone.getSize());
            assertEquals(MPI.ERRORS_RETURN, alone.getErrhandler());
            assertTrue(Intracomm.createFromGroup(MPI.GROUP_EMPTY, "x", null, null).isNull());
            if (ranks > 1) {
                Group rest = world.excl(new int[] {0});
                Group first = world.incl(new int[] {0});
                Intercomm inter = rank == 0
                        ? Intercomm.createFromGroups(first, 0, rest, rest.getSize() - 1, "between", null, null)
                        : Intercomm.createFromGroups(rest, rest.getSize() - 1, first, 0, "between", null, null);
                assertEquals(rank == 0 ? ranks - 1 : 1, inter.getRemoteSize());
                assertEquals(ranks * (ranks - 1) / 2, sum(inter.merge(rank > 0), rank));
            }
            session.finish();
            assertThrows(MPIException.class, () -> session.createGroup("mpi://SELF"));
            session.close();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void duplicatesThatAreBegun(int ranks) {
        run(ranks, world -> {
            int rank = world.getRank();
            world.setInfo(Info.of(Map.of("a", "1", "b", "2")));
            Intracomm first = world.iDup();
            Intracomm second = world.iDupWithInfo(Info.of(Map.of("b", "3")));
            Intracomm third = world.dup();
            assertFalse(second.isNull());
            Objects.requireNonNull(second.getRequest()).waitFor();
            Objects.requireNonNull(first.getRequest()).waitFor();
            assertNull(third.getRequest());
            int[] received = new int[1];
            int next = (rank + 1) % ranks;
            int previous = (rank + ranks - 1) % ranks;
            int value = 1;
            for (Intracomm comm : List.of(first, second, third)) {
                assertEquals(MPI.CONGRUENT, Comm.compare(world, comm));
                comm.iSend(new int[] {value++}, 1, MPI.INT, next, 0).free();
            }
            for (Intracomm comm : List.of(third, second, first)) {
                comm.recv(received, 1, MPI.INT, previous, 0);
                assertEquals(--value, received[0]);
            }
            assertEquals(Map.of("a", "1", "b", "2"), first.getInfo().asMap());
            assertEquals(Map.of("b", "3"), second.getInfo().asMap());
            assertEquals("1", world.dupWithInfo(Info.of(Map.of("a", "1"))).getInfo().get("a"));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2})
    void aDuplicateIsThereWhenItsRequestIsComplete(int ranks) {
        run(ranks, world -> {
            if (world.getRank() == 1) {
                Intracomm dup = world.iDup();
                MPIException e = assertThrows(MPIException.class, dup::getSize);
                assertEquals(MPI.ERR_COMM, e.getErrorClass());
                assertTrue(String.valueOf(e.getMessage()).contains("getRequest"), e.getMessage());
                world.send(new int[1], 1, MPI.INT, 0, 0);
                Objects.requireNonNull(dup.getRequest()).waitFor();
                assertEquals(2, dup.getSize());
            } else {
                world.recv(new int[1], 1, MPI.INT, 1, 0);
                Objects.requireNonNull(world.iDup().getRequest()).waitFor();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void splitByTheHardware(int ranks) {
        run(ranks, world -> {
            int rank = world.getRank();
            Intracomm shared = world.splitType(Comm.TYPE_SHARED, -rank, MPI.INFO_NULL);
            assertEquals(ranks, shared.getSize());
            assertEquals(ranks - 1 - rank, shared.getRank());
            Info memory = Info.of(Map.of("mpi_hw_resource_type", "mpi_shared_memory"));
            Intracomm guided = world.splitType(Comm.TYPE_HW_GUIDED, 0, memory);
            assertEquals(MPI.CONGRUENT, Comm.compare(world, guided));
            assertEquals("mpi_shared_memory", guided.getInfo().get("mpi_hw_resource_type"));
            assertTrue(world.splitType(Comm.TYPE_HW_UNGUIDED, 0, null).isNull(), "all are at the same place");
            assertTrue(world.splitType(Comm.TYPE_HW_GUIDED, 0, null).isNull());
            Info unknown = Info.of(Map.of("mpi_hw_resource_type", "mpj://drawer"));
            assertTrue(world.splitType(Comm.TYPE_HW_GUIDED, 0, unknown).isNull());
            Info self = Info.of(Map.of("mpi_pset_name", "mpi://SELF"));
            assertEquals(1, world.splitType(Comm.TYPE_RESOURCE_GUIDED, 0, self).getSize());
            assertTrue(world.splitType(MPI.UNDEFINED, 0, null).isNull());
            MPIException e = assertThrows(MPIException.class, () -> world.splitType(3, 0, null));
            assertEquals(MPI.ERR_ARG, e.getErrorClass());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nothingIsLeftOfThousands(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            cycle(world);
            int before = contexts(engine);
            for (int i = 0; i < CYCLES; i++) {
                cycle(world);
            }
            assertEquals(before, contexts(engine));
        });
    }

    /** The contexts in use while no rank makes or uses any but the world. */
    private static int contexts(Engine engine) {
        Collectives.barrier(engine.world());
        int contexts = engine.contexts();
        Collectives.barrier(engine.world());
        return contexts;
    }

    private static void cycle(Intracomm world) {
        Intracomm dup = world.dup();
        Intracomm half = dup.split(dup.getRank() % 2, 0);
        Intracomm group = half.createGroup(half.getGroup(), 3);
        group.barrier();
        group.free();
        if (dup.getSize() > 1) {
            boolean odd = dup.getRank() % 2 == 1;
            Intercomm inter = dup.createIntercomm(half, 0, odd ? 0 : 1, 4);
            Intercomm copy = inter.dup();
            Intracomm merged = copy.merge(odd);
            merged.barrier();
            merged.free();
            copy.free();
            inter.free();
        }
        half.free();
        dup.free();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void pendingOperationsOutliveTheirCommunicator(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            world.dup().free();
            int before = contexts(engine);
            Intracomm dup = world.dup();
            int rank = dup.getRank();
            int[] received = new int[100_000];
            int[] sent = new int[100_000];
            sent[99_999] = rank;
            Request receive = dup.iRecv(received, received.length, MPI.INT, (rank + ranks - 1) % ranks, 1);
            world.barrier();
            Request send = dup.iSend(sent, sent.length, MPI.INT, (rank + 1) % ranks, 1);
            dup.free();
            send.waitFor();
            receive.waitFor();
            assertEquals((rank + ranks - 1) % ranks, received[99_999]);
            world.dup().free();
            assertEquals(before, contexts(engine));
        });
    }

    /** As the later messages of a collective operation that was under way. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theEngineReceivesOnWhatIsFreed(int ranks) {
        Ranks.run(ranks, engine -> {
            Communicator world = engine.world();
            world.dup().free();
            int before = contexts(engine);
            Communicator dup = world.dup();
            int next = (dup.rank() + 1) % ranks;
            int previous = (dup.rank() + ranks - 1) % ranks;
            Layout layout = Layout.contiguous(Integer.BYTES);
            dup.isend(new int[] {1}, 0, 1, layout, next, 5, SendMode.STANDARD);
            dup.free();
            dup.isend(new int[] {2}, 0, 1, layout, next, 5, SendMode.STANDARD);
            for (int i = 1; i <= 2; i++) {
                int[] received = new int[1];
                engine.await(dup.irecv(received, 0, 1, layout, previous, 5));
                assertEquals(i, received[0]);
            }
            world.dup().free();
            assertEquals(before, contexts(engine));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void disconnectingWaits(int ranks) {
        run(ranks, world -> {
            Intracomm dup = world.dup();
            int rank = dup.getRank();
            int[] received = new int[50_000];
            int[] sent = new int[50_000];
            sent[49_999] = rank;
            Request receive = dup.iRecv(received, received.length, MPI.INT, (rank + ranks - 1) % ranks, 1);
            dup.iSend(sent, sent.length, MPI.INT, (rank + 1) % ranks, 1);
            dup.disconnect();
            assertTrue(dup.isNull());
            assertTrue(receive.test(), "the receive was pending after disconnect");
            assertEquals((rank + ranks - 1) % ranks, received[49_999]);
        });
    }

    /** Each thread has a communicator of its own and makes others from it, while all threads of a rank do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void madeBySeveralThreads(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            List<Parallel.Body> bodies = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Intracomm own = world.dup();
                bodies.add(() -> makeMany(own, new Random(seed + thread), thread));
                // of one communicator, told apart by tag and by name
                bodies.add(() -> makeFromGroups(world, engine, new Random(seed - thread), thread));
            }
            Parallel.run(Duration.ofSeconds(50), bodies);
        }));
    }

    private static void makeMany(Intracomm own, Random random, int thread) {
        int rank = own.getRank();
        int ranks = own.getSize();
        for (int round = 0; round < ROUNDS; round++) {
            int parts = 1 + random.nextInt(ranks);
            Intracomm part = own.split(rank % parts, random.nextInt(5));
            int expected = IntStream.range(0, ranks).filter(i -> i % parts == rank % parts).sum();
            assertEquals(expected, sum(part, rank), () -> "split of thread " + thread);
            Intracomm dup = part.iDup();
            Objects.requireNonNull(dup.getRequest()).waitFor();
            part.free();
            assertEquals(expected, sum(dup, rank), () -> "duplicate of thread " + thread);
            dup.free();
        }
    }

    private static void makeFromGroups(Intracomm world, Engine engine, Random random, int thread) {
        Group all = Session.of(engine, null, null).createGroup("mpi://WORLD");
        int rank = world.getRank();
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, world.getSize()).boxed().toList());
            Collections.shuffle(order, random);
            List<Integer> chosen = order.subList(0, 1 + random.nextInt(order.size()));
            if (!chosen.contains(rank)) {
                continue;
            }
            Group group = all.incl(chosen.stream().mapToInt(Integer::intValue).toArray());
            Intracomm byTag = world.createGroup(group, thread);
            Intracomm byName = Intracomm.createFromGroup(group, "thread " + thread, null, null);
            int expected = chosen.stream().mapToInt(Integer::intValue).sum();
            assertEquals(chosen.indexOf(rank), byTag.getRank());
            assertEquals(expected, sum(byTag, rank), () -> "by tag " + thread);
            assertEquals(expected, sum(byName, rank), () -> "by name " + thread);
            byTag.free();
            byName.free();
        }
    }
}
