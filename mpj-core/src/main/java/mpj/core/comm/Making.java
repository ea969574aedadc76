package mpj.core.comm;

import java.util.function.Supplier;
import mpj.core.request.Operation;

/**
 * A communicator that is being made.
 *
 * @param operation done when the communicator can be had
 * @param result makes the caller's part of it; called once, after the operation has ended without an error
 */
public record Making(Operation operation, Supplier<Communicator> result) {}
