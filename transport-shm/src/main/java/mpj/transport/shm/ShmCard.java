package mpj.transport.shm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a rank tells its peers so that they can map its inbox.
 *
 * @param host names the host and its process and IPC name spaces; peers with another one cannot be reached
 * @param nonceAddress where the nonce lies in the owner's own address space
 */
record ShmCard(String host, long pid, int fd, int ringBytes, long nonce, long nonceAddress) {
    /** All but the host's name. */
    static final int MIN_BYTES = 4 * Long.BYTES;

    byte[] encode() {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MIN_BYTES + name.length)
                .putLong(pid)
                .putInt(fd)
                .putInt(ringBytes)
                .putLong(nonce)
                .putLong(nonceAddress)
                .put(name)
                .array();
    }

    static ShmCard decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long pid = in.getLong();
        int fd = in.getInt();
        int ringBytes = in.getInt();
        long nonce = in.getLong();
        long nonceAddress = in.getLong();
        byte[] name = new byte[in.remaining()];
        in.get(name);
        return new ShmCard(new String(name, StandardCharsets.UTF_8), pid, fd, ringBytes, nonce, nonceAddress);
    }
}
