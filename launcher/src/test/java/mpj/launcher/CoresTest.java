package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {
    @TempDir
    private Path root;

    private List<String> cores(String allowed, String... siblings) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/status"), "Name:\tx\nCpus_allowed_list:\t" + allowed + "\n");
        for (int i = 0; i < siblings.length; i++) {
            Path folder = root.resolve("sys/devices/system/cpu/cpu" + i + "/topology");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("thread_siblings_list"), siblings[i] + "\n");
        }
        return new Cores(root.resolve("proc"), root.resolve("sys")).list();
    }

    @Test
    void coresOfOneThread() throws IOException {
        assertEquals(List.of("0", "1", "2"), cores("0-2", "0", "1", "2"));
    }

    @Test
    void coresOfTwoThreads() throws IOException {
        assertEquals(List.of("0,2", "1,3"), cores("0-3", "0,2", "1,3", "0,2", "1,3"));
        assertEquals(List.of("1,3", "2"), cores("1-3", "0,2", "1,3", "0,2", "1,3"));
    }

    @Test
    void withoutTopology() throws IOException {
        assertEquals(List.of("3", "5", "6", "7"), cores("3,5-7"));
    }

    @Test
    void whereTheSystemDoesNotTell() throws IOException {
        assertEquals(List.of(), new Cores(root, root).list());
        assertEquals(List.of(), cores("what"));
    }

    private static @Nullable List<String> assign(JobSpec.Binding binding, int ranks, int usable, List<String> cores)
            throws LaunchException {
        return Cores.assign(binding, ranks, MachineShare.whole(ranks), usable, cores);
    }

    @Test
    void assignment() throws LaunchException {
        List<String> two = List.of("0", "1");
        assertEquals(two, assign(JobSpec.Binding.AUTO, 2, 2, two));
        assertEquals(List.of("0"), assign(JobSpec.Binding.AUTO, 1, 2, two));
        assertNull(assign(JobSpec.Binding.AUTO, 3, 2, two));
        assertNull(assign(JobSpec.Binding.AUTO, 2, 1, two), "a quota of one processor");
        assertNull(assign(JobSpec.Binding.NONE, 2, 2, two));
        assertEquals(two, assign(JobSpec.Binding.CORE, 2, 1, two));
        assertThrows(LaunchException.class, () -> assign(JobSpec.Binding.CORE, 3, 2, two));
    }

    @Test
    void assignmentOnAMachineOfSeveralHosts() throws LaunchException {
        List<String> four = List.of("0", "1", "2", "3");
        assertEquals(List.of("2", "3"), Cores.assign(JobSpec.Binding.AUTO, 2, new MachineShare(2, 4), 4, four));
        assertEquals(List.of("1"), Cores.assign(JobSpec.Binding.CORE, 1, new MachineShare(1, 4), 4, four));
        assertNull(Cores.assign(JobSpec.Binding.AUTO, 2, new MachineShare(0, 5), 4, four));
        MachineShare five = new MachineShare(0, 5);
        assertThrows(LaunchException.class, () -> Cores.assign(JobSpec.Binding.CORE, 2, five, 4, four));
    }
}
