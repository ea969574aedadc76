package mpj.transport.tcp;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import mpj.base.memory.Linux;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * netty's native sockets, watched by an epoll set of our own.
 *
 * <p>Its {@code EpollIoHandler} keeps the set to itself and calls back from within its wait. Here a rank sleeps without
 * the engine lock, possibly on this set and another transport's bell at once, while other threads may send: so the
 * sleeper touches nothing but the set's descriptor. The set is level-triggered: whatever is not read stays ready, and
 * nothing can be missed between a last look and the sleep.
 *
 * <p>netty is loaded with the first connection: that costs a cold JVM 190 ms, which a rank that meets its peers in
 * shared memory need not pay. The listening socket therefore comes from system calls.
 */
final class EpollSockets implements Sockets {
    private static final int MAX_READY = 64;
    private static final int WAKE = 0;
    private static final int LISTENER = 1;

    private static final int SOL_TCP = 6;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_INFO = 11;

    // of struct tcp_info, whose beginning never changes
    private static final int INFO_BYTES = 60;
    private static final int INFO_PROBES = 3;
    private static final int INFO_UNACKED = 24;
    private static final int INFO_LAST_ACK_MS = 56;

    private static final int PROBES = 3;

    private final Arena arena = Arena.ofShared();
    private final long ready = arena.allocate(Linux.epollBytes(MAX_READY), Long.BYTES).address();
    private final long info = arena.allocate(INFO_BYTES, Long.BYTES).address();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Object bellLock = new Object();
    private final byte[] acceptedFrom = new byte[26];
    private final int epoll;
    private final int[] epolls;
    private final int bell;
    private final int listener;
    private final int port;
    private @Nullable Socket acceptor;
    /** By the number that the set gives back. */
    private @Nullable ReadyHandler[] handlers = new ReadyHandler[16];

    private final BitSet used = new BitSet();
    private boolean armed;
    private boolean closed;

    EpollSockets(ListenAddress address) throws IOException {
        int[] bound = address.listen();
        listener = bound[0];
        port = bound[1];
        epoll = Linux.epollCreate();
        epolls = new int[] {epoll};
        bell = Linux.eventfd();
        used.set(WAKE);
        used.set(LISTENER);
        if (epoll < 0 || bell < 0) {
            close();
            throw new IOException("the kernel gives no more descriptors (ulimit -n)");
        }
        handlers[WAKE] = this::onBell;
        control(Linux.EPOLL_CTL_ADD, bell, Linux.EPOLLIN, WAKE);
    }

    /** Whether netty has a native library for this machine. */
    static boolean isSupported() {
        if (!Linux.isSupported()) {
            return false;
        }
        String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
        // by the class: a program that mpjexec starts as any command has this library on the boot loader's path
        return EpollSockets.class.getResource("/META-INF/native/libnetty_transport_native_epoll_" + arch + ".so") != null;
    }

    /** A wake of a rank that does not sleep is over; while one sleeps, the bell is for the sleeper, whoever polls. */
    private int onBell() {
        if (!armed) {
            silence();
        }
        return 0;
    }

    private void silence() {
        Linux.readAll(bell);
        // not before: a wake in between finds the flag set and writes nothing, and this rank is awake anyway
        rung.set(false);
    }

    private void control(int operation, int fd, int events, int number) throws IOException {
        int result = Linux.epollControl(epoll, operation, fd, events, number);
        if (result < 0) {
            throw new IOException("epoll_ctl failed with error " + -result);
        }
    }

