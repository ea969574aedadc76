package mpj.base.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The system calls that Java has no class for, all through one downcall of glibc's {@code syscall}.
 *
 * <p>One shape for all: the first downcall of a JVM costs about 100 ms and each further shape 7 to 18 ms, which a
 * program of half a second would notice. The class is loaded on first use only.
 *
 * <p>Methods return the system call's result, or {@code -errno}.
 */
public final class Linux {
    public static final int EPERM = 1;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EFAULT = 14;
    public static final int ENOSYS = 38;
    public static final int ETIMEDOUT = 110;

    public static final int PR_SET_PTRACER = 0x59616d61;
    public static final long PR_SET_PTRACER_ANY = -1L;

    public static final int EPOLLIN = 1;
    public static final int EPOLLOUT = 4;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;

    private static final int MFD_CLOEXEC = 1;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;

    private static final boolean X86 = arch("amd64", "x86_64");
    private static final boolean ARM = arch("aarch64", "arm64");
    private static final int SYS_KILL = X86 ? 62 : 129;
    private static final int SYS_GETPID = X86 ? 39 : 172;
    private static final int SYS_FTRUNCATE = X86 ? 77 : 46;
    private static final int SYS_CLOSE = X86 ? 3 : 57;
    private static final int SYS_PRCTL = X86 ? 157 : 167;
    private static final int SYS_FUTEX = X86 ? 202 : 98;
    private static final int SYS_READ = X86 ? 0 : 63;
    private static final int SYS_WRITE = X86 ? 1 : 64;
    private static final int SYS_OPENAT = X86 ? 257 : 56;
    private static final int SYS_PIPE2 = X86 ? 293 : 59;
    private static final int SYS_PPOLL = X86 ? 271 : 73;
    private static final int SYS_EVENTFD2 = X86 ? 290 : 19;
    private static final int SYS_EPOLL_CREATE1 = X86 ? 291 : 20;
    private static final int SYS_EPOLL_CTL = X86 ? 233 : 21;
    private static final int SYS_EPOLL_PWAIT = X86 ? 281 : 22;
    private static final int SYS_SOCKET = X86 ? 41 : 198;
    private static final int SYS_BIND = X86 ? 49 : 200;
    private static final int SYS_LISTEN = X86 ? 50 : 201;
    private static final int SYS_GETSOCKNAME = X86 ? 51 : 204;
    private static final int SYS_SETSOCKOPT = X86 ? 54 : 208;
    private static final int SYS_GETSOCKOPT = X86 ? 55 : 209;
    private static final int SYS_PROCESS_VM_READV = X86 ? 310 : 270;
    private static final int SYS_PROCESS_VM_WRITEV = X86 ? 311 : 271;
    private static final int SYS_MEMFD_CREATE = X86 ? 319 : 279;

    private static final int SYS_MMAP = X86 ? 9 : 222;
    private static final int SYS_MPROTECT = X86 ? 10 : 226;

    private static final long PAGE = 4096;
    private static final int PROT_READ_WRITE = 3;
    private static final int PROT_READ_EXEC = 5;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int AT_FDCWD = -100;
    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int SOCK_STREAM = 1;
    private static final long POLLIN = 1;

    /** Bytes of a {@code struct epoll_event}, which x86-64 alone packs. */
    private static final int EPOLL_EVENT_BYTES = X86 ? 12 : 16;

    private static final int EPOLL_DATA = X86 ? 4 : 8;

    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscallHandle();

    /** Each thread's captured errno and small arguments of the calls. */
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Linux() {}

    private static final class Scratch {
        // of automatic scope: freed with the thread's map
        final MemorySegment capture = Arena.ofAuto().allocate(CAPTURE);
        final MemorySegment iovecs = Arena.ofAuto().allocate(4L * Long.BYTES, Long.BYTES);
        final MemorySegment pollfds = Arena.ofAuto().allocate(8L * Long.BYTES, Long.BYTES);
    }

    /** Whether this is Linux on a processor whose system call numbers are known here. */
    public static boolean isSupported() {
        return System.getProperty("os.name", "").equals("Linux") && (X86 || ARM);
    }

