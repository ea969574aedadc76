package mpj.core.p2p;

import mpj.core.progress.Progress;
import mpj.core.request.Listener;
import mpj.core.request.Operation;

/** A send and a receive under way that are one for the program: over when both are. */
final class ExchangeOp extends Operation implements Listener {
    private final Progress progress;
    private final RecvOp receive;
    private final Operation send;
    private int pending = 1;

    /** Of two operations that have been started; under the lock. */
    ExchangeOp(Progress progress, RecvOp receive, Operation send) {
        this.progress = progress;
        this.receive = receive;
        this.send = send;
        listen(receive);
        listen(send);
        half();
    }

    RecvOp receive() {
        return receive;
    }

    private void listen(Operation operation) {
        if (!operation.isDone()) {
            pending++;
            operation.setListener(this);
        }
    }

    @Override
    public void ended(Operation operation) {
        half();
    }

    private void half() {
        if (--pending > 0) {
            return;
        }
        source = receive.source();
        tag = receive.tag();
        bytes = receive.bytes();
        cancelled = receive.isCancelled();
        failAs(receive);
        failAs(send);
        progress.complete(this);
    }

    /** Also of the halves: they are what is pending in a roll call. */
    @Override
    public void startWaiting(long nowNs) {
        super.startWaiting(nowNs);
        receive.startWaiting(nowNs);
        send.startWaiting(nowNs);
    }

    @Override
    public String describe() {
        return receive.describe() + " and " + send.describe();
    }
}
