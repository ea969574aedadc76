package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.SendRequest;

/** A request for a fake queue pair. */
final class FakeSendRequest implements SendRequest {
    private final FakeQueuePair queuePair;
    private final FakeWork work = new FakeWork(0);

    FakeSendRequest(FakeQueuePair queuePair) {
        this.queuePair = queuePair;
    }

    @Override
    public SendRequest id(long id) {
        work.id = id;
        return this;
    }

    @Override
    public SendRequest flags(int flags) {
        work.flags = flags;
        return this;
    }

    @Override
    public SendRequest local(long address, int length, int localKey) {
        return local(address, length, localKey, 0, 0, 0);
    }

    @Override
    public SendRequest local(long address1, int length1, int localKey1, long address2, int length2, int localKey2) {
        work.address1 = address1;
        work.length1 = length1;
        work.key1 = localKey1;
        work.address2 = address2;
        work.length2 = length2;
        work.key2 = localKey2;
        return this;
    }

    @Override
    public SendRequest send() {
        work.kind = FakeWork.Kind.SEND;
        return this;
    }

    @Override
    public SendRequest sendImmediate(int immediate) {
        work.kind = FakeWork.Kind.SEND_IMMEDIATE;
        work.immediate = immediate;
        return this;
    }

    private SendRequest remote(FakeWork.Kind kind, long remoteAddress, int remoteKey) {
        work.kind = kind;
        work.remoteAddress = remoteAddress;
        work.remoteKey = remoteKey;
        return this;
    }

    @Override
    public SendRequest write(long remoteAddress, int remoteKey) {
        return remote(FakeWork.Kind.WRITE, remoteAddress, remoteKey);
    }

    @Override
    public SendRequest writeImmediate(long remoteAddress, int remoteKey, int immediate) {
        work.immediate = immediate;
        return remote(FakeWork.Kind.WRITE_IMMEDIATE, remoteAddress, remoteKey);
    }

    @Override
    public SendRequest read(long remoteAddress, int remoteKey) {
        return remote(FakeWork.Kind.READ, remoteAddress, remoteKey);
    }

    @Override
    public SendRequest fetchAdd(long remoteAddress, int remoteKey, long summand) {
        work.operand = summand;
        return remote(FakeWork.Kind.FETCH_ADD, remoteAddress, remoteKey);
    }

    @Override
    public SendRequest compareSwap(long remoteAddress, int remoteKey, long expected, long desired) {
        work.operand = expected;
        work.desired = desired;
        return remote(FakeWork.Kind.COMPARE_SWAP, remoteAddress, remoteKey);
    }

    @Override
    public int post() {
        return queuePair.post(work);
    }
}