    private static boolean arch(String... names) {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (arch.equals(name)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle syscallHandle() {
        Linker linker = Linker.nativeLinker();
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
        // variadic from the second argument on; on both ABIs integer arguments travel as in a fixed call
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(word, word, word, word, word, word, word, word),
                Linker.Option.captureCallState("errno"));
    }

    private static long call(Scratch scratch, int number, long a, long b, long c, long d, long e, long f) {
        try {
            long result = (long) SYSCALL.invokeExact(scratch.capture, (long) number, a, b, c, d, e, f);
            return result == -1 ? -(int) ERRNO.get(scratch.capture, 0L) : result;
        } catch (RuntimeException | Error e1) {
            throw e1;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private static long call(int number, long a, long b, long c, long d) {
        return call(SCRATCH.get(), number, a, b, c, d, 0, 0);
    }

    /** Sends a signal; 0 asks only whether the process exists. */
    public static int kill(int pid, int signal) {
        return (int) call(SYS_KILL, pid, signal, 0, 0);
    }

    public static int getpid() {
        return (int) call(SYS_GETPID, 0, 0, 0, 0);
    }

    /** Creates an anonymous shared-memory file that vanishes with its last user. */
    public static int memfdCreate(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(SYS_MEMFD_CREATE, arena.allocateFrom(name).address(), MFD_CLOEXEC, 0, 0);
        }
    }

    public static int ftruncate(int fd, long length) {
        return (int) call(SYS_FTRUNCATE, fd, length, 0, 0);
    }

    public static int close(int fd) {
        return (int) call(SYS_CLOSE, fd, 0, 0, 0);
    }

    public static int prctl(int option, long argument) {
        return (int) call(SYS_PRCTL, option, argument, 0, 0);
    }

    /** Makes a counter that {@link #awaitEvent} waits for. */
    static int blockingEventfd() {
        return (int) call(SYS_EVENTFD2, 0, O_CLOEXEC, 0, 0);
    }

    /** Waits until the counter is not 0 and makes it 0; 8 when that has happened. */
    static int awaitEvent(int fd) {
        return (int) call(SYS_READ, fd, SCRATCH.get().iovecs.address(), Long.BYTES, 0);
    }

    /** Maps memory with this code, of at most a page; its address. */
    static long mapCode(MemorySegment code) {
        long address = call(SCRATCH.get(), SYS_MMAP, 0, PAGE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        if (address < 0 && address > -PAGE) {
            return address;
        }
        MemorySegment.copy(code, 0, RawMemory.ALL, address, code.byteSize());
        long result = call(SYS_MPROTECT, address, PAGE, PROT_READ_EXEC, 0);
        return result < 0 ? result : address;
    }

    /**
     * Sleeps while the shared word at {@code address} holds {@code expected}.
     *
     * @param timeoutNs relative; negative: no limit
     * @return 0 when woken, {@code -EAGAIN} when the word differed, {@code -ETIMEDOUT}, {@code -EINTR}
     */
    public static int futexWait(long address, int expected, long timeoutNs) {
        Scratch scratch = SCRATCH.get();
        long time = 0;
        if (timeoutNs >= 0) {
            scratch.iovecs.set(ValueLayout.JAVA_LONG, 0, timeoutNs / 1_000_000_000L);
            scratch.iovecs.set(ValueLayout.JAVA_LONG, 8, timeoutNs % 1_000_000_000L);
            time = scratch.iovecs.address();
        }
        return (int) call(scratch, SYS_FUTEX, address, FUTEX_WAIT, expected, time, 0, 0);
    }

    /** Wakes one sleeper of the shared word. */
    public static int futexWake(long address) {
        return (int) call(SYS_FUTEX, address, FUTEX_WAKE, 1, 0);
    }

    /** Reads another process's memory; returns the number of bytes moved, which may be less than asked. */
    public static long processVmRead(int pid, long local, long remote, long length) {
        return processVm(SYS_PROCESS_VM_READV, pid, local, remote, length);
    }

    /** Writes another process's memory; returns the number of bytes moved, which may be less than asked. */
    public static long processVmWrite(int pid, long local, long remote, long length) {
        return processVm(SYS_PROCESS_VM_WRITEV, pid, local, remote, length);
    }

    private static long processVm(int number, int pid, long local, long remote, long length) {
        Scratch scratch = SCRATCH.get();
        MemorySegment iovecs = scratch.iovecs;
        iovecs.set(ValueLayout.JAVA_LONG, 0, local);
        iovecs.set(ValueLayout.JAVA_LONG, 8, length);
        iovecs.set(ValueLayout.JAVA_LONG, 16, remote);
        iovecs.set(ValueLayout.JAVA_LONG, 24, length);
        long at = iovecs.address();
        return call(scratch, number, pid, at, 1, at + 16, 1, 0);
    }

    /** Reads up to {@code length} bytes from a descriptor to native memory. */
    public static long read(int fd, long address, long length) {
        return call(SYS_READ, fd, address, length, 0);
    }

    /** Writes up to {@code length} bytes of native memory to a descriptor. */
    public static long write(int fd, long address, long length) {
        return call(SYS_WRITE, fd, address, length, 0);
    }

    /** As {@link #read}, into an array: no garbage collection can begin meanwhile, so the call must not wait. */
    public static long read(int fd, MemorySegment array) {
        return HeapCall.call(SYS_READ, fd, array);
    }

    /** As {@link #write}, from an array: no garbage collection can begin meanwhile, so the call must not wait. */
    public static long write(int fd, MemorySegment array) {
        return HeapCall.call(SYS_WRITE, fd, array);
    }

    /** A shape of its own, for those who move arrays only. */
    private static final class HeapCall {
        private static final MethodHandle SYSCALL = syscallHandle();

        private HeapCall() {}

        @SuppressWarnings("restricted")
        private static MethodHandle syscallHandle() {
            Linker linker = Linker.nativeLinker();
            ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(word, word, word, ValueLayout.ADDRESS, word),
                    Linker.Option.captureCallState("errno"),
                    Linker.Option.critical(true));
        }

        static long call(int number, int fd, MemorySegment array) {
            Scratch scratch = SCRATCH.get();
            try {
                long result =
                        (long) SYSCALL.invokeExact(scratch.capture, (long) number, (long) fd, array, array.byteSize());
                return result == -1 ? -(int) ERRNO.get(scratch.capture, 0L) : result;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable t) {
                throw new IllegalStateException(t);
            }
        }
    }

    /** Writes eight bytes, all zero but the first, which is 1: what makes an eventfd or a pipe readable. */
    public static long writeOne(int fd) {
        MemorySegment word = SCRATCH.get().iovecs;
        word.set(ValueLayout.JAVA_LONG, 0, 1);
        return write(fd, word.address(), Long.BYTES);
    }

    /** Takes what {@link #writeOne} has written, however often, from an eventfd or a non-blocking pipe. */
    public static void readAll(int fd) {
        MemorySegment words = SCRATCH.get().iovecs;
        while (read(fd, words.address(), words.byteSize()) == words.byteSize()) {
            // a pipe may hold more
        }
    }

    /** Opens a file for writing without waiting for anything. */
    public static int openToWrite(String path) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(
                    SYS_OPENAT, AT_FDCWD, arena.allocateFrom(path).address(), O_WRONLY | O_NONBLOCK | O_CLOEXEC, 0);
        }
    }

