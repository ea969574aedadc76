package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/** The way to one peer: its inbox, our ring there, and copies from and to its memory. */
final class ShmEndpoint implements Endpoint {
    /** Kinds of messages between transports; the engine's are smaller. */
    static final int HELP = 128;

    static final int BYE = 129;

    private static final int HELP_BYTES = 32;

    private final ShmTransport transport;
    private final int peer;
    private final ShmCard card;
    private final Inbox inbox;
    private final RingWriter ring;
    private final long polledAddress;
    private final long copyRingMine;
    private final long copyRingPeers;
    private final Arena arena;
    private final BufferView helpView = new BufferView();
    private final long helpAddress;

    private boolean open = true;
    private @Nullable CopyTask firstCopy;
    private @Nullable CopyTask lastCopy;
    private int generation;
    /** Where the peer's regions are mapped here, by number; 0 = not yet. */
    private long[] regions = new long[4];
    /** -1 unknown, 0 the kernel refuses, 1 it copies. */
    private int vmState = -1;

    // the share of the peer's copy that this side has been asked to take; generation 0: none
    private int helpGeneration;
    private long helpPeerAddress;
    private long helpOwnAddress;
    private long helpLength;
    private int helpChunkBytes;
    private int helpChunks;
    private boolean helpPut;

    ShmEndpoint(ShmTransport transport, int peer, ShmCard card, Inbox inbox, Arena arena) {
        this.transport = transport;
        this.peer = peer;
        this.card = card;
        this.inbox = inbox;
        this.arena = arena;
        long ringAddress = inbox.ring(transport.rank());
        this.ring = new RingWriter(ringAddress, inbox.ringBytes());
        this.polledAddress = ringAddress + InboxDescriptor.RING_POLLED;
        this.copyRingMine = transport.inbox().ring(peer);
        this.copyRingPeers = ringAddress;
        this.helpAddress = arena.allocate(HELP_BYTES, Long.BYTES).address();
        this.helpView.setNative(helpAddress, HELP_BYTES, null);
    }

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public Capabilities capabilities() {
        return transport.capabilities();
    }

