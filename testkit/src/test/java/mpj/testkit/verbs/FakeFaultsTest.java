package mpj.testkit.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpj.testkit.Seed;
import mpj.testkit.verbs.VerbsEnd.Ended;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.VerbsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fake does that devices do not do on demand. */
class FakeFaultsTest {
    private static final int ENOUGH_POLLS = 1000;

    private final List<VerbsEnd> ends = new ArrayList<>();

    @AfterEach
    void closeEnds() {
        ends.forEach(VerbsEnd::close);
    }

    private VerbsEnd end(FakeFabric fabric, int host) throws VerbsException {
        VerbsEnd made = new VerbsEnd(fabric.host(host));
        ends.add(made);
        return made;
    }

    private void poll() {
        for (int i = 0; i < ENOUGH_POLLS; i++) {
            ends.forEach(VerbsEnd::poll);
        }
    }

    /** Connects the first two ends; the queue pairs of both. */
    private List<QueuePair> connect(QueuePairOptions options) throws VerbsException {
        VerbsEnd left = ends.get(0);
        VerbsEnd right = ends.get(1);
        QueuePair there = left.device.createQueuePair(options);
        there.connect(right.listener.address());
        poll();
        QueuePair back = right.requests.getLast().createQueuePair(right.options());
        right.requests.getLast().accept();
        poll();
        assertEquals(QueuePair.State.CONNECTED, there.state());
        return List.of(there, back);
    }

    private SendRequest signalled(QueuePair from, long id, int offset, int length) {
        VerbsEnd left = ends.get(0);
        return from.newSendRequest()
                .id(id)
                .flags(SendRequest.SIGNALED)
                .local(left.at(offset), length, left.region.localKey());
    }

    private static void posted(int result) {
        assertEquals(0, result, () -> Errno.describe(result));
    }

    @Test
    void aSendOvertakesAReadUnlessItHasAFence() throws VerbsException {
        FakeFabric fabric = new FakeFabric(new FakeFaults(1).delays(2).lateReads());
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        List<QueuePair> pair = connect(left.options());
        for (boolean fence : new boolean[] {false, true}) {
            posted(right.receive(pair.get(1), 1, 0, 8));
            posted(signalled(pair.get(0), 2, 0, 8)
                    .read(right.at(64), right.region.remoteKey())
                    .post());
            posted(signalled(pair.get(0), 3, 8, 8)
                    .flags(SendRequest.SIGNALED | (fence ? SendRequest.FENCE : 0))
                    .send()
                    .post());
            int polls = 0;
            while (right.ended.isEmpty() && polls++ < ENOUGH_POLLS) {
                right.poll();
            }
            left.poll();
            assertEquals(fence, left.ended.size() > 0, "the read had ended when the message came");
            poll();
            assertEquals(List.of(2L, 3L), left.ended.stream().map(Ended::id).toList(), "completions keep their order");
            left.ended.clear();
            right.ended.clear();
        }
    }

    @Test
    void memoryIsLimited() throws VerbsException {
        FakeFabric fabric = new FakeFabric(new FakeFaults(1).lockedMemory(VerbsEnd.MEMORY + 4096));
        VerbsEnd end = end(fabric, 0);
        Region second = end.device.register(end.at(0), 4096, Access.LOCAL_WRITE);
        VerbsException refused =
                assertThrows(VerbsException.class, () -> end.device.register(end.at(0), 1, Access.LOCAL_WRITE));
        assertEquals(Errno.ENOMEM, refused.errno());
        second.close();
        end.device.register(end.at(0), 1, Access.LOCAL_WRITE).close();
    }