    /** Makes a non-blocking pipe; the end to read in the low half of the result, the end to write in the high. */
    public static long pipe() {
        MemorySegment ends = SCRATCH.get().iovecs;
        long result = call(SYS_PIPE2, ends.address(), O_NONBLOCK | O_CLOEXEC, 0, 0);
        return result < 0 ? result : ends.get(ValueLayout.JAVA_LONG, 0);
    }

    /** Makes a non-blocking counter that is readable while it is not zero. */
    public static int eventfd() {
        return (int) call(SYS_EVENTFD2, 0, O_NONBLOCK | O_CLOEXEC, 0, 0);
    }

    /**
     * Sleeps until one of a few descriptors is readable.
     *
     * @param fds at most eight
     * @param timeoutNs relative; negative: no limit
     * @return how many are; 0 after the time; {@code -EINTR} now and then
     */
    public static int poll(int[] fds, long timeoutNs) {
        Scratch scratch = SCRATCH.get();
        for (int i = 0; i < fds.length; i++) {
            scratch.pollfds.set(ValueLayout.JAVA_LONG, 8L * i, POLLIN << 32 | fds[i]);
        }
        long time = 0;
        if (timeoutNs >= 0) {
            scratch.iovecs.set(ValueLayout.JAVA_LONG, 0, timeoutNs / 1_000_000_000L);
            scratch.iovecs.set(ValueLayout.JAVA_LONG, 8, timeoutNs % 1_000_000_000L);
            time = scratch.iovecs.address();
        }
        return (int) call(scratch, SYS_PPOLL, scratch.pollfds.address(), fds.length, time, 0, 8, 0);
    }

