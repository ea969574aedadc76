package mpj.transport.shm;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import mpj.base.memory.RawMemory;
import mpj.perf.stress.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Who sees that a helper has finished its chunk sees the chunk's bytes. */
@JCStressTest
@Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "not finished yet")
@Outcome(id = "true, 42", expect = ACCEPTABLE, desc = "finished, and whole")
@Outcome(expect = FORBIDDEN, desc = "finished before it was whole")
@State
public class CopyDoneStress {
    private static final int GENERATION = 7;
    private static final long DATA = InboxDescriptor.RING_COPY_DONE + Long.BYTES;
    private static final Slab RINGS = new Slab(DATA + Long.BYTES);

    private final long ring = RINGS.take();

    public CopyDoneStress() {
        SharedCopy.open(ring, GENERATION);
    }

    /** Copies and says so. */
    @Actor
    public void helper() {
        RawMemory.putLong(ring + DATA, 42);
        SharedCopy.finish(ring, true);
    }

    /** Counts the finished chunks and, if there is one, reads it. */
    @Actor
    public void getter(ZI_Result result) {
        result.r1 = SharedCopy.helped(ring) == 1;
        result.r2 = result.r1 ? (int) RawMemory.getLong(ring + DATA) : 0;
    }
}
