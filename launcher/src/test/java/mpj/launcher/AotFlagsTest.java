package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AotFlagsTest {
    private static final Map<String, String> NOTHING = Map.of();

    @ParameterizedTest
    @CsvSource({
        "-Xmx1g, true", "-Xmx31g, true", "-Xmx32g, false", "-Xmx1t, false", "-Xmxlots, false", "-XX:MaxHeapSize=64m, true",
        "-XX:MaxHeapSize=99999999999, false", "-XX:MaxRAMPercentage=0.0001, true", "-XX:MaxRAMPercentage=x, false",
        "-XX:+UseSerialGC, true", "-XX:+UseG1GC, true", "-XX:+UseZGC, false", "-Dany=thing, true", "-ea, true",
        "--enable-preview, true", "--add-opens=java.base/java.lang=ALL-UNNAMED, false", "-Xshare:off, false",
        "-javaagent:a.jar, false", "-XX:AOTCache=mine, false"
    })
    void options(String option, boolean allowed) {
        assertEquals(allowed, AotFlags.allow(List.of("-Xss1m", option), NOTHING::get));
    }

    @Test
    void optionsOfTheEnvironment() {
        assertTrue(AotFlags.allow(List.of(), Map.of("JAVA_TOOL_OPTIONS", " -Da=b '-Xmx1g' ")::get));
        assertFalse(AotFlags.allow(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Da=b \"-Xshare:off\"")::get));
        assertFalse(AotFlags.allow(List.of(), Map.of("_JAVA_OPTIONS", "-XX:+UseZGC")::get));
        assertFalse(AotFlags.allow(List.of(), Map.of("JDK_JAVA_OPTIONS", "@options")::get));
    }
}
