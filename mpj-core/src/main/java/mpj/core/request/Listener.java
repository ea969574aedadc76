package mpj.core.request;

/**
 * Is told of the end of an operation, to go on with what depends on it.
 *
 * <p>It is called under the engine lock, by whatever thread makes progress: it may start and end operations, but must
 * not wait and must not run code of the user.
 */
@FunctionalInterface
public interface Listener {
    /** The operation has ended: with success, an error, or cancelled. */
    void ended(Operation operation);
}
