package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import mpj.transport.TransportProvider;
import org.junit.jupiter.api.Test;

/** The contract is not met by everything: messages that overtake each other are noticed. */
class UnlawfulTransportTest {
    private static final class Reordering extends MessageContract {
        private final TransportProvider provider =
                new FaultyProvider(new QueueProvider(), Faults.lawful(99).reorderingWithinPeer());

        @Override
        protected TransportProvider provider() {
            return provider;
        }
    }

    @Test
    void overtakingIsNoticed() {
        assertThrows(AssertionError.class, () -> new Reordering().everyPairDeliversInOrder(3));
    }
}
