package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import mpj.base.memory.BufferView;
import mpj.transport.Status;
import mpj.transport.Transport;
import org.junit.jupiter.api.Test;

/** What every transport must do for a rank that waits: cheap idle polls, sleep without a lost wake-up. */
public abstract class WaitingContract extends MessageContract {
    /** Longer than any test may take: a sleep that ends by it shows as a time-out. */
    private static final long FOR_EVER_NS = Duration.ofHours(1).toNanos();

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void pollsWithoutEventsSayZero() {
        try (TransportRig rig = rig(4)) {
            for (int peer = 1; peer < 4; peer++) {
                send(rig, 0, peer, 1, new BufferView(), 0, 0);
                int at = peer;
                rig.pollUntil("arrival", () -> rig.node(at).arrivals().size() == 1);
            }
            // connections may have something to say to each other at first
            rig.pollUntil("quiet", () -> quietFor(rig, 50));
            for (int i = 0; i < 1000; i++) {
                assertEquals(0, rig.pollAll());
            }
        }
    }

    private static boolean quietFor(TransportRig rig, int polls) {
        for (int i = 0; i < polls; i++) {
            if (rig.pollAll() != 0) {
                return false;
            }
        }
        return true;
    }

    /** Arms as soon as the transport lets it. */
    private static void arm(Transport transport) {
        while (!transport.arm()) {
            transport.poll();
        }
    }

    @Test
    void wakeFromAnotherThreadEndsASleep() {
        try (TransportRig rig = rig(2)) {
            Transport transport = rig.node(0).transport();
            AtomicLong rounds = new AtomicLong();
            int wanted = 500;
            Parallel.run(
                    LIMIT,
                    List.of(
                            () -> {
                                for (int i = 0; i < wanted; i++) {
                                    arm(transport);
                                    rounds.incrementAndGet();
                                    transport.await(FOR_EVER_NS);
                                    transport.disarm();
                                }
                            },
                            () -> {
                                for (long round = 1; round <= wanted; round++) {
                                    while (rounds.get() < round) {
                                        Parallel.letOthersRun();
                                    }
                                    transport.wake();
                                }
                            }));
        }
    }

    @Test
    void aWakeBetweenArmAndAwaitIsNotLost() {
        try (TransportRig rig = rig(2)) {
            Transport transport = rig.node(0).transport();
            Parallel.run(
                    LIMIT,
                    List.of(() -> {
                        for (int i = 0; i < 1000; i++) {
                            arm(transport);
                            transport.wake();
                            transport.await(FOR_EVER_NS);
                            transport.disarm();
                        }
                    }));
        }
    }

    @Test
    void aSleepEndsWithItsTime() {
        try (TransportRig rig = rig(2)) {
            Transport transport = rig.node(0).transport();
            Parallel.run(
                    LIMIT,
                    List.of(() -> {
                        for (long timeoutNs : new long[] {0, 1, 1000, 1_000_000, 20_000_000}) {
                            arm(transport);
                            transport.await(timeoutNs);
                            transport.disarm();
                        }
                    }));
        }
    }

    @Test
    void armSaysFalseWhenSomethingHasArrived() {
        try (TransportRig rig = rig(2)) {
            Parallel.run(LIMIT, List.of(() -> armAfterArrival(rig)));
        }
    }

    private void armAfterArrival(TransportRig rig) {
        TransportNode receiver = rig.node(1);
        for (int round = 0; round < 200; round++) {
            int sent = round;
            rig.pollUntil("room", () -> rig.node(0).trySend(1, 3, sent) == Status.OK);
            // a wire takes its time: until the message is here, sleeping is right, and its arrival ends it
            if (receiver.transport().arm()) {
                receiver.transport().await(FOR_EVER_NS);
                receiver.transport().disarm();
                assertFalse(arrivesInstantly(), "slept though something had arrived");
            }
            rig.pollUntil("arrival", () -> receiver.arrivals().size() == 1);
            assertEquals(round, receiver.takeArrivals().getFirst().h0());
        }
    }

    /** Whether a message is at the receiver when {@code send} returns, as in shared memory. */
    protected boolean arrivesInstantly() {
        return false;
    }

    @Test
    void arrivalsEndSleepsOnBothSides() {
        int rounds = 3000;
        try (TransportRig rig = rig(2)) {
            Parallel.run(
                    LIMIT,
                    List.of(
                            () -> pingPong(rig.node(0), 1, rounds, true),
                            () -> pingPong(rig.node(1), 0, rounds, false)));
        }
    }

    private static void pingPong(TransportNode node, int peer, int rounds, boolean first) {
        long[] heard = {0};
        node.receiver((from, kind, h0, h1, h2, address, length) -> {
            assertEquals(heard[0], h0);
            heard[0]++;
        });
        for (int round = 0; round < rounds; round++) {
            int due = round + 1;
            if (!first) {
                sleepUntil(node, () -> heard[0] >= due);
            }
            while (node.trySend(peer, 5, round) != Status.OK) {
                node.transport().poll();
            }
            if (first) {
                sleepUntil(node, () -> heard[0] >= due);
            }
        }
    }

    /** As the engine waits: poll, arm, sleep, disarm. */
    private static void sleepUntil(TransportNode node, BooleanSupplier condition) {
        Transport transport = node.transport();
        while (!condition.getAsBoolean()) {
            if (transport.poll() == 0 && transport.arm()) {
                transport.await(FOR_EVER_NS);
                transport.disarm();
            }
        }
    }

    @Test
    void aRefusedSenderMaySleepAndResumes() {
        int messages = 5000;
        try (TransportRig rig = rig(2)) {
            int length = Math.min(4096, rig.node(0).to(1).capabilities().maxSend());
            CountDownLatch refused = new CountDownLatch(1);
            Parallel.run(
                    LIMIT,
                    List.of(
                            () -> {
                                sendSleeping(rig.node(0), messages, length, refused);
                                refused.countDown();
                                // what was taken may not have left yet
                                while (rig.node(0).transport().hasUnsent()) {
                                    rig.node(0).transport().poll();
                                }
                            },
                            () -> {
                                long[] heard = {0};
                                rig.node(1).receiver((peer, kind, h0, h1, h2, address, n) -> heard[0]++);
                                refused.await();
                                sleepUntil(rig.node(1), () -> heard[0] == messages);
                            }));
        }
    }

    private static void sendSleeping(TransportNode node, int messages, int length, CountDownLatch refused) {
        BufferView view = new BufferView();
        view.set(new byte[length], 0, length);
        Transport transport = node.transport();
        for (int m = 0; m < messages; m++) {
            while (node.trySend(1, m, view, 0, length) != Status.OK) {
                refused.countDown();
                if (transport.poll() == 0 && transport.arm()) {
                    // an engine with something unsent sleeps for a short time only
                    transport.await(100_000);
                    transport.disarm();
                }
            }
        }
    }

    @Test
    void wakesOfARankThatIsAwakeHarmNothing() {
        try (TransportRig rig = rig(2)) {
            for (int round = 0; round < 200; round++) {
                rig.node(0).transport().wake();
                rig.node(1).transport().wake();
                send(rig, 0, 1, round, new BufferView(), 0, 0);
                rig.pollUntil("arrival", () -> rig.node(1).arrivals().size() == 1);
                assertEquals(round, rig.node(1).takeArrivals().getFirst().h0());
            }
        }
    }
}
