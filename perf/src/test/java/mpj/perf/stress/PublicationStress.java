package mpj.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import mpj.base.memory.RawMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A record's length is stored last, with release; who sees it, with acquire, sees the record. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not published yet")
@Outcome(id = "8, 42", expect = ACCEPTABLE, desc = "published, and whole")
@Outcome(expect = FORBIDDEN, desc = "published before it was whole")
@State
public class PublicationStress {
    private static final Slab SLAB = new Slab(16);
    private static final int PAYLOAD = 8;

    private final long record = SLAB.take();

    /** Writes the payload, then the length. */
    @Actor
    public void sender() {
        RawMemory.putLong(record + PAYLOAD, 42);
        RawMemory.putIntRelease(record, 8);
    }

    /** Reads the length and, if there is one, the payload. */
    @Actor
    public void receiver(II_Result result) {
        result.r1 = RawMemory.getIntAcquire(record);
        result.r2 = result.r1 == 0 ? 0 : (int) RawMemory.getLong(record + PAYLOAD);
    }
}
