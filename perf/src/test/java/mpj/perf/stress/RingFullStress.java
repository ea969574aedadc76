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
 * A full ring: the sender tries to write where the receiver is reading. A record is refused or comes whole, and none of
 * those before it is overwritten. r1: accepted, r2: lost or made up in the end, r3: errors.
 */
@JCStressTest
@Outcome(id = "[0-4], 0, 0", expect = ACCEPTABLE, desc = "refused or whole")
@Outcome(expect = FORBIDDEN, desc = "overwritten, torn or lost")
@State
public class RingFullStress {
    private final RingPair ring = new RingPair();
    private final int before;

    public RingFullStress() {
        ring.advance(3, 1);
        while (ring.send(1)) {
            // until it is full
        }
        before = ring.sent();
    }

    /** Tries four times. */
    @Actor
    public void sender(III_Result result) {
        ring.send(1);
        ring.send(1);
        ring.send(1);
        ring.send(1);
        result.r1 = ring.sent() - before;
    }

    /** Makes room. */
    @Actor
    public void receiver() {
        ring.receive();
        ring.receive();
        ring.receive();
        ring.receive();
    }

    /** Takes what is left. */
    @Arbiter
    public void rest(III_Result result) {
        ring.drain();
        result.r2 = ring.sent() - ring.received();
        result.r3 = ring.errors();
    }
}