    @Test
    void someRegistrationsFail() throws VerbsException {
        FakeFaults faults = new FakeFaults(3);
        VerbsEnd end = end(new FakeFabric(faults), 0);
        faults.failRegistrations(3);
        int failures = 0;
        for (int i = 0; i < 100; i++) {
            try {
                end.device.register(end.at(0), 8, Access.LOCAL_WRITE).close();
            } catch (VerbsException e) {
                assertEquals(Errno.ENOMEM, e.errno());
                failures++;
            }
        }
        assertTrue(failures > 10 && failures < 60, failures + " failures");
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "1, 13", "2, 12"})
    void aRequestFailsAndTheRestIsFlushed(int nth, int status) throws VerbsException {
        FakeFabric fabric = new FakeFabric(new FakeFaults(1).failRequest(nth, status));
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        List<QueuePair> pair = connect(left.options());
        posted(left.receive(pair.get(0), 100, 0, 8));
        for (int i = 0; i < 4; i++) {
            posted(right.receive(pair.get(1), i, 0, 8));
            posted(signalled(pair.get(0), i, 0, 8).send().post());
        }
        poll();
        assertEquals(nth, right.ended.size());
        assertEquals(5, left.ended.size());
        for (int i = 0; i < 5; i++) {
            int expected = i < nth ? CompletionStatus.SUCCESS : i == nth ? status : CompletionStatus.FLUSHED;
            assertEquals(expected, left.ended.get(i).status(), left.ended::toString);
        }
        assertTrue(left.disconnected.isEmpty() && right.disconnected.isEmpty());
        pair.get(0).disconnect();
        poll();
        assertTrue(right.disconnected.containsKey(pair.get(1)));
        assertEquals(4, right.ended.size(), "flushed receives");
    }

    @Test
    void aLostHostAnswersNoMore() throws VerbsException {
        FakeFabric fabric = new FakeFabric(new FakeFaults(1).loseHost(1, 1));
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        List<QueuePair> pair = connect(left.options());
        for (int i = 0; i < 3; i++) {
            posted(right.receive(pair.get(1), i, 0, 8));
            posted(signalled(pair.get(0), i, 0, 8).send().post());
        }
        poll();
        assertEquals(1, right.ended.size());
        assertEquals(
                List.of(CompletionStatus.SUCCESS, CompletionStatus.RETRY_EXCEEDED, CompletionStatus.FLUSHED),
                left.ended.stream().map(Ended::status).toList());
        pair.get(0).close();
        poll();
        assertTrue(right.disconnected.isEmpty(), "nobody can tell it");
        QueuePair again = left.device.createQueuePair(left.options());
        again.connect(right.listener.address());
        poll();
        assertTrue(left.failed.containsKey(again));
    }

    @Test
    void connectionsAreRejected() throws VerbsException {
        FakeFabric fabric = new FakeFabric(new FakeFaults(1).rejectConnections(1));
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        QueuePair there = left.device.createQueuePair(left.options());
        there.connect(right.listener.address());
        poll();
        assertTrue(left.failed.containsKey(there));
        assertTrue(right.requests.isEmpty());
    }

    @Test
    void aCompletionQueueThatOverflowsIsBroken() throws VerbsException {
        FakeFabric fabric = new FakeFabric();
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        CompletionQueue small = left.device.createCompletionQueue(4);
        List<QueuePair> pair = connect(QueuePairOptions.of(left.device.limits(), small, null, 16, 16));
        for (int i = 0; i < 5; i++) {
            posted(right.receive(pair.get(1), i, 0, 8));
            posted(signalled(pair.get(0), i, 0, 8).send().post());
        }
        poll();
        assertTrue(small.poll(new Completions(8)) < 0);
        assertEquals(1, left.fatal.size());
    }

    @Test
    void aFullQueueTakesNothingUntilItsCompletionsArePolled() throws VerbsException {
        FakeFabric fabric = new FakeFabric();
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        CompletionQueue own = left.device.createCompletionQueue(64);
        List<QueuePair> pair = connect(QueuePairOptions.of(left.device.limits(), own, null, 4, 4));
        for (int i = 0; i < 4; i++) {
            posted(right.receive(pair.get(1), i, 0, 8));
            posted(signalled(pair.get(0), i, 0, 8).flags(i == 1 ? SendRequest.SIGNALED : 0).send().post());
            posted(left.receive(pair.get(0), i, 0, 8));
        }
        assertEquals(Errno.ENOMEM, left.receive(pair.get(0), 4, 0, 8));
        poll();
        assertEquals(4, right.ended.size());
        assertEquals(Errno.ENOMEM, signalled(pair.get(0), 4, 0, 8).send().post());
        assertEquals(1, own.poll(new Completions(8)));
        // two have been told of; of the two unsignalled ones after these nobody will ever hear
        posted(signalled(pair.get(0), 4, 0, 8).flags(0).send().post());
        posted(signalled(pair.get(0), 5, 0, 8).flags(0).send().post());
        assertEquals(Errno.ENOMEM, signalled(pair.get(0), 6, 0, 8).send().post());
    }

    @Test
    void memoryThatIsNotRegisteredIsNotUsed() throws VerbsException {
        FakeFabric fabric = new FakeFabric();
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        List<QueuePair> pair = connect(left.options());
        Region brief = left.device.register(left.at(0), 64, Access.LOCAL_WRITE);
        posted(right.receive(pair.get(1), 1, 0, 64));
        SendRequest request = pair.get(0).newSendRequest().local(left.at(0), 64, brief.localKey());
        brief.close();
        posted(request.send().post());
        poll();
        assertEquals(CompletionStatus.LOCAL_PROTECTION, left.ended.getFirst().status());
        assertTrue(right.ended.isEmpty());
    }

    @Test
    void aSeedDecidesEverything() {
        Seed.run(seed -> {
            List<String> first = history(seed);
            closeEnds();
            ends.clear();
            assertEquals(first, history(seed));
        });
    }

    /** What is heard of some random requests. */
    private List<String> history(long seed) throws VerbsException {
        Random random = new Random(seed);
        FakeFabric fabric =
                new FakeFabric(new FakeFaults(seed).delays(5).lateReads().failRequest(90, CompletionStatus.GENERAL));
        VerbsEnd left = end(fabric, 0);
        VerbsEnd right = end(fabric, 1);
        List<QueuePair> pair = connect(left.options());
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (random.nextBoolean()) {
                right.receive(pair.get(1), i, 0, 8);
                signalled(pair.get(0), i, 0, 8).send().post();
            } else {
                signalled(pair.get(0), i, 0, 8)
                        .read(right.at(64), right.region.remoteKey())
                        .post();
            }
            left.poll();
            right.poll();
            heard.add(i + ": " + left.ended + right.ended);
            left.ended.clear();
            right.ended.clear();
        }
        return heard;
    }
}
