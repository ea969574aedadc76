package mpj.launcher;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies one stream of one rank to the console, whole lines at a time.
 *
 * <p>An incomplete line is shown when nothing followed it for a while, and a carriage return ends a piece as a line feed
 * does: a progress bar moves.
 */
final class OutputPump extends StreamCopier {
    static final long QUIET_MS = 50;
    private static final int MAX_LINE = 1 << 16;

    private final Console console;
    private final Console.Destination destination;
    private final byte[] tag;
    private final byte @Nullable [] omitted;

    // all below: under this object's lock
    private byte[] pending = new byte[1024];
    private int count;
    private long lastNs;

    // under the destination's lock
    private boolean lineStart = true;
    private boolean afterReturn;

    /**
     * A pump.
     *
     * @param tag what begins each line where lines are tagged
     * @param omitted a line that is not worth showing, or null
     */
    OutputPump(String tag, InputStream in, Console console, Console.Destination destination, @Nullable String omitted) {
        super("mpj-output-" + tag, in);
        this.console = console;
        this.destination = destination;
        this.tag = ("[" + tag + "] ").getBytes(StandardCharsets.UTF_8);
        this.omitted = omitted == null ? null : (omitted + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        copyAll();
    }

    /** Copies to the end of the stream. */
    void copyAll() {
        byte[] chunk = new byte[8192];
        int length = read(chunk, chunk.length);
        while (length > 0) {
            accept(chunk, length);
            length = read(chunk, chunk.length);
        }
        synchronized (this) {
            show(count);
        }
    }

    private synchronized void accept(byte[] chunk, int length) {
        if (pending.length < count + length) {
            pending = Arrays.copyOf(pending, Math.max(count + length, 2 * pending.length));
        }
        System.arraycopy(chunk, 0, pending, count, length);
        count += length;
        lastNs = System.nanoTime();
        show(count >= MAX_LINE ? count : completeLength());
        if (count > 0) {
            console.showSoon(this);
        }
    }

    private int completeLength() {
        int end = count;
        while (end > 0 && pending[end - 1] != '\n' && pending[end - 1] != '\r') {
            end--;
        }
        return end;
    }

    /** Shows an incomplete line that nothing has followed for a while. */
    synchronized void showIfQuiet() {
        if (count == 0) {
            return;
        }
        if (System.nanoTime() - lastNs >= QUIET_MS * 1_000_000) {
            show(count);
        } else {
            console.showSoon(this);
        }
    }

    private void show(int length) {
        int rest = length;
        if (omitted != null && rest > 0) {
            rest = dropOmitted(length);
        }
        if (rest > 0) {
            destination.write(this, pending, rest);
        }
        count -= length;
        System.arraycopy(pending, length, pending, 0, count);
    }

    /** Takes the omitted line out of the first {@code length} bytes; says how many are left. */
    private int dropOmitted(int length) {
        byte[] line = omitted;
        int from = 0;
        int to = 0;
        while (line != null && from < length) {
            int end = from;
            while (end < length && pending[end] != '\n') {
                end++;
            }
            end = Math.min(length, end + 1);
            if (!Arrays.equals(pending, from, end, line, 0, line.length)) {
                System.arraycopy(pending, from, pending, to, end - from);
                to += end - from;
            }
            from = end;
        }
        return to;
    }

    /** Another rank's output comes between: what follows begins a line; under the destination's lock. */
    void breakLine() {
        lineStart = true;
        afterReturn = false;
    }

    /** Appends the bytes with the rank before each line; under the destination's lock. */
    void tag(ByteArrayOutputStream text, byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (lineStart && !(afterReturn && b == '\n')) {
                text.writeBytes(tag);
            }
            text.write(b);
            afterReturn = b == '\r';
            lineStart = afterReturn || b == '\n';
        }
    }
}
