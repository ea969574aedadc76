package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvQP;
import com.ibm.disni.verbs.IbvSendWR;
import com.ibm.disni.verbs.SVCPostSend;
import com.ibm.disni.verbs.impl.NatIbvSendWR;
import com.ibm.disni.verbs.impl.NatIbvSge;
import java.io.IOException;
import java.util.List;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.SendRequest;

/** A prepared call with one {@code ibv_send_wr} and two {@code ibv_sge} behind it. */
final class DisniSendRequest implements SendRequest {
    private static final int PIECES = 2;
    private static final int NUM_SGE = 24;
    private static final int OPCODE = 28;
    private static final int FLAGS = 32;
    private static final int IMMEDIATE = 36;
    private static final int LENGTH = 8;
    private static final int KEY = 12;

    private final QueuePair queuePair;
    private final SVCPostSend call;
    private final long request;
    private final long piece;
    /** Whether the operation is one that DiSNI knows. */
    private boolean known = true;

    DisniSendRequest(QueuePair queuePair, IbvQP qp) throws IOException {
        this.queuePair = queuePair;
        int bytes = NatIbvSendWR.CSIZE + PIECES * NatIbvSge.CSIZE;
        Command<SVCPostSend> command =
                Command.prepareMarked(bytes, () -> qp.postSend(List.of(request()), List.of()));
        call = command.call();
        request = command.address();
        piece = request + NatIbvSendWR.CSIZE;
        id(0);
    }

    private static IbvSendWR request() {
        IbvSendWR request = new IbvSendWR();
        request.setWr_id(Command.MARK);
        request.setSg_list(Command.pieces(PIECES));
        request.setOpcode(IbvSendWR.IBV_WR_SEND);
        return request;
    }

    @Override
    public SendRequest id(long id) {
        RawMemory.putLong(request, id);
        return this;
    }

    @Override
    public SendRequest flags(int flags) {
        RawMemory.putInt(request + FLAGS, flags);
        return this;
    }

    @Override
    public SendRequest local(long address, int length, int localKey) {
        RawMemory.putInt(request + NUM_SGE, length == 0 ? 0 : 1);
        piece(0, address, length, localKey);
        return this;
    }

    @Override
    public SendRequest local(long address1, int length1, int localKey1, long address2, int length2, int localKey2) {
        RawMemory.putInt(request + NUM_SGE, PIECES);
        piece(0, address1, length1, localKey1);
        piece(1, address2, length2, localKey2);
        return this;
    }

    private void piece(int i, long address, int length, int localKey) {
        long at = piece + (long) i * NatIbvSge.CSIZE;
        RawMemory.putLong(at, address);
        RawMemory.putInt(at + LENGTH, length);
        RawMemory.putInt(at + KEY, localKey);
    }

    @Override
    public SendRequest send() {
        return operation(IbvSendWR.IBV_WR_SEND);
    }

    @Override
    public SendRequest sendImmediate(int immediate) {
        return word(immediate).operation(IbvSendWR.IBV_WR_SEND_WITH_IMM);
    }

    @Override
    public SendRequest write(long remoteAddress, int remoteKey) {
        return remote(remoteAddress, remoteKey).operation(IbvSendWR.IBV_WR_RDMA_WRITE);
    }

    @Override
    public SendRequest writeImmediate(long remoteAddress, int remoteKey, int immediate) {
        return word(immediate).remote(remoteAddress, remoteKey).operation(IbvSendWR.IBV_WR_RDMA_WRITE_WITH_IMM);
    }

    @Override
    public SendRequest read(long remoteAddress, int remoteKey) {
        return remote(remoteAddress, remoteKey).operation(IbvSendWR.IBV_WR_RDMA_READ);
    }

    @Override
    public SendRequest fetchAdd(long remoteAddress, int remoteKey, long summand) {
        known = false;
        return this;
    }

    @Override
    public SendRequest compareSwap(long remoteAddress, int remoteKey, long expected, long desired) {
        known = false;
        return this;
    }

    private DisniSendRequest operation(int opcode) {
        known = true;
        RawMemory.putInt(request + OPCODE, opcode);
        return this;
    }

    private DisniSendRequest word(int immediate) {
        // travels with the most significant byte first
        RawMemory.putInt(request + IMMEDIATE, Integer.reverseBytes(immediate));
        return this;
    }

    private DisniSendRequest remote(long address, int key) {
        RawMemory.putLong(request + NatIbvSendWR.REMOTEADDR_OFFSET, address);
        RawMemory.putInt(request + NatIbvSendWR.RKEY_OFFSET, key);
        return this;
    }

    @Override
    public int post() {
        if (queuePair.state() != QueuePair.State.CONNECTED) {
            return Errno.ENOTCONN;
        }
        if (!known) {
            return Errno.EINVAL;
        }
        try {
            call.execute();
            return 0;
        } catch (IOException e) {
            return DisniErrors.errno(e);
        }
    }
}
