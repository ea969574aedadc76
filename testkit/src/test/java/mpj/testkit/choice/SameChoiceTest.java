package mpj.testkit.choice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import mpj.base.config.Parameters;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Algorithms;
import mpj.core.coll.Collectives;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.choice.ChoiceTable;
import mpj.core.coll.choice.Forced;
import mpj.core.coll.choice.Subject;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.LocalJob;
import mpj.testkit.Parallel;
import mpj.testkit.RankBody;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;

/** All ranks choose the same, whatever each has been told. */
class SameChoiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Layout INT = Layout.contiguous(Integer.BYTES);
    private static final Reducer SUM = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.INT));

    private static String first(Kind kind) {
        return Algorithms.of(kind).getFirst().name();
    }

    private static String last(Kind kind) {
        return Algorithms.of(kind).getLast().name();
    }

    /** Runs a rank for each map of parameters. */
    private static void run(List<Map<String, String>> parameters, RankBody body) {
        LocalJob job = new LocalJob(parameters.size());
        List<Parallel.Body> ranks = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            int rank = i;
            ranks.add(() -> {
                Engine engine = Engine.start(
                        job.manager(rank), Parameters.of(parameters.get(rank)), Ranks.installedProviders());
                body.run(engine);
                engine.finish();
            });
        }
        Parallel.run(LIMIT, ranks);
    }

    private static List<List<ChoiceTable.Row>> tables(Communicator c) {
        List<List<ChoiceTable.Row>> tables = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Subject subject = Subject.of(kind, NodeMap.single(c.size()), true);
            tables.add(c.engine().chooser().table(subject, c.collectives().hints()).rows());
        }
        return tables;
    }

    /** Sums of short and long arrays, right at all ranks. */
    private static void checkSums(Communicator c) {
        for (int length : new int[] {1, 1000, 100_000}) {
            int[] in = new int[length];
            int[] out = new int[length];
            int[] expected = new int[length];
            for (int i = 0; i < length; i++) {
                in[i] = i + c.rank();
                expected[i] = i * c.size() + c.size() * (c.size() - 1) / 2;
            }
            Collectives.allreduce(c, in, 0, out, 0, length, INT, SUM);
            assertArrayEquals(expected, out);
        }
    }

    @Test
    void whatOtherRanksAreToldDoesNotMatter() {
        ConcurrentLinkedQueue<List<List<ChoiceTable.Row>>> seen = new ConcurrentLinkedQueue<>();
        List<Map<String, String>> parameters = List.of(
                Map.of("MPJ_COLL_TUNING", "none", "MPJ_COLL_ALLREDUCE", last(Kind.ALLREDUCE)),
                Map.of("MPJ_COLL_TUNING", "/no/such/file", "MPJ_COLL_ALLREDUCE", first(Kind.ALLREDUCE)),
                Map.of("MPJ_COLL_ALLREDUCE", first(Kind.ALLREDUCE), "MPJ_COLL_BCAST", last(Kind.BCAST)));
        run(parameters, engine -> {
            seen.add(tables(engine.world()));
            checkSums(engine.world());
        });
        assertEquals(3, seen.size());
        List<List<ChoiceTable.Row>> expected = Objects.requireNonNull(seen.peek());
        seen.forEach(tables -> assertEquals(expected, tables));
        ChoiceTable.Row row = expected.get(List.of(Kind.values()).indexOf(Kind.ALLREDUCE)).getFirst();
        assertEquals(last(Kind.ALLREDUCE), row.refused() == null ? row.algorithm().name() : row.refused());
    }

    @Test
    void everyAlgorithmCanBeForced() {
        for (var algorithm : Algorithms.of(Kind.ALLREDUCE)) {
            Map<String, String> rank0 = Map.of("MPJ_COLL_TUNING", "none", "MPJ_COLL_ALLREDUCE", algorithm.name());
            run(List.of(rank0, Map.of(), Map.of()), engine -> checkSums(engine.world()));
        }
    }

    @Test
    void ofHintsThoseOfRank0Hold() {
        run(List.of(Map.of("MPJ_COLL_TUNING", "none"), Map.of(), Map.of()), engine -> {
            Communicator world = engine.world();
            String name = world.rank() == 0 ? last(Kind.ALLREDUCE) : first(Kind.ALLREDUCE);
            Forced hints = Forced.of(Map.of("mpj_coll_allreduce", name));
            Communicator hinted = world.dup(hints);
            assertEquals(last(Kind.ALLREDUCE), hinted.collectives().hints().name(Kind.ALLREDUCE));
            checkSums(hinted);
            var making = world.idup(hints);
            engine.await(making.operation());
            assertEquals(
                    last(Kind.ALLREDUCE),
                    making.result().get().collectives().hints().name(Kind.ALLREDUCE));
            assertTrue(world.collectives().hints().isNone());
            checkSums(world);
            world.hint(hints);
            assertEquals(last(Kind.ALLREDUCE), world.collectives().hints().name(Kind.ALLREDUCE));
            checkSums(world);
            world.hint(Forced.NONE);
            assertTrue(world.collectives().hints().isNone());
            checkSums(world);
        });
    }

    @Test
    void anUnknownNameIsAnErrorThatTellsTheKnownOnes() {
        IllegalArgumentException parameter = assertThrows(
                IllegalArgumentException.class,
                () -> Engine.start(
                        new LocalJob(1).manager(0),
                        Parameters.of(Map.of("MPJ_COLL_TUNING", "none", "MPJ_COLL_BCAST", "nope")),
                        List.of()));
        assertTrue(
                String.valueOf(parameter.getMessage())
                        .startsWith("MPJ_COLL_BCAST=nope: no algorithm 'nope' for bcast; there are " + first(Kind.BCAST)),
                parameter::getMessage);
        IllegalArgumentException nothing = assertThrows(
                IllegalArgumentException.class,
                () -> Engine.start(
                        new LocalJob(1).manager(0),
                        Parameters.of(Map.of("MPJ_COLL_SHARED", "1", "MPJ_COLL_TUNING", "none", "MPJ_COLL_FOO", "ring")),
                        List.of()));
        String message = String.valueOf(nothing.getMessage());
        assertTrue(message.startsWith("MPJ_COLL_FOO: no such operation; there are MPJ_COLL_BARRIER, "), message);
        assertTrue(message.endsWith(", and beside them MPJ_COLL_SHARED and MPJ_COLL_TUNING"), message);
        EngineException hint = assertThrows(
                EngineException.class, () -> Forced.of(Map.of("mpj_coll_bcast", "nope")));
        assertEquals(ErrorClass.INFO_VALUE, hint.errorClass());
        EngineException operation = assertThrows(
                EngineException.class, () -> Forced.of(Map.of("mpj_coll_broadcast", first(Kind.BCAST))));
        assertEquals(ErrorClass.INFO_KEY, operation.errorClass());
        assertTrue(
                String.valueOf(operation.getMessage())
                        .startsWith("mpj_coll_broadcast: no such operation; there are barrier, bcast, gather,"),
                operation::getMessage);
    }
}
