package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as completion stages. */
@Timeout(60)
class RequestFutureTest {
    private static final int LIMIT_S = 30;

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
    }

    @Test
    void completesWithoutAnybodyWaiting() throws Exception {
        Intracomm comm = MPI.COMM_SELF.dup();
        int[] into = new int[1];
        Request request = comm.iRecv(into, 1, MPI.INT, 0, 4);
        CompletableFuture<Status> future = request.toCompletableFuture();
        assertSame(future, request.toCompletableFuture());
        assertFalse(future.isDone());
        comm.send(new int[] {5}, 1, MPI.INT, 0, 4);
        assertEquals(4, get(future).getTag());
        assertEquals(5, into[0]);
        assertTrue(request.isNull());
        request.waitFor();
        assertSame(future, request.toCompletableFuture());
        assertEquals(MPI.ANY_TAG, get(MPI.REQUEST_NULL.toCompletableFuture()).getTag());
        comm.free();
    }

    @Test
    void waitsAndFuturesTellTheSame() throws Exception {
        Intracomm comm = MPI.COMM_SELF.dup();
        Request request = comm.iRecv(new int[1], 1, MPI.INT, 0, 4);
        CompletableFuture<Status> future = request.toCompletableFuture();
        comm.send(new int[1], 1, MPI.INT, 0, 4);
        Status[] statuses = {request.waitStatus()};
        assertTrue(request.isNull());
        // whoever was first, the future has the status, and so has the wait unless the request was null by then
        assertTrue(statuses[0].getTag() == 4 || statuses[0].getTag() == MPI.ANY_TAG);
        assertEquals(4, get(future).getTag());
        Request cancelled = comm.iRecv(new int[1], 1, MPI.INT, 0, 4);
        CompletionStage<Boolean> flag = cancelled.thenApply(Status::isCancelled);
        cancelled.cancel();
        assertTrue(get(flag));
        comm.free();
    }

    @Test
    void failuresAreThrownToBoth() {
        Intracomm comm = MPI.COMM_SELF.dup();
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Request request = comm.iRecv(new int[1], 1, MPI.INT, 0, 4);
        CompletableFuture<Status> future = request.toCompletableFuture();
        comm.send(new int[2], 2, MPI.INT, 0, 4);
        ExecutionException e =
                assertThrows(ExecutionException.class, () -> future.get(LIMIT_S, TimeUnit.SECONDS));
        MPIException cause = assertInstanceOf(MPIException.class, e.getCause());
        assertEquals(MPI.ERR_TRUNCATE, cause.getErrorClass());
        assertTrue(request.isNull());
        comm.free();
    }

    @Test
    void objects() throws Exception {
        Intracomm comm = MPI.COMM_SELF.dup();
        ObjectRequest<String> request = comm.iRecv(0, 4);
        CompletableFuture<String> future = request.toObjectFuture();
        get(comm.iSend("tail", 0, 4).thenRun(() -> {}));
        assertEquals("tail", get(future));
        assertEquals("tail", request.get());
        comm.free();
    }

    @Test
    void everyMethodOfAStageIsThatOfTheFuture() throws Exception {
        Intracomm comm = MPI.COMM_SELF.dup();
        comm.send(new int[1], 1, MPI.INT, 0, 4);
        Request request = comm.iRecv(new int[1], 1, MPI.INT, 0, 4);
        CompletionStage<Status> other = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        List<CompletionStage<?>> stages = new ArrayList<>();
        stages.add(request.thenApply(Status::getTag));
        stages.add(request.thenApplyAsync(Status::getTag));
        stages.add(request.thenApplyAsync(Status::getTag, Runnable::run));
        stages.add(request.thenAccept(_ -> calls.incrementAndGet()));
        stages.add(request.thenRun(calls::incrementAndGet));
        stages.add(request.thenCombine(request, (a, b) -> a.getTag() + b.getTag()));
        stages.add(request.thenAcceptBoth(request, (_, _) -> calls.incrementAndGet()));
        stages.add(request.runAfterBoth(request, calls::incrementAndGet));
        stages.add(request.applyToEither(other, Status::getTag));
        stages.add(request.acceptEither(other, _ -> calls.incrementAndGet()));
        stages.add(request.runAfterEither(other, calls::incrementAndGet));
        stages.add(request.thenCompose(s -> CompletableFuture.completedFuture(s.getTag())));
        stages.add(request.handle((s, _) -> s.getTag()));
        stages.add(request.whenComplete((_, _) -> calls.incrementAndGet()));
        stages.add(request.exceptionally(_ -> new Status()));
        for (CompletionStage<?> stage : stages) {
            get(stage);
        }
        assertEquals(7, calls.get());
        comm.free();
    }

    /** A message goes round and round, passed on by callbacks alone; each restarts a persistent receive. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void callbacksSendFurtherMessages(int ranks) {
        int laps = 20;
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int next = (comm.getRank() + 1) % ranks;
            int previous = (comm.getRank() + ranks - 1) % ranks;
            int[] token = new int[1];
            CompletableFuture<Integer> end = new CompletableFuture<>();
            Prequest receive = comm.recvInit(token, 1, MPI.INT, previous, 1);
            pass(comm, receive, token, next, laps, end);
            if (comm.getRank() == 0) {
                comm.send(new int[] {1}, 1, MPI.INT, next, 1);
            }
            assertEquals(laps * ranks - (ranks - 1 - (comm.getRank() + ranks - 1) % ranks), get(end));
            receive.free();
        });
    }

    /** Waits for the token {@code laps} times; rank 0 keeps it at last. */
    private static void pass(
            Intracomm comm, Prequest receive, int[] token, int next, int laps, CompletableFuture<Integer> end) {
        receive.start();
        CompletionStage<Void> done = receive.thenAccept(_ -> {
            int hops = token[0];
            if (laps > 1) {
                pass(comm, receive, token, next, laps - 1, end);
            }
            if (laps > 1 || comm.getRank() != 0) {
                comm.sSend(new int[] {hops + 1}, 1, MPI.INT, next, 1);
            }
            if (laps == 1) {
                end.complete(hops);
            }
        });
        done.exceptionally(e -> {
            end.completeExceptionally(e);
            return null;
        });
    }

    /** Several threads of each rank wait, test and use futures of many messages at once. */
    @SuppressWarnings("FutureReturnValueIgnored")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void manyThreadsAtOnce(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                threads.add(CompletableFuture.runAsync(
                        () -> exchange(comm, thread, new Random(seed + thread)),
                        task -> (thread % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual()).start(task)));
            }
            // the first that fails, for the others may wait for it
            CompletableFuture<Void> failed = new CompletableFuture<>();
            threads.forEach(thread -> thread.whenComplete((_, e) -> {
                if (e != null) {
                    failed.completeExceptionally(e);
                }
            }));
            get(CompletableFuture.anyOf(failed, CompletableFuture.allOf(threads.toArray(new CompletableFuture<?>[0]))));
        }));
    }

    private static void exchange(Intracomm comm, int thread, Random random) {
        int size = comm.getSize();
        for (int round = 0; round < 30; round++) {
            // the same for the same thread of all ranks
            int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 30_000 : 50);
            int way = random.nextInt(4);
            int[][] in = new int[size][count];
            Request[] requests = new Request[2 * size];
            for (int peer = 0; peer < size; peer++) {
                int[] out = new int[count];
                out[count - 1] = comm.getRank() * 1000 + round;
                requests[peer] = comm.iRecv(in[peer], count, MPI.INT, peer, thread);
                requests[size + peer] = comm.iSend(out, count, MPI.INT, peer, thread);
            }
            complete(requests, way);
            for (int peer = 0; peer < size; peer++) {
                assertEquals(peer * 1000 + round, in[peer][count - 1]);
            }
        }
    }

    private static void complete(Request[] requests, int way) {
        switch (way) {
            case 0 -> Request.waitAll(requests);
            case 1 -> {
                CompletableFuture<?>[] futures = new CompletableFuture<?>[requests.length];
                for (int i = 0; i < futures.length; i++) {
                    futures[i] = requests[i].toCompletableFuture();
                }
                CompletableFuture.allOf(futures).orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
            }
            case 2 -> {
                for (Request request : requests) {
                    assertSame(request.toCompletableFuture(), request.toCompletableFuture());
                }
                Request.waitAll(requests);
            }
            default -> testOrWaitAny(requests);
        }
        for (Request request : requests) {
            assertTrue(request.isNull());
        }
    }

    /** Tests in turn; a virtual thread that did so without pause might keep others from its carrier for ever. */
    private static void testOrWaitAny(Request[] requests) {
        if (Thread.currentThread().isVirtual()) {
            for (int i = 0; i < requests.length; i++) {
                Request.waitAny(requests);
            }
            return;
        }
        for (Request request : requests) {
            while (!request.test()) {
                Thread.yield();
            }
        }
    }
}
