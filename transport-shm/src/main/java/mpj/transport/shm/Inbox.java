package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import mpj.base.memory.Linux;
import mpj.base.memory.RawMemory;

/** A mapped inbox, one's own or a peer's. */
final class Inbox {
    private final int size;
    private final int ringBytes;
    private final long address;

    private Inbox(int size, int ringBytes, long address) {
        this.size = size;
        this.ringBytes = ringBytes;
        this.address = address;
    }

    /** Maps one's own new inbox. */
    static Inbox create(int fd, int size, int ringBytes, long nonce, Arena arena) throws IOException {
        long bytes = InboxDescriptor.inboxBytes(size, ringBytes);
        Inbox inbox = new Inbox(
                size,
                ringBytes,
                SharedFile.map(ProcessHandle.current().pid(), fd, bytes, arena).address());
        RawMemory.putLong(inbox.address + InboxDescriptor.RING_BYTES, ringBytes);
        RawMemory.putLongRelease(inbox.address + InboxDescriptor.NONCE, nonce);
        return inbox;
    }

    /** Maps a peer's inbox. */
    static Inbox open(ShmCard card, int size, Arena arena) throws IOException {
        long bytes = InboxDescriptor.inboxBytes(size, card.ringBytes());
        Inbox inbox = new Inbox(
                size,
                card.ringBytes(),
                SharedFile.map(card.pid(), card.fd(), bytes, arena).address());
        if (RawMemory.getLongAcquire(inbox.address + InboxDescriptor.NONCE) != card.nonce()) {
            throw new IOException("process " + card.pid() + " is not the one that announced itself");
        }
        return inbox;
    }

    int ringBytes() {
        return ringBytes;
    }

    /** The address of the nonce, for {@link VmAccess}. */
    long nonceAddress() {
        return address + InboxDescriptor.NONCE;
    }

    long ring(int sender) {
        return address + InboxDescriptor.ringAt(size, sender, ringBytes);
    }

    int bell() {
        return RawMemory.getIntAcquire(address + InboxDescriptor.BELL);
    }

    void setBell(int state) {
        RawMemory.putIntVolatile(address + InboxDescriptor.BELL, state);
    }

    /** Wakes the owner if it sleeps. */
    void ring() {
        long bell = address + InboxDescriptor.BELL;
        if (RawMemory.compareAndSetInt(bell, InboxDescriptor.ASLEEP, InboxDescriptor.AWAKE)) {
            Linux.futexWake(bell);
        }
    }

    void sleep(long timeoutNs) {
        Linux.futexWait(address + InboxDescriptor.BELL, InboxDescriptor.ASLEEP, timeoutNs);
    }

    /** Puts a sender on the board. */
    void announce(int sender) {
        RawMemory.getAndOrLong(address + InboxDescriptor.BOARD + 8L * (sender >>> 6), 1L << sender);
        RawMemory.putLongVolatile(address + InboxDescriptor.NEWS, 1);
    }

    boolean hasNews() {
        return RawMemory.getLongAcquire(address + InboxDescriptor.NEWS) != 0;
    }

    /** Must precede the look at the board: a sender sets its bit first and the news afterwards. */
    void clearNews() {
        RawMemory.putLongVolatile(address + InboxDescriptor.NEWS, 0);
    }

    /** Takes the senders of one word of the board. */
    long takeBoard(int word) {
        long at = address + InboxDescriptor.BOARD + 8L * word;
        return RawMemory.getLongAcquire(at) == 0 ? 0 : RawMemory.getAndSetLong(at, 0);
    }
}
