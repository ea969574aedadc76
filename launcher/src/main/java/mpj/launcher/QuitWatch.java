package mpj.launcher;

import java.io.IOException;
import mpj.base.memory.SignalBell;

/** Has the roll called on SIGQUIT; where that cannot be had, the JVM shows its own threads, as it does for any program. */
final class QuitWatch extends Thread {
    /** Nobody asks sooner where a job is, and the first native calls would cost its ranks 50 ms of their start. */
    private static final long DELAY_MS = 1000;

    private final Job job;

    QuitWatch(Job job) {
        super("mpj-quit");
        setDaemon(true);
        this.job = job;
    }

    @Override
    public void run() {
        try {
            sleep(DELAY_MS);
            if (!SignalBell.isSupported()) {
                return;
            }
            SignalBell bell = SignalBell.of(SignalBell.QUIT);
            while (true) {
                bell.await();
                job.callTheRoll("the roll call of all ranks:");
            }
        } catch (IOException e) {
            // a hardened system
        } catch (InterruptedException e) {
            interrupt();
        }
    }
}
