package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.SendRequest;

/** A {@code struct ibv_send_wr}, with the list of its pieces and room for an answer behind it. */
final class FfmSendRequest implements SendRequest {
    private static final int PIECE1 = Abi.SendWr.SIZE;
    private static final int PIECE2 = PIECE1 + Abi.Sge.SIZE;
    private static final int BAD = PIECE2 + Abi.Sge.SIZE;

    // keeps the structure alive
    private final MemorySegment struct = Arena.ofAuto().allocate(BAD + Long.BYTES, Long.BYTES);
    private final long at = struct.address();
    private final QueuePair owner;
    private final long qp;
    private final MemorySegment function;
    private final DeviceLimits limits;

    /**
     * @param qp the owner's structure
     * @param function what posts to it
     */
    FfmSendRequest(QueuePair owner, long qp, MemorySegment function, DeviceLimits limits) {
        this.owner = owner;
        this.qp = qp;
        this.function = function;
        this.limits = limits;
        RawMemory.putLong(at + Abi.SendWr.SG_LIST, at + PIECE1);
    }

    @Override
    public SendRequest id(long id) {
        RawMemory.putLong(at + Abi.SendWr.WR_ID, id);
        return this;
    }

    @Override
    public SendRequest flags(int flags) {
        RawMemory.putInt(at + Abi.SendWr.FLAGS, flags);
        return this;
    }

    private void piece(int where, long address, int length, int localKey) {
        RawMemory.putLong(at + where + Abi.Sge.ADDR, address);
        RawMemory.putInt(at + where + Abi.Sge.LENGTH, length);
        RawMemory.putInt(at + where + Abi.Sge.LKEY, localKey);
    }

    @Override
    public SendRequest local(long address, int length, int localKey) {
        piece(PIECE1, address, length, localKey);
        RawMemory.putInt(at + Abi.SendWr.NUM_SGE, length == 0 ? 0 : 1);
        return this;
    }

    @Override
    public SendRequest local(long address1, int length1, int localKey1, long address2, int length2, int localKey2) {
        piece(PIECE1, address1, length1, localKey1);
        piece(PIECE2, address2, length2, localKey2);
        RawMemory.putInt(at + Abi.SendWr.NUM_SGE, 2);
        return this;
    }

    private SendRequest opcode(int opcode) {
        RawMemory.putInt(at + Abi.SendWr.OPCODE, opcode);
        return this;
    }

    private SendRequest opcode(int opcode, int immediate) {
        // the word travels as bytes in network order
        RawMemory.putInt(at + Abi.SendWr.IMM, Integer.reverseBytes(immediate));
        return opcode(opcode);
    }

    private void remote(long remoteAddress, int remoteKey) {
        RawMemory.putLong(at + Abi.SendWr.REMOTE_ADDR, remoteAddress);
        RawMemory.putInt(at + Abi.SendWr.RDMA_RKEY, remoteKey);
    }

    @Override
    public SendRequest send() {
        return opcode(Abi.SendWr.SEND);
    }

    @Override
    public SendRequest sendImmediate(int immediate) {
        return opcode(Abi.SendWr.SEND_IMM, immediate);
    }

    @Override
    public SendRequest write(long remoteAddress, int remoteKey) {
        remote(remoteAddress, remoteKey);
        return opcode(Abi.SendWr.WRITE);
    }

    @Override
    public SendRequest writeImmediate(long remoteAddress, int remoteKey, int immediate) {
        remote(remoteAddress, remoteKey);
        return opcode(Abi.SendWr.WRITE_IMM, immediate);
    }

    @Override
    public SendRequest read(long remoteAddress, int remoteKey) {
        remote(remoteAddress, remoteKey);
        return opcode(Abi.SendWr.READ);
    }

    private SendRequest atomic(int opcode, long remoteAddress, int remoteKey, long operand, long swap) {
        RawMemory.putLong(at + Abi.SendWr.REMOTE_ADDR, remoteAddress);
        RawMemory.putLong(at + Abi.SendWr.COMPARE_ADD, operand);
        RawMemory.putLong(at + Abi.SendWr.SWAP, swap);
        RawMemory.putInt(at + Abi.SendWr.ATOMIC_RKEY, remoteKey);
        return opcode(opcode);
    }

    @Override
    public SendRequest fetchAdd(long remoteAddress, int remoteKey, long summand) {
        return atomic(Abi.SendWr.FETCH_ADD, remoteAddress, remoteKey, summand, 0);
    }

    @Override
    public SendRequest compareSwap(long remoteAddress, int remoteKey, long expected, long desired) {
        return atomic(Abi.SendWr.COMPARE_SWAP, remoteAddress, remoteKey, expected, desired);
    }

    /** Whether the device has the operation: not all refuse what they cannot do. */
    private boolean isPossible() {
        return switch (RawMemory.getInt(at + Abi.SendWr.OPCODE)) {
            case Abi.SendWr.SEND_IMM, Abi.SendWr.WRITE_IMM -> limits.immediate();
            case Abi.SendWr.COMPARE_SWAP, Abi.SendWr.FETCH_ADD -> limits.atomics();
            default -> true;
        };
    }

    @Override
    public int post() {
        if (owner.state() != QueuePair.State.CONNECTED) {
            return Errno.ENOTCONN;
        }
        return isPossible() ? NativeVerbs.post(function, qp, at, at + BAD) : Errno.EINVAL;
    }
}
