package mpj.launcher;

import java.io.IOException;
import mpj.wireup.FrameChannel;

/** Keeps one direction of a connection from falling silent, until it ends. */
final class Pinger extends Thread {
    private static final byte[] EMPTY = {};

    private final FrameChannel link;
    private final long intervalMs;

    Pinger(FrameChannel link, long silenceMs) {
        super("mpj-ping");
        setDaemon(true);
        this.link = link;
        intervalMs = silenceMs / AgentFrames.PINGS_PER_SILENCE;
    }

    @Override
    public void run() {
        try {
            while (true) {
                link.send(AgentFrames.PING, EMPTY);
                sleep(intervalMs);
            }
        } catch (IOException e) {
            // it has ended: who reads it knows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
