package mpj.core.p2p;

import mpj.core.comm.Channel;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** The messages of one communicator under a lock that the caller holds. */
final class MessageChannel implements Channel {
    private final ContextCommunicator communicator;
    private final Messaging messaging;
    private final Progress progress;

    MessageChannel(ContextCommunicator communicator, Messaging messaging) {
        this.communicator = communicator;
        this.messaging = messaging;
        this.progress = messaging.progress();
    }

    @Override
    public void lock() {
        progress.lock();
    }

    @Override
    public void unlock() {
        progress.unlock();
    }

    @Override
    public Operation send(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag) {
        return communicator.beginSend(buffer, offset, count, layout, dest, tag, SendMode.STANDARD, true);
    }

    @Override
    public Operation receive(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int source,
            int tag) {
        RecvOp op = used instanceof RecvOp kept ? kept : new RecvOp();
        return communicator.startReceive(op, buffer, offset, count, layout, source, tag);
    }

    @Override
    public void release(Operation send) {
        communicator.releaseSend(send);
    }

    @Override
    public void cancel(Operation operation) {
        if (operation instanceof RecvOp op) {
            messaging.receives().cancel(op);
        }
    }

    @Override
    public void begun(Operation operation) {
        communicator.begun(operation);
    }

    @Override
    public void complete(Operation operation) {
        communicator.complete(operation);
    }

    @Override
    public void later(Runnable next) {
        messaging.later(next);
    }

    @Override
    public void aside(Runnable userCode) {
        messaging.aside(userCode);
    }
}
