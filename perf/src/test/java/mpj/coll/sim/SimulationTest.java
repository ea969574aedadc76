package mpj.coll.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.CostModel.Host;
import mpj.core.coll.CostModel.Level;
import mpj.core.coll.CostModel.Link;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What messages take of ports, adapters, links and processors. */
class SimulationTest {
    private static final double LATENCY = 10e-6;
    private static final double OVERHEAD = 2e-6;
    private static final double GAP = 3e-6;
    private static final double PER_BYTE = 1e-9;
    private static final double COPY = 0.5e-9;
    private static final double REDUCE = 0.25e-9;
    /** All is in the cache, and no rank shares a processor. */
    private static final Host HOST = new Host(COPY, REDUCE, Long.MAX_VALUE, 0, Integer.MAX_VALUE, 0);

    private static final long MEGABYTE = 1_000_000;
    private static final double TRANSFER = MEGABYTE * PER_BYTE;
    private static final double MESSAGE = LATENCY + 2 * OVERHEAD + TRANSFER;

    /** Ten times as fast within a node. */
    private static Model model(Fabric fabric) {
        Level tcp = new Level(LATENCY, OVERHEAD, GAP, PER_BYTE, 0);
        Level shm = new Level(LATENCY / 10, OVERHEAD / 10, GAP / 10, PER_BYTE / 10, 0);
        return new Model(new CostModel(shm, tcp, tcp, Link.SHM, Link.TCP, HOST), fabric);
    }

    private static Step.Message send(int peer, long bytes) {
        return new Step.Message(true, peer, Schedule.SEND, 0, bytes, Layout.BYTES);
    }

    private static Step.Message receive(int peer, long bytes) {
        return new Step.Message(false, peer, Schedule.RECEIVE, 0, bytes, Layout.BYTES);
    }

    private static Round round(Step.Message... messages) {
        return new Round(List.of(), List.of(messages), List.of());
    }

    /** What the ranks do, by rank. */
    private record Made(IntFunction<List<Round>> rounds) implements Algorithm {
        @Override
        public Kind kind() {
            return Kind.BARRIER;
        }

        @Override
        public String name() {
            return "made";
        }

        @Override
        public double cost(Facts facts, CostModel model) {
            return 0;
        }

        @Override
        public Schedule schedule(Task task) {
            return new Schedule(rounds.apply(task.rank()), 0);
        }
    }

    private static double time(NodeMap nodes, Fabric fabric, IntFunction<List<Round>> rounds) {
        return Simulation.run(
                        new Made(rounds), new SimulatedCall(Kind.BARRIER, nodes, 0, true), model(fabric), 1_000_000)
                .seconds();
    }

    private static double crossbar(int ranks, int perNode, IntFunction<List<Round>> rounds) {
        return time(NodeMap.blocks(ranks, perNode), Fabric.CROSSBAR, rounds);
    }

    /** Rank {@code i} of the lower half sends to rank {@code i} of the upper half. */
    private static IntFunction<List<Round>> flows(int ranks) {
        int half = ranks / 2;
        return rank -> List.of(
                rank < half ? round(send(rank + half, MEGABYTE)) : round(receive(rank - half, MEGABYTE)));
    }

    private static void assertTime(double expected, double found) {
        assertEquals(expected, found, expected * 1e-9);
    }

    @Test
    void aMessageTakesWhatLogGpSays() {
        assertTime(MESSAGE, crossbar(2, 1, flows(2)));
        assertTime(MESSAGE / 10, crossbar(2, 2, flows(2)));
    }

    private static double onOneNode(Level level, Host host, IntFunction<List<Round>> rounds) {
        CostModel costs = new CostModel(level, level, level, Link.SHM, Link.TCP, host);
        SimulatedCall call = new SimulatedCall(Kind.BARRIER, NodeMap.single(2), 0, true);
        return Simulation.run(new Made(rounds), call, new Model(costs, Fabric.CROSSBAR), 10).seconds();
    }

    /** What a processor copies itself it cannot copy in both directions at once. */
    @Test
    void aProcessorIsBusyWithBothDirections() {
        Level copying = new Level(LATENCY, OVERHEAD, GAP, PER_BYTE, PER_BYTE);
        assertTime(MESSAGE, onOneNode(copying, HOST, flows(2)));
        assertTime(
                2 * OVERHEAD + 2 * TRANSFER,
                onOneNode(
                        copying,
                        HOST,
                        rank -> List.of(round(send(1 - rank, MEGABYTE), receive(1 - rank, MEGABYTE)))));
    }

