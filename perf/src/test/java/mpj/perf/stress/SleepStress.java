package mpj.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import mpj.base.memory.RawMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The sleeper says that it sleeps and looks once more; the sender sends and looks whether somebody sleeps. With a full
 * barrier between each one's store and look, at least one of them sees the other: no wake-up is lost.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both see each other")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the sleeper sees the message")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the sender rings the bell")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "asleep over a message")
@State
public class SleepStress {
    private static final Slab SLAB = new Slab(16);
    private static final int MESSAGE = 8;

    private final long sleeping = SLAB.take();

    /** Goes to sleep; r1: has seen the message. */
    @Actor
    public void sleeper(ZZ_Result result) {
        RawMemory.putIntVolatile(sleeping, 1);
        VarHandle.fullFence();
        result.r1 = RawMemory.getIntAcquire(sleeping + MESSAGE) != 0;
    }

    /** Sends; r2: has seen the sleeper. */
    @Actor
    public void sender(ZZ_Result result) {
        RawMemory.putIntRelease(sleeping + MESSAGE, 1);
        VarHandle.fullFence();
        result.r2 = RawMemory.getIntAcquire(sleeping) != 0;
    }
}
