package mpj.it.program;

import java.util.concurrent.CountDownLatch;

/** Does not end when asked to: its shutdown hook never returns. */
public final class Stubborn {
    private Stubborn() {}

    /** Stays. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("ready " + System.getenv("MPJ_RANK"));
        never.await();
    }
}
