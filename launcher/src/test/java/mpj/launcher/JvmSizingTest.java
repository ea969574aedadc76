package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmSizingTest {
    @Test
    void aLoneRankIsLeftToItsJvm() {
        assertEquals(List.of(), JvmSizing.options(1, 16, false, true, List.of()));
    }

    @Test
    void boundRanksShareMemoryOnly() {
        assertEquals(List.of("-XX:MaxRAMPercentage=17.5"), JvmSizing.options(4, 8, true, true, List.of()));
        assertEquals(List.of(), JvmSizing.options(2, 8, true, true, List.of()));
    }

    @Test
    void ranksWithOneProcessorOrLess() {
        List<String> expected =
                List.of("-XX:MaxRAMPercentage=17.5", "-XX:+UseSerialGC", "-XX:CICompilerCount=2");
        assertEquals(expected, JvmSizing.options(4, 4, false, true, List.of()));
        assertEquals(expected, JvmSizing.options(4, 2, false, true, List.of("-Xmx1g", "-XX:+UseNUMA")));
    }

    @Test
    void ranksWithSeveralProcessors() {
        List<String> expected =
                List.of("-XX:ParallelGCThreads=8", "-XX:ConcGCThreads=2", "-XX:CICompilerCount=4");
        assertEquals(expected, JvmSizing.options(2, 16, false, true, List.of()));
    }

    @Test
    void theUsersCollectorTakesThePlaceOfOurs() {
        List<String> expected = List.of("-XX:ParallelGCThreads=1", "-XX:ConcGCThreads=1", "-XX:CICompilerCount=2");
        assertEquals(expected, JvmSizing.options(2, 2, false, true, List.of("-XX:+UseZGC")));
        assertEquals(expected, JvmSizing.options(2, 2, false, false, List.of()));
        assertEquals(
                List.of("-XX:CICompilerCount=2"),
                JvmSizing.options(2, 2, false, true, List.of("-XX:+UseG1GC", "-XX:ParallelGCThreads=4")));
    }
}
