package mpj.core.p2p;

import mpj.core.request.Operation;

/** A send that was over when it began, and for which nothing is kept: one for all of them. */
final class SentOp extends Operation {
    static final SentOp INSTANCE = new SentOp();

    @SuppressWarnings("this-escape") // a field of its own is set
    private SentOp() {
        setDone();
    }

    /** Nobody waits for it. */
    @Override
    public void startWaiting(long nowNs) {}

    @Override
    public String describe() {
        return "send";
    }
}
