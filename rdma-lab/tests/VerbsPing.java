import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Two JVMs that send each other words over a reliable connection of libibverbs, by the foreign function interface alone:
 * {@code VerbsPing serve PORT} and {@code VerbsPing HOST PORT}. Needs a RoCE device. Addresses are exchanged over TCP.
 * Offsets are those of libibverbs' ABI on 64-bit Linux.
 */
final class VerbsPing {
    private static final int ROUNDS = 200;
    private static final int GID_INDEX = 1;
    private static final int RELIABLE_CONNECTION = 2;
    private static final int OPCODE_SEND = 2;
    private static final int OPCODE_READ = 4;
    private static final int FLAG_SIGNALED = 2;
    private static final int ACCESS_LOCAL_WRITE_REMOTE_READ = 1 | 4;
    private static final long COMPLETION_LIMIT_NS = 60_000_000_000L;

    private static final Arena MEMORY = Arena.global();
    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup("libibverbs.so.1", MEMORY);

    /** Where words are sent from, received and read to; what the peer reads. */
    private static final long OUT = 0;
    private static final long IN = 8;
    private static final long FETCHED = 16;
    private static final long SHARED = 24;

    private final MemorySegment buffer = MEMORY.allocate(4096, 4096);
    private final MemorySegment completions;
    private final MemorySegment region;
    private final MemorySegment pair;
    private final int mtu;
    private final byte[] gid = new byte[16];
    private final MethodHandle postSend;
    private final MethodHandle postReceive;
    private final MethodHandle poll;
    /** Completions that were polled while others were waited for. */
    private int ahead;

    private VerbsPing() throws Throwable {
        MemorySegment count = MEMORY.allocate(JAVA_INT);
        MemorySegment devices = (MemorySegment) function("ibv_get_device_list", ADDRESS, ADDRESS).invokeExact(count);
        check(devices.address() != 0 && count.get(JAVA_INT, 0) > 0, "there is a device");
        MemorySegment device = devices.reinterpret(8).get(ADDRESS, 0);
        MemorySegment context = made("ibv_open_device", device).reinterpret(328);
        poll = operation(context, 96, ADDRESS, JAVA_INT, ADDRESS);
        postSend = operation(context, 208, ADDRESS, ADDRESS, ADDRESS);
        postReceive = operation(context, 216, ADDRESS, ADDRESS, ADDRESS);

        MemorySegment port = MEMORY.allocate(64, 8);
        succeed("ibv_query_port", (int) function("ibv_query_port", JAVA_INT, ADDRESS, JAVA_BYTE, ADDRESS)
                .invokeExact(context, (byte) 1, port));
        mtu = port.get(JAVA_INT, 8);
        MemorySegment address = MEMORY.allocate(16, 8);
        succeed("ibv_query_gid", (int) function("ibv_query_gid", JAVA_INT, ADDRESS, JAVA_BYTE, JAVA_INT, ADDRESS)
                .invokeExact(context, (byte) 1, GID_INDEX, address));
        MemorySegment.copy(address, JAVA_BYTE, 0, gid, 0, gid.length);

        MemorySegment domain = made("ibv_alloc_pd", context);
        region = notNull("ibv_reg_mr", (MemorySegment) function("ibv_reg_mr", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT)
                .invokeExact(domain, buffer, buffer.byteSize(), ACCESS_LOCAL_WRITE_REMOTE_READ)).reinterpret(48);
        completions = notNull("ibv_create_cq", (MemorySegment) function("ibv_create_cq", ADDRESS, ADDRESS, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT).invokeExact(context, 16, MemorySegment.NULL, MemorySegment.NULL, 0));
        MemorySegment wanted = MEMORY.allocate(64, 8);
        wanted.set(ADDRESS, 8, completions);
        wanted.set(ADDRESS, 16, completions);
        for (int limit = 32; limit <= 44; limit += 4) {
            wanted.set(JAVA_INT, limit, limit < 40 ? 4 : 1);
        }
        wanted.set(JAVA_INT, 52, RELIABLE_CONNECTION);
        pair = notNull("ibv_create_qp", (MemorySegment) function("ibv_create_qp", ADDRESS, ADDRESS, ADDRESS)
                .invokeExact(domain, wanted)).reinterpret(160);
    }

    public static void main(String[] arguments) throws Throwable {
        boolean server = arguments[0].equals("serve");
        int port = Integer.parseInt(arguments[1]);
        VerbsPing side = new VerbsPing();
        try (Socket socket = server ? accept(port) : connect(arguments[0], port)) {
            side.play(socket, server);
        }
        System.out.println("PASS " + (server ? "server" : "client") + ": " + ROUNDS + " round trips and one read");
    }

