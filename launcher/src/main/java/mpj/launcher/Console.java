package mpj.launcher;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launcher's standard output and error, which all ranks share. */
final class Console {
    private final boolean tagged;
    private final Runnable closed;
    private final Destination out;
    private final Destination err;
    private final List<OutputPump> unfinished = new ArrayList<>();
    private @Nullable Thread flusher;

    /**
     * A console.
     *
     * @param tagged whether lines begin with their rank
     * @param closed told once when nobody reads the output any longer
     */
    Console(boolean tagged, Runnable closed, OutputStream out, OutputStream err) {
        this.tagged = tagged;
        this.closed = closed;
        this.out = new Destination(out);
        this.err = new Destination(err);
    }

    static Console ofThisProcess(boolean tagged, Runnable closed) {
        return new Console(
                tagged, closed, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    Destination out() {
        return out;
    }

    Destination err() {
        return err;
    }

    /** Has an incomplete line shown when its rank stays quiet. */
    void showSoon(OutputPump pump) {
        synchronized (unfinished) {
            unfinished.add(pump);
            if (flusher == null) {
                flusher = new Thread("mpj-partial-lines") {
                    @Override
                    public void run() {
                        showPartialLines();
                    }
                };
                flusher.setDaemon(true);
                flusher.start();
            }
            unfinished.notifyAll();
        }
    }

    private void showPartialLines() {
        try {
            while (true) {
                List<OutputPump> pumps;
                synchronized (unfinished) {
                    while (unfinished.isEmpty()) {
                        unfinished.wait();
                    }
                    pumps = new ArrayList<>(unfinished);
                    unfinished.clear();
                }
                Thread.sleep(OutputPump.QUIET_MS);
                for (OutputPump pump : pumps) {
                    pump.showIfQuiet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the two streams; written by one thread at a time. */
    final class Destination {
        private final OutputStream stream;
        private @Nullable OutputPump midLine;
        private boolean broken;

        Destination(OutputStream stream) {
            this.stream = stream;
        }

        /** Writes what a rank has written: whole lines, or a part that has waited long enough. */
        synchronized void write(OutputPump pump, byte[] bytes, int length) {
            if (!tagged) {
                emit(bytes, length);
                return;
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream(length + 64);
            OutputPump owner = midLine;
            if (owner != null && owner != pump) {
                text.write('\n');
                owner.breakLine();
            }
            pump.tag(text, bytes, length);
            midLine = bytes[length - 1] == '\n' ? null : pump;
            emit(text.toByteArray(), text.size());
        }

        private void emit(byte[] bytes, int length) {
            if (broken) {
                return;
            }
            try {
                stream.write(bytes, 0, length);
                stream.flush();
            } catch (IOException e) {
                broken = true;
                closed.run();
            }
        }
    }
}
