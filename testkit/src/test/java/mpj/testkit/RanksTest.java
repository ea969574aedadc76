package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mpj.core.datatype.Layout;
import mpj.wireup.WireupException;
import org.junit.jupiter.api.Test;

/** A test kit that lets failures pass would be worse than none. */
class RanksTest {
    @Test
    void everyRankRunsOnAThreadOfItsOwn() {
        AtomicInteger ran = new AtomicInteger();
        Ranks.run(3, engine -> {
            assertEquals("rank-" + engine.world().rank(), Thread.currentThread().getName());
            assertEquals(3, engine.world().size());
            ran.incrementAndGet();
        });
        assertEquals(3, ran.get());
    }

    @Test
    void theFailingRankIsNamedAndTheOthersEnd() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Ranks.run(3, engine -> {
                    if (engine.world().rank() == 2) {
                        throw new IllegalStateException("on purpose");
                    }
                    engine.world().recv(new byte[1], 0, 1, Layout.BYTES, 2, 0);
                }));
        assertTrue(String.valueOf(error.getMessage()).startsWith("rank 2 of 3: "), error.getMessage());
        assertEquals(2, error.getSuppressed().length, "the others hear that it is gone");
    }

    @Test
    void aHangEndsWithTheTime() {
        CountDownLatch never = new CountDownLatch(1);
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Ranks.of(2).timeout(Duration.ofMillis(300)).run(engine -> never.await()));
        assertTrue(error.getMessage() != null && error.getMessage().contains("rank"), error.getMessage());
    }

    @Test
    void anAbortEndsTheJob() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Ranks.run(2, engine -> {
                    if (engine.world().rank() == 0) {
                        engine.manager().abort(3, "enough");
                    }
                    engine.manager().fence();
                }));
        assertTrue(String.valueOf(error.getMessage()).contains("enough"), error.getMessage());
    }

    @Test
    void valuesAreVisibleAfterAFenceOnly() {
        LocalJob job = new LocalJob(1);
        job.manager(0).put("key", new byte[] {1});
        assertThrows(WireupException.class, () -> job.manager(0).get(0, "key"));
        job.manager(0).fence();
        assertEquals(1, job.manager(0).get(0, "key")[0]);
    }

    @Test
    void aFailureNamesItsSeed() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Seed.run(seed -> {
                    throw new IllegalStateException("seed " + seed);
                }));
        assertTrue(String.valueOf(error.getMessage()).contains("-Dmpj.seed="), error.getMessage());
    }
}
