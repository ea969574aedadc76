package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTest {
    private Intracomm comm = MPI.COMM_SELF;

    @BeforeEach
    void duplicate() {
        comm = MPI.COMM_SELF.dup();
    }

    @AfterEach
    void free() {
        comm.free();
    }

    private Request receive(int tag) {
        return comm.iRecv(new int[1], 1, MPI.INT, 0, tag);
    }

    private void send(int tag) {
        comm.send(new int[] {tag}, 1, MPI.INT, 0, tag);
    }

    private static void assertEmpty(Status status) {
        assertEquals(MPI.ANY_SOURCE, status.getSource());
        assertEquals(MPI.ANY_TAG, status.getTag());
        assertEquals(0, status.getCount(MPI.INT));
    }

    @Test
    void completionMakesARequestNull() {
        Request request = receive(1);
        assertFalse(request.isNull());
        assertFalse(request.test());
        assertNull(request.testStatus());
        assertNull(request.getStatus());
        send(1);
        Status peek = request.getStatus();
        assertNotNull(peek);
        assertEquals(1, peek.getTag());
        assertFalse(request.isNull());
        assertEquals(1, request.waitStatus().getTag());
        assertTrue(request.isNull());
        assertTrue(request.test());
        request.waitFor();
        assertEmpty(request.waitStatus());
        Status tested = request.testStatus();
        assertNotNull(tested);
        assertEmpty(tested);
    }

    @Test
    void sendsHaveEmptyStatuses() {
        Request request = comm.iSend(new int[1], 1, MPI.INT, 0, 8);
        comm.recv(new int[1], 1, MPI.INT, 0, 8);
        assertEmpty(request.waitStatus());
    }

    /** More virtual threads poll than there are processors: the one that they wait for must run all the same. */
    @Test
    void virtualThreadsThatPollLetOthersRun() throws InterruptedException {
        int pollers = 2 * Runtime.getRuntime().availableProcessors();
        CountDownLatch polling = new CountDownLatch(pollers);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < pollers; i++) {
            int tag = 3 * i;
            threads.add(Thread.startVirtualThread(() -> poll(tag, polling)));
        }
        threads.add(Thread.startVirtualThread(() -> {
            await(polling);
            for (int tag = 0; tag < 3 * pollers; tag++) {
                comm.send(new int[1], 1, MPI.INT, 0, tag);
            }
        }));
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(60)), "a virtual thread is starved");
        }
    }

    private void poll(int tag, CountDownLatch polling) {
        Request first = receive(tag);
        Request[] second = {receive(tag + 1)};
        polling.countDown();
        while (!first.test()) {
            Thread.onSpinWait();
        }
        while (Request.testAny(second) == MPI.UNDEFINED) {
            Thread.onSpinWait();
        }
        while (comm.iProbe(0, tag + 2) == null) {
            Thread.onSpinWait();
        }
        receive(tag + 2).waitFor();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void cancelledReceives() {
        Request request = receive(2);
        request.cancel();
        Status status = request.waitStatus();
        assertTrue(status.isCancelled());
        assertTrue(request.isNull());
    }

    @Test
    void allOfThem() {
        Request[] requests = {receive(0), MPI.REQUEST_NULL, receive(1)};
        assertFalse(Request.testAll(requests));
        send(1);
        assertNull(Request.testAllStatus(requests));
        assertFalse(requests[2].isNull());
        send(0);
        Status[] statuses = Request.waitAllStatus(requests);
        assertEquals(0, statuses[0].getTag());
        assertEmpty(statuses[1]);
        assertEquals(1, statuses[2].getTag());
        assertEquals(0, statuses[2].getIndex());
        assertTrue(requests[0].isNull() && requests[2].isNull());
        assertTrue(Request.testAll(requests));
        Request.waitAll(requests);
        assertNotNull(Request.testAllStatus(requests));
        assertEquals(0, Request.waitAllStatus(new Request[0]).length);
    }

    @Test
    void anyOfThem() {
        Request[] requests = {receive(0), MPI.REQUEST_NULL, receive(1)};
        assertEquals(MPI.UNDEFINED, Request.testAny(requests));
        assertNull(Request.testAnyStatus(requests));
        send(1);
        Status status = Request.waitAnyStatus(requests);
        assertEquals(2, status.getIndex());
        assertEquals(1, status.getTag());
        send(0);
        assertEquals(0, Request.waitAny(requests));
        assertEquals(MPI.UNDEFINED, Request.waitAny(requests));
        assertEquals(MPI.UNDEFINED, Request.testAny(requests));
        assertEquals(MPI.UNDEFINED, Request.waitAnyStatus(requests).getIndex());
        Status none = Request.testAnyStatus(requests);
        assertNotNull(none);
        assertEquals(MPI.UNDEFINED, none.getIndex());
        assertEquals(MPI.UNDEFINED, Request.waitAny(new Request[0]));
    }

    @Test
    void someOfThem() {
        Request[] requests = {receive(0), receive(1), MPI.REQUEST_NULL, receive(2)};
        assertArrayEquals(new int[0], Request.testSome(requests));
        assertArrayEquals(new Status[0], Request.testSomeStatus(requests));
        send(2);
        send(0);
        awaitDone(requests[0]);
        awaitDone(requests[3]);
        assertArrayEquals(new int[] {0, 3}, Request.waitSome(requests));
        send(1);
        Status[] statuses = Request.waitSomeStatus(requests);
        assertNotNull(statuses);
        assertEquals(1, statuses.length);
        assertEquals(1, statuses[0].getIndex());
        assertNull(Request.waitSome(requests));
        assertNull(Request.testSome(requests));
        assertNull(Request.waitSomeStatus(requests));
        assertNull(Request.testSomeStatus(requests));
    }

    /** Waits without completing the request. */
    private static void awaitDone(Request request) {
        while (request.getStatus() == null) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theNullRequestIsShared() {
        MPI.REQUEST_NULL.free();
        MPI.REQUEST_NULL.waitFor();
        assertTrue(MPI.REQUEST_NULL.isNull());
        Request done = comm.iRecv(new int[1], 1, MPI.INT, MPI.PROC_NULL, 0);
        done.waitFor();
        assertTrue(done.isNull());
        assertFalse(done.equals(MPI.REQUEST_NULL));
    }
}