    private static Socket accept(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port)) {
            server.setSoTimeout(60_000);
            return server.accept();
        }
    }

    /** The other side may still be about to start. */
    private static Socket connect(String host, int port) throws IOException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return new Socket(InetAddress.getByName(host), port);
            } catch (IOException e) {
                if (attempt == 240) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    private void play(Socket socket, boolean server) throws Throwable {
        socket.setSoTimeout(60_000);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        buffer.set(JAVA_LONG, SHARED, server ? 4711 : 1174);
        out.writeInt(pair.get(JAVA_INT, 52));
        out.write(gid);
        out.writeLong(buffer.address() + SHARED);
        out.writeInt(region.get(JAVA_INT, 40));
        int peer = in.readInt();
        byte[] peerGid = in.readNBytes(gid.length);
        long peerAddress = in.readLong();
        int peerKey = in.readInt();
        connect(peer, peerGid);
        receive();
        together(out, in);
        for (int round = 0; round < ROUNDS; round++) {
            if (!server) {
                buffer.set(JAVA_LONG, OUT, round);
                post(OPCODE_SEND, OUT, 0, 0);
                complete(1);
            }
            complete(1);
            check(buffer.get(JAVA_LONG, IN) == (server ? round : -round), "round " + round);
            receive();
            if (server) {
                buffer.set(JAVA_LONG, OUT, -round);
                post(OPCODE_SEND, OUT, 0, 0);
                complete(1);
            }
        }
        post(OPCODE_READ, FETCHED, peerAddress, peerKey);
        complete(1);
        check(buffer.get(JAVA_LONG, FETCHED) == (server ? 1174 : 4711), "what was read");
        together(out, in);
    }

    private static void together(DataOutputStream out, DataInputStream in) throws IOException {
        out.writeByte(1);
        in.readByte();
    }

    /** Takes the queue pair through INIT and RTR (ready to receive) to RTS (ready to send). */
    private void connect(int peer, byte[] peerGid) throws Throwable {
        MemorySegment state = MEMORY.allocate(144, 8);
        state.set(JAVA_INT, 0, 1);
        state.set(JAVA_INT, 32, ACCESS_LOCAL_WRITE_REMOTE_READ);
        state.set(JAVA_SHORT, 120, (short) 0);
        state.set(JAVA_BYTE, 129, (byte) 1);
        modify(state, 1 | 8 | 16 | 32);
        state.set(JAVA_INT, 0, 2);
        state.set(JAVA_INT, 8, mtu);
        state.set(JAVA_INT, 28, peer);
        MemorySegment.copy(peerGid, 0, state, JAVA_BYTE, 56, peerGid.length);
        state.set(JAVA_BYTE, 76, (byte) GID_INDEX);
        state.set(JAVA_BYTE, 77, (byte) 64);
        state.set(JAVA_BYTE, 85, (byte) 1);
        state.set(JAVA_BYTE, 86, (byte) 1);
        state.set(JAVA_BYTE, 127, (byte) 1);
        state.set(JAVA_BYTE, 128, (byte) 12);
        modify(state, 1 | 128 | 256 | 4096 | 32768 | 131072 | 1048576);
        state.set(JAVA_INT, 0, 3);
        state.set(JAVA_BYTE, 126, (byte) 1);
        state.set(JAVA_BYTE, 130, (byte) 18);
        state.set(JAVA_BYTE, 131, (byte) 7);
        state.set(JAVA_BYTE, 132, (byte) 7);
        modify(state, 1 | 512 | 1024 | 2048 | 8192 | 65536);
    }

    private void modify(MemorySegment state, int mask) throws Throwable {
        succeed("ibv_modify_qp", (int) function("ibv_modify_qp", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)
                .invokeExact(pair, state, mask));
    }

    private MemorySegment piece(long offset) {
        MemorySegment piece = MEMORY.allocate(16, 8);
        piece.set(JAVA_LONG, 0, buffer.address() + offset);
        piece.set(JAVA_INT, 8, 8);
        piece.set(JAVA_INT, 12, region.get(JAVA_INT, 36));
        return piece;
    }

    private void receive() throws Throwable {
        MemorySegment request = MEMORY.allocate(32, 8);
        request.set(ADDRESS, 16, piece(IN));
        request.set(JAVA_INT, 24, 1);
        succeed("ibv_post_recv", (int) postReceive.invokeExact(pair, request, MEMORY.allocate(ADDRESS)));
    }

    private void post(int opcode, long offset, long peerAddress, int peerKey) throws Throwable {
        MemorySegment request = MEMORY.allocate(128, 8);
        request.set(ADDRESS, 16, piece(offset));
        request.set(JAVA_INT, 24, 1);
        request.set(JAVA_INT, 28, opcode);
        request.set(JAVA_INT, 32, FLAG_SIGNALED);
        request.set(JAVA_LONG, 40, peerAddress);
        request.set(JAVA_INT, 48, peerKey);
        succeed("ibv_post_send", (int) postSend.invokeExact(pair, request, MEMORY.allocate(ADDRESS)));
    }

    private void complete(int number) throws Throwable {
        MemorySegment completion = MEMORY.allocate(48, 8);
        long deadline = System.nanoTime() + COMPLETION_LIMIT_NS;
        for (ahead -= number; ahead < 0;) {
            int polled = (int) poll.invokeExact(completions, 1, completion);
            check(polled >= 0, "ibv_poll_cq");
            check(polled > 0 || System.nanoTime() - deadline < 0, "a completion in time");
            check(polled == 0 || completion.get(JAVA_INT, 8) == 0, "status " + completion.get(JAVA_INT, 8));
            ahead += polled;
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** A verb that the header defines as a call through a pointer in the context. */
    private static MethodHandle operation(MemorySegment context, long offset, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(context.get(ADDRESS, offset), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MemorySegment made(String name, MemorySegment of) throws Throwable {
        return notNull(name, (MemorySegment) function(name, ADDRESS, ADDRESS).invokeExact(of));
    }

    private static MemorySegment notNull(String name, MemorySegment result) {
        check(result.address() != 0, name);
        return result;
    }

    private static void succeed(String name, int result) {
        check(result == 0, name + " returned " + result);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("failed: " + what);
        }
    }
}
