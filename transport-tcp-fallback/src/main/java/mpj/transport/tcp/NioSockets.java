package mpj.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** The JDK's sockets, for machines without epoll. It has no descriptor to sleep on together with another transport. */
final class NioSockets implements Sockets {
    private static final long NS_PER_MS = 1_000_000L;
    private static final int PROBES = 3;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final List<SelectionKey> batch = new ArrayList<>();
    /** Then the selector is the sleeper's, whoever polls. */
    private boolean armed;

    NioSockets(ListenAddress address) throws IOException {
        listener = address.open();
        listener.configureBlocking(false);
        selector = Selector.open();
    }

    @Override
    public int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public void listen(ReadyHandler handler) throws IOException {
        listener.register(selector, SelectionKey.OP_ACCEPT, handler);
    }

    @Override
    public @Nullable Wire accept() throws IOException {
        SocketChannel channel = listener.accept();
        return channel == null ? null : new NioWire(channel);
    }

    @Override
    public Wire connect(InetSocketAddress address) throws IOException {
        NioWire wire = new NioWire(SocketChannel.open());
        try {
            wire.channel.connect(address);
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public int select() {
        if (armed) {
            selector.wakeup();
            return 0;
        }
        look();
        // handlers change the set
        batch.addAll(selector.selectedKeys());
        selector.selectedKeys().clear();
        int events = 0;
        for (SelectionKey key : batch) {
            if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
                events += handler.onReady();
            }
        }
        batch.clear();
        return events;
    }

    private void look() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    @Override
    public boolean arm() {
        look();
        armed = selector.selectedKeys().isEmpty();
        return armed;
    }

    @Override
    public void await(long timeoutNs) {
        try {
            selector.select(Math.max(1, timeoutNs / NS_PER_MS));
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    @Override
    public void disarm() {
        armed = false;
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public int waitFd() {
        return -1;
    }

    @Override
    public void close() {
        try {
            listener.close();
            selector.close();
        } catch (IOException e) {
            // they are gone, as they should be
        }
    }

    /** A channel and its key. */
    private final class NioWire implements Wire {
        private final SocketChannel channel;
        private @Nullable SelectionKey key;
        private int timeoutS;
        /** Whether something has been sent since something came. */
        private boolean sent;

        private @Nullable SocketChannel call;

        NioWire(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
        }

        @Override
        public boolean finishConnect() throws IOException {
            return channel.finishConnect();
        }

        @Override
        public void configure(int seconds) throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            timeoutS = seconds;
            probe(channel, seconds);
        }

        /** Has the kernel end an idle connection that is not answered. */
        private static void probe(SocketChannel channel, int seconds) throws IOException {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            int probeS = Math.max(1, seconds / (PROBES + 1));
            for (SocketOption<?> option : channel.supportedOptions()) {
                // of jdk.net, where the platform has them
                switch (option.name()) {
                    case "TCP_KEEPIDLE", "TCP_KEEPINTERVAL" -> set(channel, option, probeS);
                    case "TCP_KEEPCOUNT" -> set(channel, option, PROBES);
                    default -> {}
                }
            }
        }

        @SuppressWarnings("unchecked") // the three that are set are whole numbers
        private static void set(SocketChannel channel, SocketOption<?> option, int value) throws IOException {
            channel.setOption((SocketOption<Integer>) option, value);
        }

        /**
         * The JDK does not tell what the peer's machine acknowledges. Where bytes wait for room, or nothing has come since
         * the last were sent, because the peer computes or because its machine is gone, a second connection to it tells
         * which: neither to make it nor to answer the kernel's probes on it takes a program.
         */
        @Override
        public boolean isAnswered(boolean waits, int port) {
            if (!waits && !sent || port == 0) {
                hangUp();
                return true;
            }
            try {
                return calls(port);
            } catch (IOException e) {
                hangUp();
                return false;
            }
        }

        private boolean calls(int port) throws IOException {
            SocketChannel begun = call;
            if (begun == null) {
                SocketChannel made = SocketChannel.open();
                call = made;
                made.configureBlocking(false);
                return channel.getRemoteAddress() instanceof InetSocketAddress remote
                        && made.connect(new InetSocketAddress(remote.getAddress(), port));
            }
            if (!begun.isConnected()) {
                boolean answered = begun.finishConnect();
                if (answered) {
                    probe(begun, timeoutS);
                }
                return answered;
            }
            if (begun.read(ByteBuffer.allocate(1)) < 0) {
                // the program has looked, and has no use for this
                hangUp();
            }
            return true;
        }

        private void hangUp() {
            SocketChannel old = call;
            call = null;
            if (old != null) {
                close(old);
            }
        }

        private static void close(SocketChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is gone, as it should be
            }
        }

        private static ByteBuffer memory(long address, long length) {
            return RawMemory.ALL.asSlice(address, length).asByteBuffer();
        }

        @Override
        public int read(long address, int length) throws IOException {
            int n = channel.read(memory(address, length));
            sent &= n <= 0;
            return n;
        }

        @Override
        public int write(long address, int length) throws IOException {
            sent = true;
            return channel.write(memory(address, length));
        }

        @Override
        public long gather(long entries, int count) throws IOException {
            ByteBuffer[] pieces = new ByteBuffer[count];
            for (int i = 0; i < count; i++) {
                long entry = entries + (long) i * ENTRY_BYTES;
                pieces[i] = memory(RawMemory.getLong(entry), RawMemory.getLong(entry + Long.BYTES));
            }
            sent = true;
            return channel.write(pieces);
        }

        @Override
        public void watch(ReadyHandler handler, boolean writable) throws IOException {
            int connect = channel.isConnected() ? 0 : SelectionKey.OP_CONNECT;
            int interest = connect != 0 ? connect : SelectionKey.OP_READ | (writable ? SelectionKey.OP_WRITE : 0);
            SelectionKey current = key;
            if (current == null) {
                key = channel.register(selector, interest, handler);
            } else {
                current.attach(handler);
                current.interestOps(interest);
            }
        }

        @Override
        public void close() {
            hangUp();
            try {
                channel.close();
                // a cancelled key holds its channel's descriptor until the next selection
                if (!armed) {
                    selector.selectNow();
                }
            } catch (IOException e) {
                // it is gone, as it should be
            }
        }
    }
}
