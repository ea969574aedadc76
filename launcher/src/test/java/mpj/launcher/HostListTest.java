package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    @TempDir
    private Path folder;

    private static String describe(HostList list) {
        StringBuilder text = new StringBuilder();
        for (HostSlots host : list.hosts()) {
            text.append(text.isEmpty() ? "" : " ").append(host.name()).append('=').append(host.slots());
        }
        return text.toString();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("hosts"), text);
    }

    private static HostList read(Path file) throws UsageException {
        HostList list = new HostList();
        list.addFile("--hostfile", file.toString());
        return list;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a|a=1",
        "a:2,b:3|a=2 b=3",
        "a,b,a|a=2 b=1",
        "a:2, b|a=2 b=1",
        "user@a:4|user@a=4",
        "10.0.0.1:2|10.0.0.1=2",
        "fe80::1|fe80::1=1",
        "[fe80::1]:2,[fe80::2]|fe80::1=2 fe80::2=1",
    })
    void onTheCommandLine(String text, String expected) throws UsageException {
        HostList list = new HostList();
        list.addAll("--hosts", text);
        assertEquals(expected, describe(list));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,,b", "a:0", "a:-1", "a:x", "a:", "-oProxyCommand=x", "a b", "a;b", "$(a)", "[a", ":2"})
    void whatIsNoHost(String text) {
        HostList list = new HostList();
        UsageException e = assertThrows(UsageException.class, () -> list.addAll("--hosts", text));
        assertTrue(String.valueOf(e.getMessage()).startsWith("--hosts"), e::getMessage);
    }

    @Test
    void aFileInOpenMpisForm() throws IOException, UsageException {
        Path file = file("""
                # the cluster
                a slots=4
                b slots = 2 max_slots=8   # a small one

                c
                a slots=1
                """);
        assertEquals("a=5 b=2 c=1", describe(read(file)));
    }

    @Test
    void aFileInMpichsForm() throws IOException, UsageException {
        assertEquals("a=4 b=1 c=2", describe(read(file("a:4\r\nb\r\n  c:2 # last"))));
    }

    @Test
    void aFileAndTheCommandLineAddUp() throws IOException, UsageException {
        HostList list = read(file("a:2"));
        list.addAll("--hosts", "a,b");
        assertEquals("a=3 b=1", describe(list));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a slots=x|:1: slots=x: must be a number",
        "a\\nb cores=2|:2: cores=2: a line is HOST, HOST:N or HOST slots=N",
        "a:2 slots=2|:1: the slots of a:2 are given twice",
        "a slots=4 max_slots=2|:1: slots=4 is more than max_slots=2",
        "# nothing|: names no host",
    })
    void aLineThatIsWrongIsNamed(String text, String message) throws IOException {
        Path file = file(text.replace("\\n", "\n"));
        UsageException e = assertThrows(UsageException.class, () -> read(file));
        assertTrue(String.valueOf(e.getMessage()).contains(file + message), e::getMessage);
    }

    @Test
    void aFileThatIsMissing() {
        UsageException e = assertThrows(UsageException.class, () -> read(folder.resolve("none")));
        assertTrue(String.valueOf(e.getMessage()).contains("none: cannot be read"), e::getMessage);
    }

    @Test
    void placement() throws UsageException {
        List<HostSlots> hosts = List.of(new HostSlots("a", 2), new HostSlots("b", 1), new HostSlots("c", 4));
        assertArrayEquals(new int[] {0, 0, 1, 2}, Placement.fill(hosts, 0, 4).hostOfRank());
        assertArrayEquals(new int[] {0, 0}, Placement.fill(hosts, 0, 2).hostOfRank());
        assertEquals(List.of("a"), Placement.fill(hosts, 0, 2).hosts());
        assertArrayEquals(new int[] {0, 0, 0, 1, 1}, Placement.fill(hosts, 3, 5).hostOfRank());
        assertArrayEquals(new int[] {3, 4}, Placement.fill(hosts, 3, 5).ranksOf(1));
        assertEquals(7, Placement.capacity(hosts, 0));
        UsageException e = assertThrows(UsageException.class, () -> Placement.fill(hosts, 1, 4));
        assertTrue(String.valueOf(e.getMessage()).startsWith("4 ranks, but the hosts take 3: "), e::getMessage);
    }
}
