package mpj.transport;

/**
 * Two words that let a peer reach a piece of this rank's memory: an address and whatever the transport needs beside it
 * (a region's number, an RDMA key). Reusable; travels in a message's header.
 */
public final class RemoteKey {
    public long address;
    public long access;

    public RemoteKey set(long newAddress, long newAccess) {
        address = newAddress;
        access = newAccess;
        return this;
    }
}