    private static List<Round> copying() {
        Step.Copy copy = new Step.Copy(
                Schedule.SEND, 0, MEGABYTE, Layout.BYTES, Schedule.RECEIVE, 0, MEGABYTE, Layout.BYTES);
        return List.of(new Round(List.of(copy), List.of(), List.of()));
    }

    @Test
    void ranksThatOutnumberProcessorsTakeTurns() {
        double switching = 5e-6;
        Level level = new Level(LATENCY, OVERHEAD, GAP, PER_BYTE, 0);
        Host one = new Host(COPY, REDUCE, Long.MAX_VALUE, 0, 1, switching);
        assertTime(2 * MEGABYTE * COPY + switching, onOneNode(level, one, _ -> copying()));
        Host two = new Host(COPY, REDUCE, Long.MAX_VALUE, 0, 2, switching);
        assertTime(MEGABYTE * COPY, onOneNode(level, two, _ -> copying()));
    }

    @Test
    void whatIsNotInTheCacheTakesLonger() {
        double miss = 1e-9;
        Level level = new Level(LATENCY, OVERHEAD, GAP, PER_BYTE, 0);
        Host none = new Host(COPY, REDUCE, 0, miss, Integer.MAX_VALUE, 0);
        assertTime(MEGABYTE * (COPY + miss), onOneNode(level, none, _ -> copying()));
        Host enough = new Host(COPY, REDUCE, 6 * MEGABYTE, miss, Integer.MAX_VALUE, 0);
        assertTime(MEGABYTE * COPY, onOneNode(level, enough, _ -> copying()));
    }

    @Test
    void bytesBetweenNodesAreCounted() {
        SimulatedCall call = new SimulatedCall(Kind.BARRIER, NodeMap.blocks(4, 3), 0, true);
        Outcome outcome = Simulation.run(new Made(flows(4)), call, model(Fabric.CROSSBAR), 10);
        // of two messages one stays on its node
        assertEquals(2, outcome.messages());
        assertEquals(MEGABYTE, outcome.networkBytes());
    }

    @Test
    void twoFlowsOverOneAdapterTakeTwiceAsLong() {
        assertTime(MESSAGE, crossbar(4, 1, flows(4)));
        assertTime(MESSAGE + TRANSFER, crossbar(4, 2, flows(4)));
    }

    @Test
    void aReceiversAdapterIsSharedToo() {
        IntFunction<List<Round>> fanIn = rank -> List.of(
                rank == 0
                        ? round(receive(1, MEGABYTE), receive(2, MEGABYTE), receive(3, MEGABYTE))
                        : round(send(0, MEGABYTE)));
        assertTime(MESSAGE + 2 * TRANSFER, crossbar(4, 1, fanIn));
    }

    @Test
    void anAdaptersTwoDirectionsAreApart() {
        assertTime(
                MESSAGE,
                crossbar(2, 1, rank -> List.of(round(send(1 - rank, MEGABYTE), receive(1 - rank, MEGABYTE)))));
    }

    @Test
    void aTaperedTreeHasFewerLinksThanFlows() {
        NodeMap nodes = NodeMap.blocks(4, 1);
        assertTime(MESSAGE, time(nodes, new Fabric(2, 1, 0), flows(4)));
        assertTime(MESSAGE + TRANSFER, time(nodes, new Fabric(2, 2, 0), flows(4)));
        // below one switch nothing is tapered
        assertTime(MESSAGE, time(NodeMap.blocks(4, 1), new Fabric(4, 2, 0), flows(4)));
    }

    @Test
    void switchesAfterTheFirstTakeTime() {
        double hop = 1e-6;
        assertTime(MESSAGE, time(NodeMap.blocks(2, 1), new Fabric(2, 1, hop), flows(2)));
        // one level up and down again
        assertTime(MESSAGE + 2 * hop, time(NodeMap.blocks(4, 1), new Fabric(2, 1, hop), flows(4)));
        assertTime(MESSAGE + 4 * hop, time(NodeMap.blocks(8, 1), new Fabric(2, 1, hop), flows(8)));
    }

    @Test
    void aRanksMessagesLeaveOneAfterTheOther() {
        IntFunction<List<Round>> fanOut = rank -> List.of(
                rank == 0
                        ? round(send(1, MEGABYTE), send(2, 0), send(3, 0))
                        : round(receive(0, rank == 1 ? MEGABYTE : 0)));
        // the second begins a gap after the first one's last byte, the third a gap later
        assertTime(OVERHEAD + TRANSFER + 2 * GAP + LATENCY + OVERHEAD, crossbar(4, 1, fanOut));
    }

