package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvCQ;
import com.ibm.disni.verbs.IbvCompChannel;
import com.ibm.disni.verbs.IbvContext;
import com.ibm.disni.verbs.IbvWC;
import com.ibm.disni.verbs.SVCPollCq;
import com.ibm.disni.verbs.SVCReqNotify;
import java.io.IOException;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.disni.Descriptors.Found;
import org.jspecify.annotations.Nullable;

/** A completion queue with a channel of its own. */
final class DisniCompletionQueue implements CompletionQueue {
    /** With fewer the command would have the size that other calls of DiSNI ask the pool for. */
    private static final int SMALLEST_BATCH = 4;

    private static final int QUEUE_PAIR = 28;
    private static final int WITH_IMMEDIATE = 2;

    private final IbvCompChannel channel;
    private final int descriptor;
    private final IbvCQ cq;
    private final SVCReqNotify notification;
    private IbvWC[] entries = {};
    private int preparedFor;
    private @Nullable Command<SVCPollCq> poll;
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
    }

    IbvCQ cq() {
        return cq;
    }

    @Override
    public int poll(Completions batch) {
        if (closed) {
            return -Errno.EINVAL;
        }
        try {
            Command<SVCPollCq> prepared = prepared(batch.capacity());
            int count = prepared.call().execute().getPolls();
            for (int i = 0; i < count; i++) {
                take(entries[i], prepared.address() + (long) i * IbvWC.CSIZE, batch, i);
            }
            return count;
        } catch (IOException e) {
            return -DisniErrors.errno(e);
        }
    }

    /** The call that fills so many entries; a caller's batches are all of one size. */
    private Command<SVCPollCq> prepared(int capacity) throws IOException {
        Command<SVCPollCq> prepared = poll;
        return prepared == null || preparedFor != capacity ? prepare(capacity) : prepared;
    }

    private Command<SVCPollCq> prepare(int capacity) throws IOException {
        IbvWC[] made = new IbvWC[Math.max(capacity, SMALLEST_BATCH)];
        for (int i = 0; i < made.length; i++) {
            made[i] = new IbvWC();
        }
        Command<SVCPollCq> prepared = Command.prepare(made.length * IbvWC.CSIZE, () -> cq.poll(made, capacity));
        entries = made;
        preparedFor = capacity;
        poll = prepared;
        return prepared;
    }

    private static void take(IbvWC from, long structure, Completions batch, int i) {
        int status = from.getStatus();
        if (status == CompletionStatus.SUCCESS) {
            int immediate = (from.getWc_flags() & WITH_IMMEDIATE) == 0 ? 0 : Integer.reverseBytes(from.getImm_data());
            batch.set(i, from.getWr_id(), status, from.getOpcode(), from.getByte_len(), immediate, from.getQp_num());
        } else {
            // DiSNI reads no queue pair then
            batch.set(i, from.getWr_id(), status, 0, 0, 0, RawMemory.getInt(structure + QUEUE_PAIR));
        }
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
