package mpj.testkit.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import mpj.base.memory.Linux;
import mpj.base.memory.RawMemory;
import mpj.testkit.verbs.VerbsEnd.Ended;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The suite that every provider of verbs must pass: subclass it and name the provider. Both ends are in this process
 * and used by one thread.
 */
public abstract class VerbsContract {
    private static final long LIMIT_NS = 60_000_000_000L;

    // made before each test, by connect() where it connects
    @SuppressWarnings("NullAway.Init")
    private VerbsEnd left;

    @SuppressWarnings("NullAway.Init")
    private VerbsEnd right;

    @SuppressWarnings("NullAway.Init")
    private QueuePair there;

    @SuppressWarnings("NullAway.Init")
    private QueuePair back;

    protected VerbsContract() {}

    /**
     * The provider of an end.
     *
     * @param end 0 or 1; on real machines both are the same
     */
    protected abstract VerbsProvider provider(int end);

    @BeforeEach
    void openBothEnds() throws VerbsException {
        left = new VerbsEnd(provider(0));
        right = new VerbsEnd(provider(1));
    }

    @AfterEach
    void closeBothEnds() {
        if (left != null) {
            left.close();
        }
        if (right != null) {
            right.close();
        }
    }

    private void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!done.getAsBoolean()) {
            left.poll();
            right.poll();
            if (deadline - System.nanoTime() < 0) {
                throw new AssertionError("waited in vain for " + what + "; left: " + left.ended + left.failed
                        + left.disconnected + left.fatal + ", right: " + right.ended + right.failed
                        + right.disconnected + right.fatal);
            }
        }
    }

    /** Connects the ends; {@code there} sends from left to right. */
    private void connect(QueuePairOptions leftOptions, QueuePairOptions rightOptions) throws VerbsException {
        there = left.device.createQueuePair(leftOptions);
        int requests = right.requests.size();
        int before = left.connected.size();
        int after = right.connected.size();
        there.connect(right.listener.address());
        await("the request to connect", () -> right.requests.size() > requests);
        ConnectionRequest request = right.requests.getLast();
        back = request.createQueuePair(rightOptions);
        request.accept();
        await("the connection", () -> left.connected.size() > before && right.connected.size() > after);
        assertEquals(QueuePair.State.CONNECTED, there.state());
        assertEquals(QueuePair.State.CONNECTED, back.state());
    }

    private void connect() throws VerbsException {
        connect(left.options(), right.options());
    }

    private SendRequest signalled(long id, int offset, int length) {
        return there.newSendRequest()
                .id(id)
                .flags(SendRequest.SIGNALED)
                .local(left.at(offset), length, left.region.localKey());
    }

    private static void posted(int result) {
        assertEquals(0, result, () -> Errno.describe(result));
    }

    private Ended next(VerbsEnd end) {
        await("a completion", () -> !end.ended.isEmpty());
        return end.ended.removeFirst();
    }

    private Ended good(VerbsEnd end, long id, int opcode) {
        Ended completion = next(end);
        assertEquals(CompletionStatus.SUCCESS, completion.status(), completion::toString);
        assertEquals(id, completion.id());
        assertEquals(opcode, completion.opcode());
        return completion;
    }

    private DeviceLimits limits() {
        return left.device.limits();
    }

    private boolean isIwarp() {
        return left.device.port().linkLayer() == LinkLayer.IWARP;
    }

    @Test
    void thePortSaysWhatItIs() {
        RdmaPort port = left.device.port();
        assertTrue(port.usable(), port::describe);
        assertEquals("", port.problem());
        assertTrue(port.describe().contains(port.device()), port::describe);
        assertTrue(limits().mtu() == 0 || limits().mtu() >= 256, () -> "MTU " + limits().mtu());
        assertTrue(limits().maxMessage() >= 1 << 20, () -> "messages of " + limits().maxMessage());
        assertTrue(limits().maxQueueDepth() >= 64 && limits().maxReads() >= 1, limits()::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 100, 4096, 4097, 100_000})
    void aMessageArrives(int length) throws VerbsException {
        connect();
        left.fill(0, length, length);
        posted(right.receive(back, 7, 500_000, length));
        posted(signalled(9, 0, length).send().post());
        good(left, 9, Completions.SEND);
        Ended arrived = good(right, 7, Completions.RECEIVE);
        assertEquals(length, arrived.length());
        assertEquals(back.number(), arrived.queuePair());
        assertTrue(right.holds(500_000, length, length));
    }

    @Test
    void messagesGoBothWays() throws VerbsException {
        connect();
        posted(left.receive(there, 1, 0, 100));
        posted(right.receive(back, 2, 0, 100));
        left.fill(200, 50, 1);
        right.fill(200, 60, 2);
        posted(signalled(3, 200, 50).send().post());
        good(right, 2, Completions.RECEIVE);
        posted(back.newSendRequest()
                .id(4)
                .flags(SendRequest.SIGNALED)
                .local(right.at(200), 60, right.region.localKey())
                .send()
                .post());
        good(right, 4, Completions.SEND);
        good(left, 3, Completions.SEND);
        assertEquals(60, good(left, 1, Completions.RECEIVE).length());
        assertTrue(left.holds(0, 60, 2));
        assertTrue(right.holds(0, 50, 1));
    }

    @Test
    void anInlineMessageIsTakenWhenPosted() throws VerbsException {
        assumeTrue(limits().maxInline() > 0, "nothing goes inline");
        connect();
        int length = Math.min(there.maxInline(), 64);
        assertTrue(length > 0);
        left.fill(0, length, 3);
        posted(right.receive(back, 1, 0, 64));
        // no key is needed
        posted(there.newSendRequest()
                .id(2)
                .flags(SendRequest.SIGNALED | SendRequest.INLINE)
                .local(left.at(0), length, 0)
                .send()
                .post());
        left.fill(0, length, 4);
        good(left, 2, Completions.SEND);
        good(right, 1, Completions.RECEIVE);
        assertTrue(right.holds(0, length, 3));
    }

    @Test
    void twoPiecesAreOneMessage() throws VerbsException {
        connect();
        left.fill(0, 300, 5);
        RawMemory.copy(left.at(100), left.at(5000), 200);
        posted(right.receive(back, 1, 0, 1000));
        posted(there.newSendRequest()
                .id(2)
                .flags(SendRequest.SIGNALED)
                .local(left.at(0), 100, left.region.localKey(), left.at(5000), 200, left.region.localKey())
                .send()
                .post());
        good(left, 2, Completions.SEND);
        assertEquals(300, good(right, 1, Completions.RECEIVE).length());
        assertTrue(right.holds(0, 300, 5));
    }

    @Test
    void aMessageCarriesAWord() throws VerbsException {
        assumeTrue(limits().immediate(), "no immediate data");
        connect();
        posted(right.receive(back, 1, 0, 100));
        posted(signalled(2, 0, 10).sendImmediate(0xCAFE1234).post());
        good(left, 2, Completions.SEND);
        assertEquals(0xCAFE1234, good(right, 1, Completions.RECEIVE).immediate());
    }

    @Test
    void bytesAreWritten() throws VerbsException {
        connect();
        left.fill(0, 10_000, 6);
        posted(signalled(1, 0, 10_000)
                .write(right.at(20_000), right.region.remoteKey())
                .post());
        good(left, 1, Completions.WRITE);
        await("the bytes", () -> right.holds(20_000, 10_000, 6));
        assertTrue(right.ended.isEmpty());
    }

    @Test
    void aWriteTellsAWord() throws VerbsException {
        assumeTrue(limits().immediate(), "no immediate data");
        connect();
        left.fill(0, 100, 7);
        posted(right.receive(back, 1, 0, 0));
        posted(signalled(2, 0, 100)
                .writeImmediate(right.at(300), right.region.remoteKey(), -5)
                .post());
        good(left, 2, Completions.WRITE);
        assertEquals(-5, good(right, 1, Completions.RECEIVE_WRITE).immediate());
        assertTrue(right.holds(300, 100, 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 200_000})
    void bytesAreRead(int length) throws VerbsException {
        connect();
        right.fill(0, length, 8);
        posted(signalled(1, 300_000, length)
                .read(right.at(0), right.region.remoteKey())
                .post());
        assertEquals(length, good(left, 1, Completions.READ).length());
        assertTrue(left.holds(300_000, length, 8));
    }

    @Test
    void manyReadsMayBeUnderWay() throws VerbsException {
        connect();
        right.fill(0, 64 * 1024, 9);
        for (int i = 0; i < 64; i++) {
            posted(signalled(i, i * 1024, 1024)
                    .read(right.at(i * 1024), right.region.remoteKey())
                    .post());
        }
        for (int i = 0; i < 64; i++) {
            good(left, i, Completions.READ);
        }
        assertTrue(left.holds(0, 64 * 1024, 9));
    }

    @Test
    void aWordIsChangedAtomically() throws VerbsException {
        assumeTrue(limits().atomics(), "no atomics");
        connect();
        RawMemory.putLong(right.at(64), 40);
        posted(signalled(1, 0, 8)
                .fetchAdd(right.at(64), right.region.remoteKey(), 2)
                .post());
        good(left, 1, Completions.FETCH_ADD);
        assertEquals(40, RawMemory.getLong(left.at(0)));
        posted(signalled(2, 0, 8)
                .compareSwap(right.at(64), right.region.remoteKey(), 42, Long.MIN_VALUE)
                .post());
        good(left, 2, Completions.COMPARE_SWAP);
        assertEquals(42, RawMemory.getLong(left.at(0)));
        assertEquals(Long.MIN_VALUE, RawMemory.getLongAcquire(right.at(64)));
        posted(signalled(3, 0, 8)
                .compareSwap(right.at(64), right.region.remoteKey(), 1, 5)
                .post());
        good(left, 3, Completions.COMPARE_SWAP);
        assertEquals(Long.MIN_VALUE, RawMemory.getLong(left.at(0)));
        assertEquals(Long.MIN_VALUE, RawMemory.getLongAcquire(right.at(64)));
    }

    @Test
    void whatTheDeviceCannotDoIsRefused() throws VerbsException {
        connect();
        if (!limits().atomics()) {
            assertEquals(
                    Errno.EINVAL,
                    signalled(1, 0, 8)
                            .fetchAdd(right.at(0), right.region.remoteKey(), 1)
                            .post());
        }
        if (!limits().immediate()) {
            assertEquals(Errno.EINVAL, signalled(1, 0, 8).sendImmediate(1).post());
        }
        if (limits().maxSharedReceives() == 0) {
            assertThrows(VerbsException.class, () -> left.device.createSharedReceiveQueue(1));
        }
        // and the connection goes on
        posted(right.receive(back, 1, 0, 8));
        posted(signalled(2, 0, 8).send().post());
        good(right, 1, Completions.RECEIVE);
    }

    @Test
    void oneSignalledRequestTellsOfAllBeforeIt() throws VerbsException {
        connect();
        SendRequest request = there.newSendRequest();
        int batches = 40;
        for (int i = 0; i < batches; i++) {
            for (int j = 0; j < 16; j++) {
                posted(right.receive(back, i * 16 + j, j * 64, 64));
            }
            for (int j = 0; j < 16; j++) {
                RawMemory.putLong(left.at(j * 64), i * 16 + j);
                posted(request.id(1000 + i)
                        .flags(j == 15 ? SendRequest.SIGNALED : 0)
                        .local(left.at(j * 64), 64, left.region.localKey())
                        .send()
                        .post());
            }
            good(left, 1000 + i, Completions.SEND);
            for (int j = 0; j < 16; j++) {
                good(right, i * 16 + j, Completions.RECEIVE);
                assertEquals(i * 16 + j, RawMemory.getLong(right.at(j * 64)));
            }
        }
        assertTrue(left.ended.isEmpty());
    }

    @Test
    void aMessageWaitsForAReceive() throws VerbsException {
        assumeTrue(!isIwarp(), "iWARP ends the connection then");
        connect();
        left.fill(0, 30, 10);
        posted(signalled(1, 0, 30).send().post());
        for (int i = 0; i < 10; i++) {
            left.poll();
            right.poll();
        }
        assertTrue(left.ended.isEmpty());
        posted(right.receive(back, 2, 100, 30));
        good(left, 1, Completions.SEND);
        good(right, 2, Completions.RECEIVE);
        assertTrue(right.holds(100, 30, 10));
    }

    @Test
    void aMessageWithoutReceiveFailsAfterItsRetries() throws VerbsException {
        assumeTrue(!isIwarp(), "iWARP has no such retries");
        QueuePairOptions usual = right.options();
        QueuePairOptions impatient = new QueuePairOptions(
                right.queue,
                null,
                usual.sendDepth(),
                usual.receiveDepth(),
                usual.maxInline(),
                usual.reads(),
                usual.retries(),
                usual.ackTimeoutExponent(),
                1);
        connect(left.options(), impatient);
        posted(signalled(1, 0, 8).send().post());
        posted(signalled(2, 0, 8).send().post());
        assertEquals(CompletionStatus.NOT_READY_EXCEEDED, next(left).status());
        assertEquals(CompletionStatus.FLUSHED, next(left).status());
    }

    @Test
    void memoryThatIsNotOfferedIsNotTouched() throws VerbsException {
        assumeTrue(!isIwarp(), "iWARP ends the connection without a status");
        connect();
        right.fill(0, 100, 11);
        posted(signalled(1, 0, 100)
                .write(right.at(0), right.region.remoteKey() + 77)
                .post());
        Ended completion = next(left);
        assertEquals(CompletionStatus.REMOTE_ACCESS, completion.status(), completion::toString);
        assertEquals(1, completion.id());
        assertEquals(there.number(), completion.queuePair());
        assertTrue(right.holds(0, 100, 11));
        there.disconnect();
        await("the end at the peer", () -> right.disconnected.containsKey(back));
    }

    @Test
    void aMessageLongerThanItsReceiveBreaksTheConnection() throws VerbsException {
        connect();
        posted(right.receive(back, 1, 0, 10));
        right.fill(10, 90, 12);
        posted(signalled(2, 0, 100).send().post());
        Ended completion = next(right);
        assertFalse(completion.status() == CompletionStatus.SUCCESS, completion::toString);
        assertTrue(right.holds(10, 90, 12), "bytes behind the receive were touched");
    }

    @Test
    void nothingIsSentBeforeTheConnectionStands() throws VerbsException {
        there = left.device.createQueuePair(left.options());
        assertEquals(QueuePair.State.IDLE, there.state());
        posted(left.receive(there, 1, 0, 10));
        assertEquals(Errno.ENOTCONN, signalled(2, 0, 8).send().post());
        there.connect(right.listener.address());
        assertEquals(Errno.ENOTCONN, signalled(2, 0, 8).send().post());
        assertThrows(IllegalStateException.class, () -> there.connect(right.listener.address()));
    }

    @Test
    void anEndIsToldAndFlushes() throws VerbsException {
        connect();
        posted(left.receive(there, 1, 0, 10));
        posted(left.receive(there, 2, 0, 10));
        posted(right.receive(back, 3, 0, 10));
        there.disconnect();
        assertEquals(QueuePair.State.ENDED, there.state());
        await("the end", () -> right.disconnected.containsKey(back));
        assertEquals(QueuePair.State.ENDED, back.state());
        await("flushed receives", () -> left.ended.size() == 2 && right.ended.size() == 1);
        for (Ended flushed : left.ended) {
            assertEquals(CompletionStatus.FLUSHED, flushed.status(), flushed::toString);
        }
        assertEquals(CompletionStatus.FLUSHED, right.ended.getFirst().status());
        assertEquals(3, right.ended.getFirst().id());
        assertEquals(Errno.ENOTCONN, signalled(4, 0, 8).send().post());
        assertEquals(Errno.ENOTCONN, left.receive(there, 5, 0, 10));
        assertTrue(left.disconnected.isEmpty(), "who ends a connection is not told of it");
        there.disconnect();
        there.close();
        there.close();
    }

    @Test
    void aClosedDeviceEndsItsConnections() throws VerbsException {
        connect();
        posted(right.receive(back, 1, 0, 10));
        left.device.close();
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!right.disconnected.containsKey(back) || right.ended.isEmpty()) {
            right.poll();
            assertTrue(deadline - System.nanoTime() > 0, "the peer is not told");
        }
        assertEquals(CompletionStatus.FLUSHED, right.ended.getFirst().status());
    }

    @Test
    void nobodyListens() throws VerbsException {
        InetSocketAddress address = right.listener.address();
        right.listener.close();
        there = left.device.createQueuePair(left.options());
        posted(left.receive(there, 1, 0, 10));
        there.connect(address);
        await("the failure", () -> left.failed.containsKey(there));
        assertFalse(left.failed.getOrDefault(there, "").isEmpty());
        assertEquals(QueuePair.State.ENDED, there.state());
        assertEquals(CompletionStatus.FLUSHED, next(left).status());
    }

    @Test
    void aRequestCanBeRejected() throws VerbsException {
        there = left.device.createQueuePair(left.options());
        there.connect(right.listener.address());
        await("the request", () -> !right.requests.isEmpty());
        right.requests.getFirst().reject();
        await("the failure", () -> left.failed.containsKey(there));
        there.close();
        // and another is accepted
        connect();
    }

    @Test
    void whoGivesUpIsNotConnected() throws VerbsException {
        there = left.device.createQueuePair(left.options());
        there.connect(right.listener.address());
        await("the request", () -> !right.requests.isEmpty());
        there.close();
        left.poll();
        assertTrue(left.connected.isEmpty() && left.failed.isEmpty());
        connect();
    }

    @Test
    void bothConnectAtOnce() throws VerbsException {
        there = left.device.createQueuePair(left.options());
        back = right.device.createQueuePair(right.options());
        there.connect(right.listener.address());
        back.connect(left.listener.address());
        await("requests", () -> left.requests.size() == 1 && right.requests.size() == 1);
        QueuePair atRight = right.requests.getFirst().createQueuePair(right.options());
        right.requests.getFirst().accept();
        left.requests.getFirst().reject();
        await("the results", () -> left.connected.contains(there) && right.failed.containsKey(back)
                && right.connected.contains(atRight));
        back = atRight;
        posted(right.receive(back, 1, 0, 8));
        posted(signalled(2, 0, 8).send().post());
        good(right, 1, Completions.RECEIVE);
    }

    @Test
    void manyConnectionsLiveSideBySide() throws VerbsException {
        // siw's library takes the mapping at 0x90000, which it gets to at about twenty queue pairs, for an invalid one
        int count = isIwarp() ? 6 : 16;
        List<QueuePair> ours = new ArrayList<>();
        List<QueuePair> theirs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connect();
            ours.add(there);
            theirs.add(back);
        }
        for (int i = 0; i < count; i++) {
            there = ours.get(i);
            posted(right.receive(theirs.get(i), i, 0, 8));
            posted(signalled(100 + i, 0, 8).send().post());
            assertEquals(theirs.get(i).number(), good(right, i, Completions.RECEIVE).queuePair());
            assertEquals(there.number(), good(left, 100 + i, Completions.SEND).queuePair());
        }
        ours.get(3).close();
        await("one end", () -> right.disconnected.size() == 1);
        assertTrue(right.disconnected.containsKey(theirs.get(3)));
    }

    @Test
    void receivesAreShared() throws VerbsException {
        assumeTrue(limits().maxSharedReceives() > 0, "no shared receive queues");
        SharedReceiveQueue shared = right.device.createSharedReceiveQueue(32);
        QueuePairOptions sharing = QueuePairOptions.of(limits(), right.queue, shared, 64, 0);
        ReceiveRequest receive = shared.newReceiveRequest();
        for (int i = 0; i < 4; i++) {
            posted(receive.id(i).local(right.at(i * 64), 64, right.region.localKey()).post());
        }
        connect(left.options(), sharing);
        QueuePair first = there;
        int firstNumber = back.number();
        connect(left.options(), sharing);
        assertThrows(IllegalStateException.class, () -> back.newReceiveRequest());
        QueuePair second = there;
        there = first;
        posted(signalled(10, 0, 8).send().post());
        assertEquals(firstNumber, good(right, 0, Completions.RECEIVE).queuePair());
        there = second;
        posted(signalled(11, 0, 8).send().post());
        assertEquals(back.number(), good(right, 1, Completions.RECEIVE).queuePair());
        // the end of one leaves the receives to the other
        first.close();
        await("the end", () -> right.disconnected.size() == 1);
        posted(signalled(12, 0, 8).send().post());
        good(right, 2, Completions.RECEIVE);
    }

    @Test
    void aSleeperIsWoken() throws VerbsException {
        connect();
        CompletionQueue queue = right.queue;
        int descriptor = queue.waitDescriptor();
        assumeTrue(descriptor >= 0, "no descriptor to wait for");
        posted(right.receive(back, 1, 0, 8));
        posted(right.receive(back, 2, 0, 8));
        posted(queue.arm());
        right.poll();
        assertEquals(0, Linux.poll(new int[] {descriptor}, 0));
        posted(signalled(3, 0, 8).send().post());
        assertTrue(isReadable(descriptor), "no notification");
        queue.disarm();
        assertEquals(0, Linux.poll(new int[] {descriptor}, 0));
        good(right, 1, Completions.RECEIVE);
        // not armed any more
        posted(signalled(4, 0, 8).send().post());
        good(right, 2, Completions.RECEIVE);
        assertEquals(0, Linux.poll(new int[] {descriptor}, 0));
    }

    private static boolean isReadable(int descriptor) {
        return Linux.poll(new int[] {descriptor}, LIMIT_NS) == 1;
    }

    @Test
    void whoWaitsForConnectionsIsWoken() throws VerbsException {
        int[] descriptors = right.device.waitDescriptors();
        assumeTrue(descriptors.length > 0, "no descriptors to wait for");
        there = left.device.createQueuePair(left.options());
        there.connect(right.listener.address());
        boolean woken = false;
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!woken && deadline - System.nanoTime() > 0) {
            left.poll();
            woken = Linux.poll(descriptors, 1_000_000) > 0;
        }
        assertTrue(woken);
        await("the request", () -> right.requests.size() == 1);
        assertEquals(0, Linux.poll(descriptors, 0));
    }

    @Test
    void nonsenseIsRefused() throws VerbsException {
        assertThrows(VerbsException.class, () -> left.device.register(left.at(0), 0, 1));
        assertThrows(VerbsException.class, () -> left.device.register(left.at(0), -1, 1));
        VerbsException port = assertThrows(
                VerbsException.class,
                () -> right.device.createQueuePair(new QueuePairOptions(
                        right.queue, null, limits().maxQueueDepth() * 2, 1, 0, 1, 7, 16, 7)));
        assertTrue(port.getMessage() != null && port.errno() != 0, port::toString);
    }

    @Test
    void aRegionEnds() throws VerbsException {
        int before = left.region.localKey();
        Region other = left.device.register(left.at(0), 4096, limits().readTargetAccess());
        assertEquals(left.at(0), other.address());
        assertEquals(4096, other.length());
        assertFalse(other.localKey() == before);
        other.close();
        other.close();
    }

    @Test
    void steadyMessagesAllocateNothing() throws VerbsException {
        connect();
        SendRequest send = there.newSendRequest()
                .flags(SendRequest.SIGNALED)
                .local(left.at(0), 8, left.region.localKey())
                .send();
        ReceiveRequest receive = back.newReceiveRequest().local(right.at(0), 8, right.region.localKey());
        Completions batch = new Completions(8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        exchange(send, receive, batch, 6000);
        int rounds = 2000;
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(send, receive, batch, rounds);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < rounds, allocated + " bytes in " + rounds + " messages");
    }

    private void exchange(SendRequest send, ReceiveRequest receive, Completions batch, int rounds) {
        for (int i = 0; i < rounds; i++) {
            if (receive.id(i).post() != 0 || send.id(i).post() != 0) {
                throw new AssertionError("posting failed");
            }
            awaitOne(left.queue, batch, i);
            awaitOne(right.queue, batch, i);
        }
    }

    private static void awaitOne(CompletionQueue queue, Completions batch, int id) {
        long deadline = System.nanoTime() + LIMIT_NS;
        int count = queue.poll(batch);
        while (count == 0 && deadline - System.nanoTime() > 0) {
            count = queue.poll(batch);
        }
        if (count != 1 || batch.id(0) != id || batch.status(0) != CompletionStatus.SUCCESS) {
            throw new AssertionError("message " + id + ": " + count + " completions");
        }
    }
}
