package mpj.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Three records on the way: each comes whole, in order, once. r1: seen at once, r2: seen in the end, r3: errors. */
@JCStressTest
@Outcome(id = "[0-3], 3, 0", expect = ACCEPTABLE, desc = "whole and in order")
@Outcome(expect = FORBIDDEN, desc = "torn, lost or out of order")
@State
public class RingOrderStress {
    private final RingPair ring = new RingPair();

    /** Sends three records of different sizes. */
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
        result.r1 = ring.received();
    }

    /** Takes what is left. */
    @Arbiter
    public void rest(III_Result result) {
        ring.drain();
        result.r2 = ring.received();
        result.r3 = ring.errors();
    }
}
