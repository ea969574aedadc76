package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mpj.core.coll.Algorithm;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.datatype.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds what it is for: each single change of a right schedule of any algorithm is noticed. */
class MutatedSchedulesTest {
    private static final int[] RANKS = {2, 3, 5, 8};
    private static final int COUNT = 9;

    static Stream<Algorithm> all() {
        return AlgorithmsTest.all();
    }

    /** Not one step can do without another: there is no change that makes no difference. */
    private static void allAreNoticed(
            Algorithm algorithm, UnaryOperator<Step.Message> message, UnaryOperator<Step.Local> local) {
        int tried = 0;
        for (int ranks : RANKS) {
            NodeMap nodes = NodeMap.blocks(ranks, 3);
            Calls ordered = new Calls(algorithm, nodes, 0, COUNT, Layout.BYTES, false, false);
            Calls call = ordered.applies()
                    ? ordered
                    : new Calls(algorithm, nodes, 0, COUNT, Layout.BYTES, true, false);
            if (call.applies()) {
                call.check();
                tried++;
                for (int rank = 0; rank < ranks; rank++) {
                    changed(call, rank, message, local);
                }
            }
        }
        assertTrue(tried > 0);
    }

    private static void changed(
            Calls call, int rank, UnaryOperator<Step.Message> message, UnaryOperator<Step.Local> local) {
        Schedule right = call.algorithm().schedule(call.task(rank));
        for (Schedule version : versions(right, message, local)) {
            assertThrows(
                    AssertionError.class,
                    () -> call.check(_ -> version, rank),
                    () -> call + ": rank " + rank + ": " + version.rounds().stream()
                            .map(round -> round.before() + " " + round.messages() + " " + round.meanwhile())
                            .toList());
        }
    }

    /** All versions of a schedule with one message or one local step changed or, by null, left out. */
    private static List<Schedule> versions(
            Schedule schedule, UnaryOperator<Step.Message> message, UnaryOperator<Step.Local> local) {
        List<Schedule> versions = new ArrayList<>();
        for (int r = 0; r < schedule.rounds().size(); r++) {
            Round round = schedule.rounds().get(r);
            for (int i = 0; i < round.messages().size(); i++) {
                List<Step.Message> changed = changed(round.messages(), i, message);
                if (!changed.equals(round.messages())) {
                    versions.add(with(schedule, r, new Round(round.before(), changed, round.meanwhile())));
                }
            }
            for (int i = 0; i < round.before().size(); i++) {
                List<Step.Local> changed = changed(round.before(), i, local);
                if (!changed.equals(round.before())) {
                    versions.add(with(schedule, r, new Round(changed, round.messages(), round.meanwhile())));
                }
            }
            for (int i = 0; i < round.meanwhile().size(); i++) {
                List<Step.Local> changed = changed(round.meanwhile(), i, local);
                if (!changed.equals(round.meanwhile())) {
                    versions.add(with(schedule, r, new Round(round.before(), round.messages(), changed)));
                }
            }
        }
        return versions;
    }

    private static <S> List<S> changed(List<S> steps, int index, UnaryOperator<S> change) {
        List<S> all = new ArrayList<>(steps);
        S step = change.apply(all.remove(index));
        if (step != null) {
            all.add(index, step);
        }
        return all;
    }

    private static Schedule with(Schedule schedule, int index, Round round) {
        List<Round> rounds = new ArrayList<>(schedule.rounds());
        rounds.set(index, round);
        return new Schedule(rounds, schedule.scratchBytes());
    }

    @SuppressWarnings("NullAway") // no step in its place
    private static <S> S none(S step) {
        return null;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepThatIsLeftOut(Algorithm algorithm) {
        allAreNoticed(algorithm, MutatedSchedulesTest::none, MutatedSchedulesTest::none);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherLength(Algorithm algorithm) {
        allAreNoticed(
                algorithm,
                m -> new Step.Message(m.sends(), m.peer(), m.buffer(), m.offset(), m.count() - 1, m.layout()),
                step -> switch (step) {
                    case Step.Reduction r -> new Step.Reduction(r.in(), r.inOut(), r.count() - 1);
                    case Step.Copy c -> new Step.Copy(
                            c.from(),
                            c.fromOffset(),
                            c.fromCount() - 1,
                            c.fromLayout(),
                            c.to(),
                            c.toOffset(),
                            c.toCount() - 1,
                            c.toLayout());
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOtherDirection(Algorithm algorithm) {
        allAreNoticed(
                algorithm,
                m -> new Step.Message(!m.sends(), m.peer(), m.buffer(), m.offset(), m.count(), m.layout()),
                step -> switch (step) {
                    case Step.Reduction r -> new Step.Reduction(r.inOut(), r.in(), r.count());
                    case Step.Copy c -> new Step.Copy(
                            c.to(),
                            c.toOffset(),
                            c.toCount(),
                            c.toLayout(),
                            c.from(),
                            c.fromOffset(),
                            c.fromCount(),
                            c.fromLayout());
                });
    }

    /** Data a byte from where they belong, and of barriers, which have none, another peer. */
    @ParameterizedTest
    @MethodSource("all")
    void anotherPlaceOrPeer(Algorithm algorithm) {
        allAreNoticed(
                algorithm,
                m -> m.count() > 0
                        ? new Step.Message(
                                m.sends(), m.peer(), m.buffer(), m.offset() + 1, m.count(), m.layout())
                        : new Step.Message(
                                m.sends(), (m.peer() + 1) % 2, m.buffer(), m.offset(), m.count(), m.layout()),
                step -> switch (step) {
                    case Step.Reduction r -> new Step.Reduction(r.in() + 1, r.inOut(), r.count());
                    case Step.Copy c -> new Step.Copy(
                            c.from(),
                            c.fromOffset() + 1,
                            c.fromCount(),
                            c.fromLayout(),
                            c.to(),
                            c.toOffset(),
                            c.toCount(),
                            c.toLayout());
                });
    }
}
