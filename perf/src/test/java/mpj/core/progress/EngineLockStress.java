package mpj.core.progress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads under the lock, one that waits for it and one that only tries: each sees what the other has written. */
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "one after the other")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the one that tried was too early")
@Outcome(expect = FORBIDDEN, desc = "both at once, or one's writes lost")
@State
public class EngineLockStress {
    private final EngineLock lock = new EngineLock();
    private int sum;
    private int holders;

    /** Waits. */
    @Actor
    public void waits() {
        lock.lock();
        sum++;
        lock.unlock();
        lock.lock();
        holders++;
        lock.unlock();
    }

    /** Tries. */
    @Actor
    public void tries() {
        if (lock.tryLock()) {
            sum++;
            holders++;
            lock.unlock();
        }
    }

    /** Counts. */
    @Arbiter
    public void count(II_Result result) {
        result.r1 = sum;
        result.r2 = holders;
    }
}
