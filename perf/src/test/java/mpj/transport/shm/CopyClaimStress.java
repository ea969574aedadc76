package mpj.transport.shm;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import mpj.perf.stress.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * The chunks of a copy between the one that wants the bytes and a helper, who must not take any of the next copy. r1, r2: how
 * many the two have taken; r3: whether each was taken once, and those of the next copy by its owner.
 */
@JCStressTest
@Outcome(id = "[0-3], [0-3], true", expect = ACCEPTABLE, desc = "shared out")
@Outcome(expect = FORBIDDEN, desc = "taken twice, by nobody, or by the wrong one")
@State
public class CopyClaimStress {
    private static final int GENERATION = 7;
    private static final int CHUNKS = 3;
    private static final int ALL = (1 << CHUNKS) - 1;

    private static final Slab RINGS = new Slab(InboxDescriptor.RING_COPY_DONE + Long.BYTES);

    private final long ring = RINGS.take();
    private int wanted;
    private int next;
    private int helped;

    public CopyClaimStress() {
        SharedCopy.open(ring, GENERATION);
    }

    private int claimAll(int generation) {
        int mine = 0;
        for (int chunk = claim(generation); chunk != SharedCopy.NONE; chunk = claim(generation)) {
            mine |= 1 << chunk;
        }
        return mine;
    }

    private int claim(int generation) {
        return SharedCopy.claim(ring, generation, CHUNKS);
    }

    /** Takes what it can, then all of another copy. */
    @Actor
    public void getter() {
        wanted = claimAll(GENERATION);
        SharedCopy.open(ring, GENERATION + 1);
        next = claimAll(GENERATION + 1);
    }

    /** Takes what it can. */
    @Actor
    public void helper() {
        helped = claimAll(GENERATION);
    }

    /** Adds up. */
    @Arbiter
    public void count(IIZ_Result result) {
        result.r1 = Integer.bitCount(wanted);
        result.r2 = Integer.bitCount(helped);
        result.r3 = (wanted | helped) == ALL && (wanted & helped) == 0 && next == ALL;
    }
}
