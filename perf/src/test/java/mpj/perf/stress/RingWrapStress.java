package mpj.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Three records across the end of the ring, over the bytes of earlier laps: the first at the end, the second behind
 * padding at the start. r1: seen at once, r2: seen in the end, r3: errors.
 */
@JCStressTest
@Outcome(id = "[0-3], 3, 0", expect = ACCEPTABLE, desc = "whole and in order")
@Outcome(expect = FORBIDDEN, desc = "torn, lost, out of order or of an earlier lap")
@State
public class RingWrapStress {
    private static final int PLACES = RingPair.CAPACITY / 64;

    private final RingPair ring = new RingPair();
    private final int before;

    public RingWrapStress() {
        // a lap and all but two places of the next
        ring.advance(2 * PLACES - 2, 1);
        before = ring.received();
    }

    /** One record fits before the end, the second does not. */
    @Actor
    public void sender() {
        ring.send(1);
        ring.send(2);
        ring.send(1);
    }

    /** Looks three times. */
    @Actor
    public void receiver(III_Result result) {
        ring.receive();
        ring.receive();
        ring.receive();
        result.r1 = ring.received() - before;
    }

    /** Takes what is left. */
    @Arbiter
    public void rest(III_Result result) {
        ring.drain();
        result.r2 = ring.received() - before;
        result.r3 = ring.errors();
    }
}