    @Override
    public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        if (!open) {
            return Status.CLOSED;
        }
        if (!ring.write(kind, h0, h1, h2, payload, offset, length)) {
            return inbox.bell() == InboxDescriptor.CLOSED ? lost() : Status.BUSY;
        }
        // The record must be visible before we look whether the owner looks: the owner first says that it will not
        // look, then has a full fence, then looks once more. One of the two sees the other's store.
        VarHandle.fullFence();
        if (RawMemory.getInt(polledAddress) == 0 || inbox.bell() != InboxDescriptor.AWAKE) {
            return notifyOwner();
        }
        return Status.OK;
    }

    private int notifyOwner() {
        if (RawMemory.getIntAcquire(polledAddress) == 0) {
            inbox.announce(transport.rank());
        }
        int bell = inbox.bell();
        if (bell == InboxDescriptor.CLOSED) {
            return lost();
        }
        if (bell != InboxDescriptor.AWAKE) {
            inbox.ring();
        }
        return Status.OK;
    }

    private int lost() {
        transport.loseLater(this, "it has left");
        return Status.CLOSED;
    }

    @Override
    public boolean export(BufferView view, RemoteKey key) {
        if (!view.isNative()) {
            return false;
        }
        int region = transport.pool().find(view.address());
        if (region >= 0) {
            key.set(view.address() - transport.pool().base(region), transport.pool().access(region));
        } else {
            key.set(view.address(), 0);
        }
        return true;
    }

    @Override
    public void unexport(RemoteKey key) {
        // nothing was registered
    }

    @Override
    public boolean canReach(RemoteKey key, BufferView local) {
        if (RegionPool.isRegion(key.access)) {
            return regionBase(key.access) > 0;
        }
        return local.isNative() && hasVmAccess();
    }

    @Override
    public boolean prefersRemote(RemoteKey key, long length) {
        return RegionPool.isRegion(key.access) || length >= transport.vmFrom();
    }

    @Override
    public long map(RemoteKey key) {
        long base = RegionPool.isRegion(key.access) ? regionBase(key.access) : 0;
        return base > 0 ? base + key.address : 0;
    }

    private boolean hasVmAccess() {
        if (vmState < 0) {
            vmState = transport.vmAllowed() && VmAccess.probe(card) ? 1 : 0;
        }
        return vmState == 1;
    }

    private long regionBase(long access) {
        int number = RegionPool.number(access);
        if (number >= regions.length) {
            regions = Arrays.copyOf(regions, Math.max(number + 1, 2 * regions.length));
        }
        if (regions[number] == 0) {
            try {
                int fd = RegionPool.fd(access);
                long bytes = SharedFile.size(card.pid(), fd);
                regions[number] =
                        SharedFile.map(card.pid(), fd, bytes, arena).address();
            } catch (IOException e) {
                regions[number] = -1;
            }
        }
        return regions[number];
    }

    @Override
    public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        return start(local, localOffset, key, remoteOffset, length, token, false);
    }

    @Override
    public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        return start(local, localOffset, key, remoteOffset, length, token, true);
    }

    private int start(
            BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token, boolean put) {
        if (!open) {
            return Status.CLOSED;
        }
        if (!canReach(key, local)) {
            return Status.FAILED;
        }
        CopyTask task = transport.takeTask();
        task.set(local, localOffset, key, remoteOffset, length, token, put);
        CopyTask last = lastCopy;
        if (last == null) {
            firstCopy = task;
            transport.activate(this);
            share(task);
        } else {
            last.link = task;
        }
        lastCopy = task;
        return Status.PENDING;
    }

    /** Asks the peer to take a share of the copy; if there is no room to ask, we do it alone. */
    private void share(CopyTask task) {
        if (task.length < CopyTask.SHARE_FROM || !task.local.isNative() || !hasVmAccess()) {
            return;
        }
        int newGeneration = generation == Integer.MAX_VALUE ? 1 : generation + 1;
        SharedCopy.open(copyRingMine, newGeneration);
        RawMemory.putLong(helpAddress, task.key.access);
        RawMemory.putLong(helpAddress + 8, task.length);
        RawMemory.putLong(helpAddress + 16, task.chunkBytes);
        RawMemory.putLong(helpAddress + 24, task.put ? 1 : 0);
        long mine = task.local.address() + task.localOffset;
        if (send(HELP, mine, task.key.address + task.remoteOffset, newGeneration, helpView, 0, HELP_BYTES)
                == Status.OK) {
            generation = newGeneration;
            task.generation = newGeneration;
        }
    }

    /** The peer asks us to take a share of its copy from or to our memory. */
    void onHelp(long peerAddress, long ownKey, long wanted, long payload) {
        if (!hasVmAccess()) {
            return;
        }
        long access = RawMemory.getLong(payload);
        helpOwnAddress = RegionPool.isRegion(access)
                ? transport.pool().base(RegionPool.number(access)) + ownKey
                : ownKey;
        helpPeerAddress = peerAddress;
        helpLength = RawMemory.getLong(payload + 8);
        helpChunkBytes = (int) RawMemory.getLong(payload + 16);
        helpPut = RawMemory.getLong(payload + 24) != 0;
        helpChunks = (int) ((helpLength + helpChunkBytes - 1) / helpChunkBytes);
        helpGeneration = (int) wanted;
        transport.activate(this);
    }

    /** Whether there is a copy of ours or a share of the peer's to go on with. */
    boolean isCopying() {
        return firstCopy != null || helpGeneration != 0;
    }

    /** Copies a chunk or two; returns the number of events. */
    int advance() {
        return (helpGeneration != 0 ? help() : 0) + (firstCopy != null ? copy(firstCopy) : 0);
    }

    private int help() {
        int chunk = SharedCopy.claim(copyRingPeers, helpGeneration, helpChunks);
        if (chunk == SharedCopy.NONE) {
            helpGeneration = 0;
            return 0;
        }
        long at = (long) chunk * helpChunkBytes;
        long n = CopyTask.bytesOf(chunk, helpChunkBytes, helpLength);
        boolean success = helpPut
                ? VmAccess.read(card.pid(), helpOwnAddress + at, helpPeerAddress + at, n)
                : VmAccess.write(card.pid(), helpOwnAddress + at, helpPeerAddress + at, n);
        SharedCopy.finish(copyRingPeers, success);
        return 1;
    }

    private int copy(CopyTask task) {
        int chunk;
        if (task.generation != 0) {
            chunk = SharedCopy.claim(copyRingMine, task.generation, task.chunks);
        } else {
            chunk = task.next < task.chunks ? task.next++ : SharedCopy.NONE;
        }
        if (chunk != SharedCopy.NONE) {
            if (!task.local.checkAlive() || !copyChunk(task, chunk)) {
                if (task.generation != 0) {
                    // the peer must claim no more of it
                    SharedCopy.open(copyRingMine, 0);
                }
                end(task, Status.FAILED);
                return 1;
            }
            task.finished++;
        }
        if (task.generation == 0) {
            if (task.finished == task.chunks) {
                end(task, Status.OK);
            }
            return 1;
        }
        boolean reaped = reapHelp(task);
        return chunk != SharedCopy.NONE || reaped ? 1 : 0;
    }

    private boolean reapHelp(CopyTask task) {
        if (task.finished + SharedCopy.helped(copyRingMine) < task.chunks) {
            return false;
        }
        if (SharedCopy.helperFailed(copyRingMine)) {
            // all of it once more, alone
            task.generation = 0;
            task.next = 0;
            task.finished = 0;
        } else {
            end(task, Status.OK);
        }
        return true;
    }

    private boolean copyChunk(CopyTask task, int chunk) {
        long at = (long) chunk * task.chunkBytes;
        long n = CopyTask.bytesOf(chunk, task.chunkBytes, task.length);
        long localAt = task.localOffset + at;
        long remoteAt = task.key.address + task.remoteOffset + at;
        if (RegionPool.isRegion(task.key.access)) {
            long mapped = regionBase(task.key.access) + remoteAt;
            if (task.put) {
                task.local.copyTo(localAt, mapped, n);
            } else {
                task.local.copyFrom(mapped, localAt, n);
            }
            return true;
        }
        long local = task.local.address() + localAt;
        return task.put
                ? VmAccess.write(card.pid(), local, remoteAt, n)
                : VmAccess.read(card.pid(), local, remoteAt, n);
    }

    private void end(CopyTask task, int status) {
        firstCopy = task.link;
        if (firstCopy == null) {
            lastCopy = null;
        } else {
            share(firstCopy);
        }
        long token = task.token;
        transport.giveTask(task);
        transport.handler().onCompletion(token, status);
    }

    /** The peer is gone: whatever was under way ends. */
    void lose() {
        open = false;
        helpGeneration = 0;
        while (firstCopy != null) {
            CopyTask task = firstCopy;
            firstCopy = task.link;
            long token = task.token;
            transport.giveTask(task);
            transport.handler().onCompletion(token, Status.CLOSED);
        }
        lastCopy = null;
    }

    boolean isOpen() {
        return open;
    }

    long pid() {
        return card.pid();
    }

    /** Nothing goes through any more; the peer is not told. */
    void shut() {
        open = false;
    }

    /** Tells the peer that this rank leaves. */
    @Override
    public void close() {
        if (open) {
            send(BYE, 0, 0, 0, null, 0, 0);
            shut();
        }
        inbox.closePipe();
    }
}
