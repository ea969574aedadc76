package mpj.transport.rdma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import mpj.base.config.Parameters;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdmaSettingsTest {
    private static DeviceLimits limits(int sharedReceives) {
        return new DeviceLimits(
                4096, 1L << 31, 1L << 40, 128, 1 << 12, 1 << 16, 16, sharedReceives, true, true, Access.LOCAL_WRITE);
    }

    private static RdmaSettings settings(int sharedReceives, long memlock, int size, Map<String, String> parameters) {
        return RdmaSettings.of(Parameters.of(parameters), limits(sharedReceives), memlock, size, false);
    }

    @Test
    void withoutLimitsTheDefaultsHold() {
        RdmaSettings settings = settings(1 << 12, Long.MAX_VALUE, 2, Map.of());
        assertEquals(16 << 10, settings.maxSend());
        assertEquals(0, settings.frameBytes() % 64);
        assertEquals(32, settings.window());
        assertEquals(64, settings.depth());
        assertEquals(36, settings.sharedReceives(), "those of one peer");
        assertEquals(1024, settings(1 << 12, Long.MAX_VALUE, 5000, Map.of()).sharedReceives());
        assertEquals(0, settings(0, Long.MAX_VALUE, 5000, Map.of()).sharedReceives());
        assertEquals(
                0, settings(1 << 12, Long.MAX_VALUE, 2, Map.of("MPJ_RDMA_SRQ", "0")).sharedReceives());
    }

    /** Whatever the limit, receives leave half of the pool to messages that are sent. */
    @ParameterizedTest
    @CsvSource({"65536, 2", "1048576, 16", "8388608, 2", "8388608, 64", "8388608, 10000", "67108864, 512"})
    void receivesFitIntoHalfOfThePool(long memlock, int size) {
        for (int shared : new int[] {0, 1 << 12}) {
            RdmaSettings settings = settings(shared, memlock, size, Map.of());
            assertTrue(settings.poolBytes() <= memlock / 2, settings.toString());
            assertTrue(settings.window() >= 2, settings.toString());
            long half = settings.poolBytes() / 2;
            if (settings.sharedReceives() > 0) {
                assertTrue((long) settings.sharedReceives() * settings.frameBytes() <= half, settings.toString());
            } else if (settings.window() > 2) {
                long peers = size - 1L;
                assertTrue(
                        peers * (settings.window() + Channel.RESERVE) * settings.frameBytes() <= half,
                        settings.toString());
            }
        }
    }

    @Test
    void whereNothingIsSentAgainSharedReceivesSufficeForAll() {
        for (int size : new int[] {2, 10, 100}) {
            RdmaSettings settings =
                    RdmaSettings.of(Parameters.of(Map.of()), limits(1 << 12), Long.MAX_VALUE, size, true);
            int each = settings.window() + Channel.RESERVE;
            assertTrue(settings.sharedReceives() == 0 || settings.sharedReceives() >= each * (size - 1));
        }
    }

    @Test
    void littleLockedMemoryMeansSmallBuffers() {
        RdmaSettings settings = settings(0, 1 << 20, 2, Map.of());
        assertEquals(4 << 10, settings.maxSend());
        assertTrue(settings.tooLittle().contains("MPJ_RDMA_POOL"), settings.tooLittle());
    }
}
