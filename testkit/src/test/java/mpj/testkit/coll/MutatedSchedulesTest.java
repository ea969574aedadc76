package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mpj.core.coll.Allreduce;
import mpj.core.coll.Operands;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.datatype.Layout;
import mpj.testkit.ScheduleChecker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker finds what it is for: each single change of a right schedule is noticed. */
class MutatedSchedulesTest {
    private static final int COUNT = 4;
    private static final Operands OPERANDS = new Operands(COUNT, Layout.BYTES, 3, false);

    private static void check(int size, IntFunction<Schedule> schedules) {
        ScheduleChecker checker = new ScheduleChecker(size, schedules).buffers(COUNT, COUNT, false);
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < COUNT; i++) {
                checker.put(rank, Schedule.SEND, i, SchedulesTest.term(rank, 0, i));
            }
        }
        checker.run();
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < COUNT; i++) {
                int element = i;
                List<Integer> expected = IntStream.range(0, size)
                        .mapToObj(source -> SchedulesTest.term(source, 0, element))
                        .toList();
                assertEquals(expected, checker.get(rank, Schedule.RECEIVE, i));
            }
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

    private static void allAreNoticed(
            int size, UnaryOperator<Step.Message> message, UnaryOperator<Step.Local> local) {
        IntFunction<Schedule> right = rank -> Allreduce.doubling(rank, size, OPERANDS);
        check(size, right);
        for (int i = 0; i < size; i++) {
            int wrong = i;
            List<Schedule> versions = versions(right.apply(wrong), message, local);
            assertFalse(versions.isEmpty());
            for (Schedule version : versions) {
                assertThrows(
                        AssertionError.class,
                        () -> check(size, rank -> rank == wrong ? version : right.apply(rank)),
                        () -> "rank " + wrong + ": " + version.rounds());
            }
        }
    }

    @SuppressWarnings("NullAway") // no step in its place
    private static <S> S none(S step) {
        return null;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void aStepThatIsLeftOut(int size) {
        allAreNoticed(size, MutatedSchedulesTest::none, MutatedSchedulesTest::none);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void anotherLength(int size) {
        allAreNoticed(
                size,
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
    @ValueSource(ints = {2, 3, 5, 8})
    void anotherPeerAndOperandsSwapped(int size) {
        allAreNoticed(
                size,
                m -> new Step.Message(
                        m.sends(), (m.peer() + 1) % size, m.buffer(), m.offset(), m.count(), m.layout()),
                step -> step instanceof Step.Reduction r
                        ? new Step.Reduction(r.inOut(), r.in(), r.count())
                        : step);
    }
}
