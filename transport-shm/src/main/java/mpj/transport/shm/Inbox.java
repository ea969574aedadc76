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
    private final long owner;
    /** The ends of the owner's pipe: that to read only for the owner; -1 where not open. */
    private int pipeToRead = -1;

    private int pipeToWrite = -1;

    private Inbox(long owner, int size, int ringBytes, long address) {
        this.owner = owner;
        this.size = size;
        this.ringBytes = ringBytes;
        this.address = address;
    }

    /** Maps one's own new inbox. */
    static Inbox create(int fd, int size, int ringBytes, long nonce, Arena arena) throws IOException {
        long bytes = InboxDescriptor.inboxBytes(size, ringBytes);
        long owner = ProcessHandle.current().pid();
        Inbox inbox = new Inbox(
                owner, size, ringBytes, SharedFile.map(owner, fd, bytes, arena).address());
        RawMemory.putLong(inbox.address + InboxDescriptor.RING_BYTES, ringBytes);
        RawMemory.putLongRelease(inbox.address + InboxDescriptor.NONCE, nonce);
        return inbox;
    }

    /** Maps a peer's inbox. */
    static Inbox open(ShmCard card, int size, Arena arena) throws IOException {
        long bytes = InboxDescriptor.inboxBytes(size, card.ringBytes());
        Inbox inbox = new Inbox(
                card.pid(),
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
        } else if (RawMemory.compareAndSetInt(bell, InboxDescriptor.ASLEEP_ON_PIPE, InboxDescriptor.AWAKE)) {
            writeToPipe();
        }
    }

    private synchronized void writeToPipe() {
        if (pipeToWrite < 0) {
            // a pipe, unlike an eventfd, can be opened through /proc
            pipeToWrite = Linux.openToWrite(
                    "/proc/" + owner + "/fd/" + RawMemory.getIntAcquire(address + InboxDescriptor.PIPE));
        }
        if (pipeToWrite >= 0) {
            Linux.writeOne(pipeToWrite);
        }
    }

    /** Has the owner sleep on a pipe from now on; the end to read, or a negative error. */
    synchronized int makePipe() {
        long ends = Linux.pipe();
        if (ends < 0) {
            return (int) ends;
        }
        pipeToRead = (int) ends;
        pipeToWrite = (int) (ends >>> Integer.SIZE);
        RawMemory.putIntRelease(address + InboxDescriptor.PIPE, pipeToWrite);
        return pipeToRead;
    }

    /** Sets the bell: the owner is about to sleep. A full fence. */
    void setAsleep() {
        setBell(pipeToRead < 0 ? InboxDescriptor.ASLEEP : InboxDescriptor.ASLEEP_ON_PIPE);
    }

    /** Sets the bell: the owner does not sleep any more. */
    void setAwake() {
        setBell(InboxDescriptor.AWAKE);
        if (pipeToRead >= 0) {
            // in any case: a waker rings before it writes, so that its byte may come when the owner has got up
            Linux.readAll(pipeToRead);
        }
    }

    void sleep(long timeoutNs) {
        if (pipeToRead < 0) {
            Linux.futexWait(address + InboxDescriptor.BELL, InboxDescriptor.ASLEEP, timeoutNs);
        } else {
            Linux.poll(new int[] {pipeToRead}, timeoutNs);
        }
    }

    /** Closes the ends of the pipe that are open here. */
    synchronized void closePipe() {
        for (int end : new int[] {pipeToRead, pipeToWrite}) {
            if (end >= 0) {
                Linux.close(end);
            }
        }
        pipeToRead = -1;
        pipeToWrite = -1;
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