    private static void loadNetty() throws IOException {
        // its search for slf4j would print a warning, ours being without a provider
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        try {
            Epoll.ensureAvailability();
        } catch (UnsatisfiedLinkError e) {
            throw new IOException(
                    "netty's native library cannot be loaded (" + e.getMessage() + "): give a folder from which "
                            + "programs may be run with -Dio.netty.native.workdir=DIR, or set MPJ_TCP_IO=nio",
                    e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void listen(ReadyHandler handler) throws IOException {
        handlers[LISTENER] = handler;
        control(Linux.EPOLL_CTL_ADD, listener, Linux.EPOLLIN, LISTENER);
    }

    @Override
    public @Nullable Wire accept() throws IOException {
        Socket socket = acceptor;
        if (socket == null) {
            loadNetty();
            socket = new Socket(listener);
            acceptor = socket;
        }
        int fd = socket.accept(acceptedFrom);
        return fd < 0 ? null : new EpollWire(new Socket(fd));
    }

    @Override
    public Wire connect(InetSocketAddress address) throws IOException {
        loadNetty();
        EpollWire wire = new EpollWire(LinuxSocket.newSocketStream(address.getAddress() instanceof Inet6Address));
        try {
            wire.socket.connect(address);
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public int select() {
        int count = Linux.epollReady(epoll, ready, MAX_READY);
        int events = 0;
        for (int i = 0; i < count; i++) {
            // a handler called before may have closed this one: then the place is empty, or - harmlessly - another's
            ReadyHandler handler = handlers[(int) Linux.epollData(ready, i)];
            if (handler != null) {
                events += handler.onReady();
            }
        }
        return events;
    }

    @Override
    public boolean arm() {
        armed = Linux.epollReady(epoll, ready, MAX_READY) == 0;
        return armed;
    }

    @Override
    public void await(long timeoutNs) {
        Linux.poll(epolls, timeoutNs);
    }

    @Override
    public void disarm() {
        armed = false;
        if (rung.get()) {
            // a waker that is between its flag and its write rings once more, which the next poll hears
            silence();
        }
    }

    @Override
    public void wake() {
        if (rung.compareAndSet(false, true)) {
            synchronized (bellLock) {
                if (!closed) {
                    Linux.writeOne(bell);
                }
            }
        }
    }

    @Override
    public int waitFd() {
        return epoll;
    }

    @Override
    public void close() {
        synchronized (bellLock) {
            if (closed) {
                return;
            }
            closed = true;
            Linux.close(bell);
        }
        Linux.close(epoll);
        Linux.close(listener);
        arena.close();
    }

    /** A netty socket and its place in the set. */
    private final class EpollWire implements ArrayWire {
        private final Socket socket;
        private int number;
        private boolean watchesWrite;
        private long askedNs = System.nanoTime();

        EpollWire(Socket socket) {
            this.socket = socket;
        }

        @Override
        public boolean finishConnect() throws IOException {
            return socket.finishConnect();
        }

        @Override
        public void configure(int timeoutS) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            int probeS = Math.max(1, timeoutS / (PROBES + 1));
            socket.setIntOpt(SOL_TCP, TCP_KEEPIDLE, probeS);
            socket.setIntOpt(SOL_TCP, TCP_KEEPINTVL, probeS);
            socket.setIntOpt(SOL_TCP, TCP_KEEPCNT, PROBES);
        }

        /**
         * A peer owes an answer for what is under way, and for a question whether it has room for more. The one that was
         * sent just now counts for none. The option TCP_USER_TIMEOUT knows no such difference: it ends the connection to a
         * machine that answers all the time that its program computes and reads nothing.
         */
        @Override
        public boolean isAnswered(boolean waits, int port) {
            long now = System.nanoTime();
            long sinceMs = (now - askedNs) / 1_000_000;
            askedNs = now;
            if (Linux.socketOption(socket.intValue(), SOL_TCP, TCP_INFO, info, INFO_BYTES) < 0) {
                return true;
            }
            boolean owes = RawMemory.getInt(info + INFO_UNACKED) != 0 || RawMemory.getByte(info + INFO_PROBES) > 1;
            return !owes || RawMemory.getInt(info + INFO_LAST_ACK_MS) < sinceMs;
        }

        @Override
        public int read(long address, int length) throws IOException {
            try {
                return socket.recvAddress(address, 0, length);
            } catch (NotYetConnectedException e) {
                throw new IOException("not connected", e);
            }
        }

        @Override
        public int write(long address, int length) throws IOException {
            return socket.sendAddress(address, 0, length);
        }

        @Override
        public int read(MemorySegment array) throws IOException {
            long n = Linux.read(socket.intValue(), array);
            return n == 0 ? -1 : moved(n, "read");
        }

        @Override
        public int write(MemorySegment array) throws IOException {
            return moved(Linux.write(socket.intValue(), array), "write");
        }

        private static int moved(long result, String call) throws IOException {
            if (result < 0 && result != -Linux.EAGAIN && result != -Linux.EINTR) {
                throw new IOException(call + " failed with error " + -result);
            }
            return (int) Math.max(0, result);
        }

        @Override
        public long gather(long entries, int count) throws IOException {
            return socket.writevAddresses(entries, count);
        }

        @Override
        public void watch(ReadyHandler handler, boolean writable) throws IOException {
            boolean isNew = number == 0;
            if (isNew) {
                number = used.nextClearBit(0);
                used.set(number);
                if (number >= handlers.length) {
                    handlers = Arrays.copyOf(handlers, 2 * handlers.length);
                }
            }
            handlers[number] = handler;
            if (isNew || writable != watchesWrite) {
                watchesWrite = writable;
                int events = writable ? Linux.EPOLLIN | Linux.EPOLLOUT : Linux.EPOLLIN;
                control(isNew ? Linux.EPOLL_CTL_ADD : Linux.EPOLL_CTL_MOD, socket.intValue(), events, number);
            }
        }

        @Override
        public void close() {
            if (number != 0) {
                handlers[number] = null;
                used.clear(number);
                number = 0;
            }
            try {
                // leaves the set by itself
                socket.close();
            } catch (IOException e) {
                // it is gone, as it should be
            }
        }
    }
}
