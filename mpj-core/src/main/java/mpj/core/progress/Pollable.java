package mpj.core.progress;

/** The work that progress consists of; called under the engine lock, but for {@link #sleep}. */
public interface Pollable {
    /** Does what there is to do; returns how many events that was. */
    int poll();

    /** Prepares to sleep; false when there is something to do. */
    boolean arm();

    /** Sleeps until something arrives, for a bounded time; without the lock. */
    void sleep();

    /** Ends the armed state. */
    void disarm();

    /** Ends the sleep of another thread of this rank. */
    void wake();
}