    @Test
    void theNextRoundBeginsWhenAllOfARoundIsOver() {
        IntFunction<List<Round>> relay = rank ->
                switch (rank) {
                    case 0 -> List.of(round(send(1, MEGABYTE)));
                    case 1 -> List.of(round(receive(0, MEGABYTE)), round(send(2, MEGABYTE)));
                    default -> List.of(round(receive(1, MEGABYTE)));
                };
        assertTime(2 * MESSAGE, crossbar(3, 1, relay));
    }

    @Test
    void localWorkTakesTheProcessor() {
        Step.Copy copy =
                new Step.Copy(Schedule.SEND, 0, MEGABYTE, Layout.BYTES, Schedule.SCRATCH, 0, MEGABYTE, Layout.BYTES);
        Round work = new Round(List.of(copy, new Step.Reduction(0, MEGABYTE, MEGABYTE)), List.of(), List.of());
        assertTime(MEGABYTE * (COPY + REDUCE), crossbar(1, 1, _ -> List.of(work)));
        // a copy while a message is on its way costs nothing
        Round meanwhile = new Round(List.of(), List.of(receive(0, MEGABYTE)), List.of(copy));
        assertTime(MESSAGE, crossbar(2, 1, rank -> List.of(rank == 0 ? round(send(1, MEGABYTE)) : meanwhile)));
    }

    @Test
    void aMessageThatComesBeforeItsReceiveWaits() {
        Step.Copy copy =
                new Step.Copy(Schedule.SEND, 0, MEGABYTE, Layout.BYTES, Schedule.SCRATCH, 0, MEGABYTE, Layout.BYTES);
        Round late = new Round(List.of(copy, copy, copy, copy), List.of(receive(0, MEGABYTE)), List.of());
        assertTime(
                4 * MEGABYTE * COPY + OVERHEAD,
                crossbar(2, 1, rank -> List.of(rank == 0 ? round(send(1, MEGABYTE)) : late)));
    }

    @Test
    void schedulesThatDoNotFitAreFound() {
        IllegalStateException waits = assertThrows(
                IllegalStateException.class,
                () -> crossbar(2, 1, rank -> List.of(rank == 0 ? round() : round(receive(0, 1)))));
        assertEquals("1 of 2 ranks wait for ever, the first of them is rank 1", waits.getMessage());
        IllegalStateException differs = assertThrows(
                IllegalStateException.class,
                () -> crossbar(2, 1, rank -> List.of(rank == 0 ? round(send(1, 5)) : round(receive(0, 6)))));
        assertEquals("rank 0 sends 5 bytes to rank 1, which expects 6", differs.getMessage());
    }

    /** And the schedules of all algorithms fit together on nodes of different sizes, under switches that are shared. */
    @ParameterizedTest
    @EnumSource
    void theSameSimulationHasTheSameResult(Kind kind) {
        SimulatedCall call = new SimulatedCall(kind, NodeMap.blocks(100, 7), 12_345, true);
        Model model = model(new Fabric(3, 1.5, 1e-7));
        for (Algorithm algorithm : Algorithms.of(kind)) {
            if (algorithm.applies(call.facts())) {
                Outcome first = Simulation.run(algorithm, call, model, 1_000_000);
                assertTrue(first.seconds() > 0, first::toString);
                assertEquals(first, Simulation.run(algorithm, call, model, 1_000_000), algorithm.name());
            }
        }
    }

    @Test
    void tooManyMessagesAreRefusedBeforeTheyAreMade() {
        List<Integer> asked = new ArrayList<>();
        Made ring = new Made(rank -> {
            asked.add(rank);
            return List.of(round(send((rank + 1) % 1000, 1), receive((rank + 999) % 1000, 1)));
        });
        SimulatedCall call = new SimulatedCall(Kind.BARRIER, NodeMap.blocks(1000, 1), 0, true);
        TooLargeException e = assertThrows(
                TooLargeException.class, () -> Simulation.run(ring, call, model(Fabric.CROSSBAR), 999));
        assertEquals("barrier made of 1000 ranks has more than 999 messages", e.getMessage());
        assertTrue(asked.size() < 10, asked::toString);
        assertEquals(1000, Simulation.run(ring, call, model(Fabric.CROSSBAR), 1000).messages());
    }
}
