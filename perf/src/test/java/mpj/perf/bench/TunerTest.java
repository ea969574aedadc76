package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.Rule.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TunerTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final double NONE = Double.NaN;

    private static double[] times(double... times) {
        return times;
    }

    @Test
    void theBestOfEachSizeFromHalfWayOn() {
        assertEquals(
                List.of(new Range(0, "b"), new Range(32, "a"), new Range(2048, "c")),
                Tuner.ranges(
                        List.of(4L, 16L, 64L, 1024L, 4096L),
                        NAMES,
                        List.of(times(2, 1, 3), times(2, 1, 3), times(1, 2, 3), times(1, 2, 3), times(3, 2, 1))));
    }

    @Test
    void whatIsHardlyBetterIsNoReasonToChange() {
        assertEquals(
                List.of(new Range(0, "a")),
                Tuner.ranges(List.of(4L, 16L), NAMES, List.of(times(1, 2, 3), times(1.04, 1, 3))));
        assertEquals(
                List.of(new Range(0, "a"), new Range(8, "b")),
                Tuner.ranges(List.of(4L, 16L), NAMES, List.of(times(1, 2, 3), times(1.06, 1, 3))));
    }

    @Test
    void whatDoesNotApplyIsNotChosen() {
        assertEquals(
                List.of(new Range(0, "b"), new Range(8, "c"), new Range(32, "a")),
                Tuner.ranges(
                        List.of(4L, 16L, 64L),
                        NAMES,
                        List.of(times(NONE, 1, 2), times(NONE, NONE, 2), times(1, NONE, 2))));
    }

    @Test
    void neighbouringSizesGiveRangesInOrder() {
        assertEquals(
                List.of(new Range(0, "a"), new Range(1, "b"), new Range(2, "a")),
                Tuner.ranges(List.of(0L, 1L, 2L), NAMES, List.of(times(1, 2, 3), times(2, 1, 3), times(1, 2, 3))));
    }

    @Test
    void aChoiceIsGoodWithin15PercentOrWhereTimesOverlap() {
        double[] best = times(1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6);
        assertTrue(ChoiceCheck.isGood(times(1.4, 1.4, 1.45, 1.49, 1.5, 1.5, 1.5), best));
        // the first quarter of these is below the last one of those
        assertTrue(ChoiceCheck.isGood(times(1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2), best));
        assertFalse(ChoiceCheck.isGood(times(1.4, 1.6, 1.6, 1.7, 1.8, 1.9, 2), best));
        assertTrue(ChoiceCheck.isGood(best, best));
    }

    @ParameterizedTest
    @EnumSource
    void loopsHaveTheSizeThatTheyAreMeasuredFor(Kind kind) {
        long expected = kind == Kind.BARRIER ? 0 : 4096;
        assertEquals(expected, new CollectiveLoop(kind, 4096, 4).bytes());
        assertEquals(kind == Kind.REDUCE_SCATTER ? 16 : kind == Kind.BARRIER ? 0 : 4, new CollectiveLoop(kind, 4, 4).bytes());
    }

    @Test
    void withoutNumbersOfRanksTwoAndAllProcessors() {
        assertEquals(List.of(2), TuneBench.usualRanks(1));
        assertEquals(List.of(2), TuneBench.usualRanks(2));
        assertEquals(List.of(2, 16), TuneBench.usualRanks(16));
    }
}