    public static int epollCreate() {
        return (int) call(SYS_EPOLL_CREATE1, O_CLOEXEC, 0, 0, 0);
    }

    /**
     * Changes what an epoll set watches.
     *
     * @param operation one of the {@code EPOLL_CTL} constants
     * @param data comes back with the descriptor's events
     */
    public static int epollControl(int epoll, int operation, int fd, int events, long data) {
        MemorySegment event = SCRATCH.get().iovecs;
        event.set(ValueLayout.JAVA_INT, 0, events);
        event.set(ValueLayout.JAVA_LONG_UNALIGNED, EPOLL_DATA, data);
        return (int) call(SYS_EPOLL_CTL, epoll, operation, fd, event.address());
    }

    /** Bytes that {@link #epollReady} needs for {@code count} events. */
    public static long epollBytes(int count) {
        return (long) count * EPOLL_EVENT_BYTES;
    }

    /** Which descriptors of an epoll set are ready now: their number, and their events at {@code address}. */
    public static int epollReady(int epoll, long address, int count) {
        return (int) call(SCRATCH.get(), SYS_EPOLL_PWAIT, epoll, address, count, 0, 0, 0);
    }

    /** The events of the {@code i}th ready descriptor. */
    public static int epollEvents(long address, int i) {
        return RawMemory.ALL.get(RawMemory.INT, address + epollBytes(i));
    }

    /** The data of the {@code i}th ready descriptor. */
    public static long epollData(long address, int i) {
        return RawMemory.ALL.get(RawMemory.LONG, address + epollBytes(i) + EPOLL_DATA);
    }

    /** Makes a non-blocking stream socket of an address family. */
    public static int socket(int family) {
        return (int) call(SYS_SOCKET, family, SOCK_STREAM | O_NONBLOCK | O_CLOEXEC, 0, 0);
    }

    public static int setSocketOption(int fd, int level, int option, int value) {
        Scratch scratch = SCRATCH.get();
        scratch.iovecs.set(ValueLayout.JAVA_INT, 0, value);
        return (int) call(scratch, SYS_SETSOCKOPT, fd, level, option, scratch.iovecs.address(), Integer.BYTES, 0);
    }

    /** Gives a socket the address in {@code socketAddress}, a {@code struct sockaddr} of any family. */
    public static int bind(int fd, byte[] socketAddress) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocateFrom(ValueLayout.JAVA_BYTE, socketAddress);
            return (int) call(SYS_BIND, fd, address.address(), socketAddress.length, 0);
        }
    }

    public static int listen(int fd, int backlog) {
        return (int) call(SYS_LISTEN, fd, backlog, 0, 0);
    }

    /** Puts the first {@code length} bytes of a socket's option at {@code address}. */
    public static int socketOption(int fd, int level, int option, long address, int length) {
        Scratch scratch = SCRATCH.get();
        scratch.iovecs.set(ValueLayout.JAVA_INT, 0, length);
        return (int) call(scratch, SYS_GETSOCKOPT, fd, level, option, address, scratch.iovecs.address(), 0);
    }

    /** Fills {@code socketAddress} with the address that a socket has. */
    public static int socketName(int fd, byte[] socketAddress) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(socketAddress.length, Long.BYTES);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, socketAddress.length);
            int result = (int) call(SYS_GETSOCKNAME, fd, address.address(), length.address(), 0);
            MemorySegment.copy(address, ValueLayout.JAVA_BYTE, 0, socketAddress, 0, socketAddress.length);
            return result;
        }
    }
}
