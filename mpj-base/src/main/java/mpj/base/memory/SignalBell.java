package mpj.base.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns a signal into something that a thread can wait for; of use for SIGQUIT, which a JVM keeps for itself: neither
 * {@code sun.misc.Signal} nor a shutdown hook can have it.
 *
 * <p>A signal's handler may run on any thread, also on those of the JVM's own, so it cannot be Java. It is six
 * instructions that add one to an eventfd: <pre>
 *   endbr64
 *   mov  eax, 1              ; write
 *   mov  edi, FD
 *   lea  rsi, [rip + 43]     ; the constant 1, at offset 64
 *   mov  edx, 8
 *   syscall
 *   ret
 * </pre>
 */
public final class SignalBell {
    /** The number of SIGQUIT. */
    public static final int QUIT = 3;

    private static final int CONSTANT = 64;
    private static final int LENGTH = CONSTANT + Long.BYTES;

    /** glibc's {@code struct sigaction}: the handler, a mask of 128 bytes, flags. */
    private static final long ACTION_BYTES = 152;

    private static final long FLAGS = 136;
    private static final int SA_RESTART = 0x10000000;

    private final int fd;

    private SignalBell(int fd) {
        this.fd = fd;
    }

    /** Whether this is a machine that the handler is written for, in a JVM that may make native calls. */
    public static boolean isSupported() {
        return Linux.isSupported()
                && System.getProperty("os.arch", "").equals("amd64")
                && SignalBell.class.getModule().isNativeAccessEnabled();
    }

    /**
     * Takes the signal over, for the rest of this process's life.
     *
     * @throws IOException if the system does not allow it
     */
    public static SignalBell of(int signal) throws IOException {
        int fd = Linux.blockingEventfd();
        if (fd < 0) {
            throw new IOException("eventfd: error " + -fd);
        }
        MemorySegment code = MemorySegment.ofArray(code(fd));
        long address = Linux.mapCode(code);
        if (address < 0) {
            Linux.close(fd);
            throw new IOException("mmap of code: error " + -address);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(ACTION_BYTES, Long.BYTES);
            action.set(ValueLayout.JAVA_LONG, 0, address);
            action.set(ValueLayout.JAVA_INT, FLAGS, SA_RESTART);
            if (sigaction(signal, action) != 0) {
                throw new IOException("signal " + signal + " cannot be handled");
            }
        }
        return new SignalBell(fd);
    }

    private static byte[] code(int fd) {
        ByteBuffer code = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(0xfa1e0ff3);
        code.put((byte) 0xb8).putInt(1);
        code.put((byte) 0xbf).putInt(fd);
        code.put((byte) 0x48).put((byte) 0x8d).put((byte) 0x35);
        code.putInt(CONSTANT - (code.position() + Integer.BYTES));
        code.put((byte) 0xba).putInt(Long.BYTES);
        code.put((byte) 0x0f).put((byte) 0x05);
        code.put((byte) 0xc3);
        return code.putLong(CONSTANT, 1).array();
    }

    @SuppressWarnings("restricted")
    private static int sigaction(int signal, MemorySegment action) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle function = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sigaction"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try {
            return (int) function.invokeExact(signal, action, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new IOException("sigaction: " + e, e);
        }
    }

    /** Waits until the signal has come since the last call. */
    public void await() throws IOException {
        int result = Linux.awaitEvent(fd);
        while (result == -Linux.EINTR) {
            result = Linux.awaitEvent(fd);
        }
        if (result < 0) {
            throw new IOException("read of an eventfd: error " + -result);
        }
    }
}
