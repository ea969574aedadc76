package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generalized requests. */
class GrequestTest {
    private final List<String> calls = new ArrayList<>();

    private Grequest started() {
        return Grequest.start(
                status -> {
                    calls.add("query");
                    status.setSource(7);
                    status.setTag(8);
                    status.setElements(MPI.INT, 9);
                    status.setCancelled(calls.contains("cancel false"));
                },
                () -> calls.add("free"),
                completed -> calls.add("cancel " + completed));
    }

    @Test
    void theFunctionsAreCalledInOrder() {
        Grequest request = started();
        assertFalse(request.isNull());
        assertFalse(request.test());
        assertNull(request.getStatus());
        request.complete();
        Status peek = request.getStatus();
        assertNotNull(peek);
        assertEquals(7, peek.getSource());
        assertFalse(request.isNull());
        Status status = request.waitStatus();
        assertEquals(8, status.getTag());
        assertEquals(9, status.getElements(MPI.INT));
        assertFalse(status.isCancelled());
        assertTrue(request.isNull());
        assertEquals(List.of("query", "query", "free"), calls);
        assertThrows(MPIException.class, request::complete);
    }

    @Test
    void aWaitWithoutStatusAsksToo() {
        Grequest request = started();
        request.complete();
        Request.waitAll(new Request[] {request, MPI.REQUEST_NULL});
        assertEquals(List.of("query", "free"), calls);
    }

    @Test
    void anotherThreadCompletes() throws Exception {
        Grequest request = started();
        Thread thread = Thread.ofPlatform().start(request::complete);
        assertEquals(7, Request.waitAnyStatus(new Request[] {MPI.REQUEST_NULL, request}).getSource());
        thread.join();
        Grequest future = Grequest.start(null, null, null);
        Thread.ofVirtual().start(future::complete);
        assertEquals(MPI.ANY_SOURCE, future.toCompletableFuture().get().getSource());
    }

    @Test
    void cancelTellsWhetherItIsOver() {
        Grequest request = started();
        request.cancel();
        request.complete();
        request.cancel();
        assertTrue(request.waitStatus().isCancelled());
        assertEquals(List.of("cancel false", "cancel true", "query", "free"), calls);
        Grequest deaf = Grequest.start(null, null, null);
        deaf.cancel();
        deaf.complete();
        deaf.waitFor();
    }

    @Test
    void freedBeforeAndAfterItIsOver() {
        Grequest before = started();
        before.free();
        assertTrue(before.isNull());
        assertEquals(List.of(), calls);
        before.complete();
        assertEquals(List.of("free"), calls);
        Grequest after = started();
        after.complete();
        after.free();
        after.free();
        assertEquals(List.of("free", "free"), calls);
    }

    @Test
    void exceptionsOfTheFunctions() {
        IllegalStateException cause = new IllegalStateException("oops");
        Grequest request = Grequest.start(
                _ -> {
                    throw cause;
                },
                () -> calls.add("free"),
                null);
        request.complete();
        MPIException e = assertThrows(MPIException.class, request::waitFor);
        assertEquals(MPI.ERR_OTHER, e.getErrorClass());
        assertSame(cause, e.getCause());
        assertEquals(
                "MPI_ERR_OTHER: generalized request: its query function threw java.lang.IllegalStateException: oops",
                e.getMessage());
        assertEquals(List.of("free"), calls);
        assertTrue(request.isNull());
    }

    @Test
    void togetherWithMessages() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Grequest own = started();
        Request receive = comm.iRecv(new int[1], 1, MPI.INT, 0, 1);
        Request[] all = {own, receive};
        assertNull(Request.getStatusAll(all));
        assertNull(Request.getStatusAny(all));
        assertEquals(0, assertStatuses(Request.getStatusSome(all)).length);
        comm.send(new int[1], 1, MPI.INT, 0, 1);
        assertEquals(1, Request.waitAny(all));
        own.complete();
        assertEquals(0, assertStatuses(Request.getStatusSome(all))[0].getIndex());
        assertEquals(7, assertStatuses(Request.getStatusAll(all))[0].getSource());
        assertEquals(2, Arrays.stream(assertStatuses(Request.getStatusAll(all))).count());
        assertFalse(own.isNull());
        Status any = Request.getStatusAny(all);
        assertNotNull(any);
        assertEquals(0, any.getIndex());
        assertTrue(Request.testAll(all));
        assertEquals(2, assertStatuses(Request.getStatusAll(all)).length);
        comm.free();
    }

    private static Status[] assertStatuses(Status @Nullable [] statuses) {
        assertNotNull(statuses);
        return statuses;
    }
}
