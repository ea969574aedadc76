package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private static final Repetitions RULE = new Repetitions(10_000, 500, 20_000, 400);

    @Test
    void largeMessagesAreSentLessOften() {
        assertEquals(10_000, RULE.iterations(8192));
        assertEquals(5_000, RULE.iterations(16_384));
        assertEquals(500, RULE.iterations(4 << 20));
        assertEquals(20_000, RULE.warmup(0));
        assertEquals(2_500, RULE.warmup(65_536));
        assertEquals(400, RULE.warmup(4 << 20));
    }

    @Test
    void aNumberThatIsGivenHoldsForAllSizes() {
        Repetitions given = RULE.overriddenBy(7, 0);
        assertEquals(7, given.iterations(1));
        assertEquals(7, given.iterations(4 << 20));
        assertEquals(0, given.warmup(1));
        assertEquals(0, given.warmup(4 << 20));
    }

    @Test
    void oneOfThemMayBeGiven() {
        Repetitions given = RULE.overriddenBy(null, 3);
        assertEquals(10_000, given.iterations(1));
        assertEquals(500, given.iterations(4 << 20));
        assertEquals(3, given.warmup(4 << 20));
    }
}
