package mpj.transport;

/**
 * What a transport can do and roughly what it costs; asked once, when an endpoint is made.
 *
 * @param maxSend the largest payload of one active message, in bytes
 * @param eagerMax the payload, in bytes, up to which sending at once beats asking the receiver first, for memory that
 *     the peer could read with {@link Endpoint#get}
 * @param eagerCopyMax the same for memory that can only be copied (Java arrays)
 * @param fragment the best payload, in bytes, of one piece of a long copied message
 * @param remoteMemory whether {@link Endpoint#get} and {@link Endpoint#put} exist
 */
public record Capabilities(int maxSend, int eagerMax, int eagerCopyMax, int fragment, boolean remoteMemory) {}
