package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvQP;
import com.ibm.disni.verbs.IbvRecvWR;
import com.ibm.disni.verbs.SVCPostRecv;
import com.ibm.disni.verbs.impl.NatIbvRecvWR;
import com.ibm.disni.verbs.impl.NatIbvSge;
import java.io.IOException;
import java.util.List;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.ReceiveRequest;

/** A prepared call with one {@code ibv_recv_wr} and an {@code ibv_sge} behind it. */
final class DisniReceiveRequest implements ReceiveRequest {
    /** With one piece the command would have the size that other calls of DiSNI ask the pool for. */
    private static final int PIECES = 3;

    private static final int NUM_SGE = 24;
    private static final int LENGTH = 8;
    private static final int KEY = 12;

    private final QueuePair queuePair;
    private final SVCPostRecv call;
    private final long request;
    private final long piece;

    DisniReceiveRequest(QueuePair queuePair, IbvQP qp) throws IOException {
        this.queuePair = queuePair;
        int bytes = NatIbvRecvWR.CSIZE + PIECES * NatIbvSge.CSIZE;
        Command<SVCPostRecv> command =
                Command.prepareMarked(bytes, () -> qp.postRecv(List.of(request()), List.of()));
        call = command.call();
        request = command.address();
        piece = request + NatIbvRecvWR.CSIZE;
        id(0);
        // also for no bytes: a receive without piece is one that Soft-iWARP does not take
        RawMemory.putInt(request + NUM_SGE, 1);
    }

    private static IbvRecvWR request() {
        IbvRecvWR request = new IbvRecvWR();
        request.setWr_id(Command.MARK);
        request.setSg_list(Command.pieces(PIECES));
        request.setNum_sge(PIECES);
        return request;
    }

    @Override
    public ReceiveRequest id(long id) {
        RawMemory.putLong(request, id);
        return this;
    }

    @Override
    public ReceiveRequest local(long address, int length, int localKey) {
        RawMemory.putLong(piece, address);
        RawMemory.putInt(piece + LENGTH, length);
        RawMemory.putInt(piece + KEY, localKey);
        return this;
    }

    @Override
    public int post() {
        if (queuePair.state() == QueuePair.State.ENDED) {
            return Errno.ENOTCONN;
        }
        try {
            call.execute();
            return 0;
        } catch (IOException e) {
            return DisniErrors.errno(e);
        }
    }
}
