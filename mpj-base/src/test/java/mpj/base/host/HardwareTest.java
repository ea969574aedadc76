package mpj.base.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines as {@code /proc} and {@code /sys} would show them. */
class HardwareTest {
    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Two packages, each a NUMA node and an L3 cache with two cores of two processors: 0,4 1,5 | 2,6 3,7. */
    private void machine() throws IOException {
        for (int cpu = 0; cpu < 8; cpu++) {
            String at = "sys/devices/system/cpu/cpu" + cpu;
            int node = cpu % 4 / 2;
            write(at + "/topology/physical_package_id", node + "\n");
            write(at + "/topology/thread_siblings_list", cpu % 4 + "," + (cpu % 4 + 4) + "\n");
            write(at + "/cache/index0/level", "1\n");
            write(at + "/cache/index3/level", "3\n");
            write(at + "/cache/index3/shared_cpu_list", node == 0 ? "0-1,4-5\n" : "2-3,6-7\n");
        }
        write("sys/devices/system/node/node0/cpulist", "0-1,4-5\n");
        write("sys/devices/system/node/node1/cpulist", "2-3,6-7\n");
        write("sys/devices/system/node/possible", "0-1\n");
    }

    private Map<String, Optional<String>> parts(String allowed) throws IOException {
        write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\nMems_allowed_list:\t0\n");
        return new Hardware(folder.resolve("proc"), folder.resolve("sys")).parts();
    }

    @Test
    void aProcessOnOneCore() throws IOException {
        machine();
        Map<String, Optional<String>> parts = parts("2,6");
        assertEquals(List.of("package", "numanode", "l3cache", "core"), List.copyOf(parts.keySet()));
        assertEquals(Optional.of("1"), parts.get("package"));
        assertEquals(Optional.of("node1"), parts.get("numanode"));
        assertEquals(Optional.of("2-3,6-7"), parts.get("l3cache"));
        assertEquals(Optional.of("2,6"), parts.get("core"));
    }

    @Test
    void aProcessOnOneNode() throws IOException {
        machine();
        Map<String, Optional<String>> parts = parts("0-1,5");
        assertEquals(Optional.of("0"), parts.get("package"));
        assertEquals(Optional.of("node0"), parts.get("numanode"));
        assertEquals(Optional.empty(), parts.get("core"));
    }

    @Test
    void aProcessThatIsNotBound() throws IOException {
        machine();
        parts("0-7").forEach((kind, part) -> assertEquals(Optional.empty(), part, kind));
    }

    @Test
    void whatTheKernelDoesNotTellIsLeftOut() throws IOException {
        write("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0\n");
        assertEquals(Map.of("core", Optional.of("0")), parts("0"));
    }

    @Test
    void aKernelThatTellsNothing() {
        assertEquals(Map.of(), new Hardware(folder.resolve("none"), folder.resolve("none")).parts());
    }
}
