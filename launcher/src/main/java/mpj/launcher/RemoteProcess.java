package mpj.launcher;

import java.io.InputStream;
import java.io.OutputStream;
import mpj.wireup.FrameChannel;

/** A rank's process on another host, as far as it can be seen from here; its agent ends it. */
final class RemoteProcess extends Process {
    private final long pid;
    private final StreamReader out;
    private final StreamReader err;

    // under this object's lock
    private boolean exited;
    private int code;

    RemoteProcess(FrameChannel link, int rank, long pid) {
        this.pid = pid;
        out = new StreamReader(link, rank, AgentFrames.STDOUT);
        err = new StreamReader(link, rank, AgentFrames.STDERR);
    }

    /** Its end is known. */
    synchronized void exited(int exitCode) {
        if (!exited) {
            exited = true;
            code = exitCode;
            notifyAll();
        }
    }

    /** The stream of that number. */
    StreamReader stream(int number) {
        return number == AgentFrames.STDOUT ? out : err;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public InputStream getInputStream() {
        return out;
    }

    @Override
    public InputStream getErrorStream() {
        return err;
    }

    /** Nowhere: the host's agent gets what the rank is to read. */
    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public synchronized int waitFor() throws InterruptedException {
        while (!exited) {
            wait();
        }
        return code;
    }

    @Override
    public synchronized int exitValue() {
        if (!exited) {
            throw new IllegalThreadStateException("process " + pid + " has not ended");
        }
        return code;
    }

    @Override
    public void destroy() {
        throw new UnsupportedOperationException("the agent of its host ends process " + pid);
    }
}
