package mpj.testkit.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mpj.base.config.Parameters;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.choice.ChoiceTable;
import mpj.core.coll.choice.ChoiceTable.Reason;
import mpj.core.coll.choice.Chooser;
import mpj.core.coll.choice.Forced;
import mpj.core.coll.choice.Policy;
import mpj.core.coll.choice.Rule;
import mpj.core.coll.choice.SharedMemory;
import mpj.core.coll.choice.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChoiceTableTest {
    private static final int CORES = 4;
    private static final long CACHE = 1 << 20;
    private static final CostModel.Link SHM = CostModel.Link.SHM;
    private static final CostModel.Link TCP = CostModel.Link.TCP;

    private static Stream<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int ranks : new int[] {1, 2, 3, 4, 7, 16, 100, 4096, 100_000}) {
                for (int ranksPerNode : new int[] {1, 4, ranks}) {
                    NodeMap nodes = NodeMap.blocks(ranks, ranksPerNode);
                    subjects.add(Subject.of(kind, nodes, true));
                    subjects.add(Subject.of(kind, nodes, false));
                }
            }
        }
        return subjects.stream();
    }

    private static Chooser chooser(Map<String, String> forced, Rule... rules) {
        Forced names = Policy.of(parameters(forced), SHM, TCP).forced();
        return new Chooser(new Policy(SHM, TCP, CORES, CACHE, names, List.of(rules)));
    }

    private static Parameters parameters(Map<String, String> forced) {
        Map<String, String> all = new HashMap<>(forced);
        all.put("MPJ_COLL_TUNING", "none");
        return Parameters.of(all);
    }

    private static Rule rule(Kind kind, Rule.Range... ranges) {
        return new Rule(kind, Rule.Span.ALL, Rule.Span.ALL, null, null, List.of(ranges));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aTableHasTheCheapestThatApplies(Subject subject) {
        CostModel model = CostModel.DEFAULT.over(SHM, TCP).on(CORES, CACHE);
        List<ChoiceTable.Row> rows = chooser(Map.of()).table(subject, Forced.NONE).rows();
        assertEquals(0, rows.getFirst().from());
        for (int i = 0; i < rows.size(); i++) {
            ChoiceTable.Row row = rows.get(i);
            Facts facts = facts(subject, row.from());
            assertEquals(Reason.MODEL, row.reason());
            assertNull(row.refused());
            assertTrue(row.algorithm().applies(facts), row::toString);
            double cost = row.algorithm().cost(facts, model);
            for (Algorithm other : Algorithms.of(subject.kind())) {
                // but for rounding, by which the same cost may come out as two
                assertTrue(
                        !other.applies(facts) || other.cost(facts, model) * (1 + 1e-6) >= cost,
                        () -> other + " beats " + row);
            }
            if (i > 0) {
                assertTrue(row.from() > rows.get(i - 1).from(), rows::toString);
                ChoiceTable.Row before = rows.get(i - 1);
                assertFalse(
                        row.algorithm().equals(before.algorithm()) && row.mayShare() == before.mayShare(), rows::toString);
            }
        }
    }

    /** Where a ring's steps do not stay in the cache, segments that do cost less. */
    @Test
    void theCacheDecidesWhetherSegmentsAreWorthIt() {
        Facts facts = new Facts(Kind.ALLREDUCE, 2, 1, 2, 1 << 20, true);
        Algorithm whole = Algorithms.named(Kind.ALLREDUCE, "ring");
        Algorithm segments = Algorithms.named(Kind.ALLREDUCE, "ring-64k");
        CostModel small = CostModel.DEFAULT.on(CORES, CACHE);
        assertTrue(segments.cost(facts, small) < whole.cost(facts, small));
        CostModel large = CostModel.DEFAULT.on(CORES, 64 << 20);
        assertTrue(segments.cost(facts, large) > whole.cost(facts, large));
    }

    @Test
    void everySizeHasItsRow() {
        Kind kind = Kind.ALLREDUCE;
        String first = Algorithms.of(kind).getFirst().name();
        String second = Algorithms.of(kind).get(1).name();
        Rule rule = rule(kind, new Rule.Range(0, first), new Rule.Range(100, second), new Rule.Range(1000, first));
        ChoiceTable table = chooser(Map.of(), rule).table(Subject.of(kind, NodeMap.single(16), true), Forced.NONE);
        for (long bytes : new long[] {0, 1, 99}) {
            assertEquals(first, table.at(bytes).algorithm().name());
        }
        assertEquals(second, table.at(100).algorithm().name());
        assertEquals(second, table.at(999).algorithm().name());
        assertEquals(first, table.at(1000).algorithm().name());
        assertEquals(first, table.at(Long.MAX_VALUE).algorithm().name());
        assertEquals(Reason.TUNED, table.at(5).reason());
        assertEquals(3, table.rows().size());
    }

    @Test
    void belowTheFirstRangeTheModelHolds() {
        Rule rule = rule(Kind.ALLREDUCE, new Rule.Range(300, Algorithms.of(Kind.ALLREDUCE).get(1).name()));
        ChoiceTable table = chooser(Map.of(), rule).table(Subject.of(Kind.ALLREDUCE, NodeMap.single(16), true), Forced.NONE);
        assertEquals(Reason.MODEL, table.at(299).reason());
        assertEquals(Reason.TUNED, table.at(300).reason());
    }

    @Test
    void rulesAreForWhatTheySay() {
        Kind kind = Kind.ALLREDUCE;
        String name = Algorithms.of(kind).get(1).name();
        List<Rule.Range> all = List.of(new Rule.Range(0, name));
        Rule rule = new Rule(kind, new Rule.Span(4, 6), Rule.Span.of(2), TCP, true, all);
        Chooser chooser = chooser(Map.of(), rule);
        assertEquals(Reason.TUNED, reason(chooser, new Subject(kind, 4, 2, 2, true)));
        assertEquals(Reason.TUNED, reason(chooser, new Subject(kind, 6, 3, 2, true)));
        assertEquals(Reason.MODEL, reason(chooser, new Subject(kind, 3, 2, 2, true)));
        assertEquals(Reason.MODEL, reason(chooser, new Subject(kind, 7, 4, 2, true)));
        assertEquals(Reason.MODEL, reason(chooser, new Subject(kind, 4, 4, 1, true)));
        assertEquals(Reason.MODEL, reason(chooser, new Subject(kind, 4, 2, 2, false)));
        // on one node the transport is another
        assertEquals(Reason.MODEL, reason(chooser, new Subject(kind, 4, 1, 2, true)));
    }

    private static Reason reason(Chooser chooser, Subject subject) {
        return chooser.table(subject, Forced.NONE).at(0).reason();
    }

    @Test
    void hintsComeBeforeParametersAndTheseBeforeRules() {
        Kind kind = Kind.ALLREDUCE;
        String first = Algorithms.of(kind).getFirst().name();
        String second = Algorithms.of(kind).get(1).name();
        Subject subject = Subject.of(kind, NodeMap.single(16), true);
        Chooser chooser = chooser(Map.of("MPJ_COLL_ALLREDUCE", second), rule(kind, new Rule.Range(0, first)));
        ChoiceTable table = chooser.table(subject, Forced.NONE);
        assertEquals(1, table.rows().size());
        assertEquals(second, table.at(0).algorithm().name());
        assertEquals(Reason.FORCED, table.at(0).reason());
        assertSame(table, chooser.table(subject, Forced.NONE), "made once");
        ChoiceTable hinted = chooser.table(subject, Forced.of(Map.of("mpj_coll_allreduce", first, "other", "x")));
        assertEquals(first, hinted.at(0).algorithm().name());
        assertSame(table, chooser.table(subject, Forced.of(Map.of("mpj_coll_bcast", bcast()))));
    }

    private static String bcast() {
        return Algorithms.of(Kind.BCAST).getFirst().name();
    }

    /** Names with ranks that they do not apply to, whatever the size. */
    private static Stream<Arguments> refusals() {
        List<Arguments> refusals = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            refusals.add(Arguments.of(SharedMemory.NAME, Subject.of(kind, NodeMap.blocks(4, 2), true)));
            for (int ranks = 2; ranks < 8; ranks++) {
                for (boolean commutative : new boolean[] {true, false}) {
                    Subject subject = Subject.of(kind, NodeMap.single(ranks), commutative);
                    for (Algorithm algorithm : Algorithms.of(kind)) {
                        if (!algorithm.applies(facts(subject, 0)) && !algorithm.applies(facts(subject, 1 << 20))) {
                            refusals.add(Arguments.of(algorithm.name(), subject));
                        }
                    }
                }
            }
        }
        return refusals.stream();
    }

    private static Facts facts(Subject subject, long bytes) {
        return new Facts(
                subject.kind(), subject.ranks(), subject.nodes(), subject.ranksPerNode(), bytes, subject.commutative());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatDoesNotApplyIsReplacedAndToldOfOnce(String name, Subject subject) {
        Kind kind = subject.kind();
        Facts facts = facts(subject, 0);
        Algorithm plain = chooser(Map.of()).table(subject, Forced.NONE).at(0).algorithm();
        List<Chooser> choosers = List.of(
                chooser(Map.of("MPJ_COLL_" + kind.name(), name)), chooser(Map.of(), rule(kind, new Rule.Range(0, name))));
        for (Chooser chooser : choosers) {
            ChoiceTable table = chooser.table(subject, Forced.NONE);
            assertEquals(name, table.at(0).refused());
            assertEquals(plain, table.at(0).algorithm());
            String told = errorOf(() -> {
                assertEquals(plain, chooser.choose(facts, table, false));
                assertEquals(plain, chooser.choose(facts, table, true));
                assertEquals(plain, chooser.choose(facts, table, true));
            });
            assertEquals(1, told.lines().count(), told);
            assertTrue(
                    told.startsWith("mpj: warning: the algorithm " + name + " of " + kind.option()
                            + " does not apply to " + facts.ranks() + " ranks on " + facts.nodes() + " nodes, 0 bytes"),
                    told);
            assertTrue(told.contains("; " + plain.name() + " is used in its place"), told);
        }
    }

    private static String errorOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sharedMemoryIsForOneNodeAndUpToItsLimit() {
        for (Kind kind : Kind.values()) {
            long most = SharedMemory.most(kind, 4);
            Subject one = Subject.of(kind, NodeMap.single(4), true);
            String other = Algorithms.of(kind).getFirst().name();
            Map<String, String> named = Map.of("MPJ_COLL_" + kind.name(), SharedMemory.NAME);
            for (Map<String, String> forced : List.of(Map.<String, String>of(), named)) {
                ChoiceTable table = chooser(forced).table(one, Forced.NONE);
                assertTrue(table.at(most).mayShare());
                assertFalse(table.at(most + 1).mayShare());
                assertEquals(forced.isEmpty() ? Reason.MODEL : Reason.FORCED, table.at(0).reason());
                assertFalse(table.rows().stream().anyMatch(row -> row.refused() != null));
            }
            ChoiceTable without = chooser(Map.of("MPJ_COLL_" + kind.name(), other)).table(one, Forced.NONE);
            assertFalse(without.at(0).mayShare());
            ChoiceTable two = chooser(named).table(Subject.of(kind, NodeMap.blocks(4, 2), true), Forced.NONE);
            assertFalse(two.at(0).mayShare());
            assertEquals(SharedMemory.NAME, two.at(0).refused());
        }
    }

    @Test
    void blocksOfDifferentLengthsTakeWhatIsForcedIfItCan() {
        for (Kind kind : List.of(Kind.GATHER, Kind.SCATTER, Kind.ALLGATHER, Kind.ALLTOALL)) {
            for (Algorithm algorithm : Algorithms.of(kind)) {
                Algorithm usual = Algorithms.varying(kind).getFirst();
                Algorithm expected = algorithm.takesVarying() ? algorithm : usual;
                Chooser chooser = chooser(Map.of("MPJ_COLL_" + kind.name(), algorithm.name()));
                assertEquals(expected, chooser.varying(kind, Forced.NONE));
                Forced hint = Forced.of(Map.of("mpj_coll_" + kind.option(), algorithm.name()));
                assertEquals(expected, chooser(Map.of()).varying(kind, hint));
                assertEquals(usual, chooser(Map.of()).varying(kind, Forced.NONE));
            }
        }
    }

    @Test
    void aPolicyIsTheSameAfterItsWay() throws IOException {
        Rule narrow = new Rule(
                Kind.SCAN, Rule.Span.of(3), new Rule.Span(1, 2), SHM, false, List.of(new Rule.Range(1L << 40, "doubling")));
        Chooser sent = chooser(Map.of("MPJ_COLL_BCAST", bcast()), narrow, rule(Kind.BARRIER));
        Policy received = Policy.decode(sent.policy().encode());
        assertEquals(sent.policy().rules(), received.rules());
        assertEquals(bcast(), received.forced().name(Kind.BCAST));
        assertNull(received.forced().name(Kind.REDUCE));
        assertEquals(SHM, received.within());
        assertEquals(TCP, received.between());
    }

    @Test
    void hintsAreTheSameAfterTheirWay() {
        for (Kind kind : Kind.values()) {
            List<String> names = new ArrayList<>(List.of(SharedMemory.NAME));
            Algorithms.of(kind).forEach(algorithm -> names.add(algorithm.name()));
            for (String name : names) {
                Map<String, String> hints = new HashMap<>(Map.of("mpj_coll_exscan", last(Kind.EXSCAN)));
                hints.put("mpj_coll_" + kind.option(), name);
                Forced forced = Forced.of(hints);
                long[] words = forced.words();
                long[] message = new long[words.length + 1];
                System.arraycopy(words, 0, message, 1, words.length);
                Forced received = Forced.of(message, 1);
                for (Kind each : Kind.values()) {
                    assertEquals(forced.name(each), received.name(each));
                }
            }
        }
        assertTrue(Forced.of(Forced.NONE.words(), 0).isNone());
    }

    private static String last(Kind kind) {
        return Algorithms.of(kind).getLast().name();
    }

    @Test
    void lookingUpAllocatesNothing() {
        ChoiceTable table = chooser(Map.of()).table(Subject.of(Kind.ALLREDUCE, NodeMap.single(16), true), Forced.NONE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long checks = 0;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (long i = 0; i < 100_000; i++) {
                checks += table.at(i * i).from();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < 10_000, least + " bytes in 100000 look-ups");
        assertTrue(checks >= 0);
    }
}
