package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvCQ;
import com.ibm.disni.verbs.IbvWC;
import com.ibm.disni.verbs.SVCPollCq;
import java.io.IOException;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import org.jspecify.annotations.Nullable;

/** Takes completions from a queue: a prepared call with the objects that it fills. */
final class DisniPoller {
    /** With fewer the command would have the size that other calls of DiSNI ask the pool for. */
    private static final int SMALLEST_BATCH = 4;

    private static final int QUEUE_PAIR = 28;
    private static final int WITH_IMMEDIATE = 2;

    private final IbvCQ cq;
    private IbvWC[] entries = {};
    private int preparedFor;
    private @Nullable Command<SVCPollCq> command;

    DisniPoller(IbvCQ cq) {
        this.cq = cq;
    }

    /** As {@link DisniCompletionQueue#poll}. */
    int poll(Completions batch) {
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
        Command<SVCPollCq> prepared = command;
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
        command = prepared;
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
}
