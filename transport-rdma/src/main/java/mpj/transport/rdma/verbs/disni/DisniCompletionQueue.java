package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvCQ;
import com.ibm.disni.verbs.IbvCompChannel;
import com.ibm.disni.verbs.IbvContext;
import com.ibm.disni.verbs.SVCReqNotify;
import java.io.IOException;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.disni.Descriptors.Found;

/** A completion queue with a channel of its own. */
final class DisniCompletionQueue implements CompletionQueue {
    private final IbvCompChannel channel;
    private final int descriptor;
    private final IbvCQ cq;
    private final SVCReqNotify notification;
    private final DisniPoller poller;
    private boolean closed;

    DisniCompletionQueue(IbvContext context, int capacity) throws IOException {
        Found<IbvCompChannel> found = Descriptors.completions(context::createCompChannel);
        channel = found.channel();
        descriptor = found.descriptor();
        try {
            cq = context.createCQ(channel, capacity, 0);
        } catch (IOException e) {
            channel.destroyCompChannel();
            throw e;
        }
        notification = cq.reqNotification(false);
        poller = new DisniPoller(cq);
    }

    IbvCQ cq() {
        return cq;
    }

    @Override
    public int poll(Completions batch) {
        return closed ? -Errno.EINVAL : poller.poll(batch);
    }

    @Override
    public int arm() {
        if (closed) {
            return Errno.EINVAL;
        }
        try {
            notification.execute();
            return 0;
        } catch (IOException e) {
            return DisniErrors.errno(e);
        }
    }

    @Override
    public void disarm() {
        if (closed) {
            return;
        }
        int events = 0;
        try {
            while (channel.getCqEvent(cq, 0)) {
                events++;
            }
            if (events > 0) {
                cq.ackEvents(events);
            }
        } catch (IOException e) {
            // DiSNI says so of closed queues only
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int waitDescriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        disarm();
        closed = true;
        try {
            cq.destroyCQ();
            channel.destroyCompChannel();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
