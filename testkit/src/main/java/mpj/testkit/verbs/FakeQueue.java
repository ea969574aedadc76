package mpj.testkit.verbs;

/** A queue of requests: a slot is free again when the completion that tells of its end has been polled. */
interface FakeQueue {
    /** The completion of the request at this position has been polled. */
    void release(long position);
}
