package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@NullUnmarked
class InfoTest {
    private static void fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(message, e.getMessage());
        assertEquals(errorClass, e.getErrorClass());
    }

    @Test
    void keysKeepTheirOrder() {
        Info info = new Info();
        assertEquals(0, info.size());
        info.set("zebra", "1");
        info.set("ant", "2");
        info.set("zebra", "three");
        assertEquals(2, info.size());
        assertEquals("zebra", info.getKey(0));
        assertEquals("ant", info.getKey(1));
        assertEquals("three", info.get("zebra"));
        assertNull(info.get("cow"));
        assertEquals(5, info.getValueLength("zebra"));
        assertEquals(-1, info.getValueLength("cow"));
        info.delete("zebra");
        assertEquals("ant", info.getKey(0));
        info.free();
        assertTrue(info.isNull());
    }

    @Test
    void copiesAreTheirOwn() {
        Info info = Info.of(Map.of("key", "value"));
        Info copy = info.clone();
        copy.set("key", "other");
        info.set("more", "x");
        assertEquals("value", info.get("key"));
        assertEquals("other", copy.get("key"));
        assertEquals(1, copy.size());
    }

    @Test
    void theMapIsTheInfo() {
        Info info = new Info();
        Map<String, String> map = info.asMap();
        assertNull(map.put("a", "1"));
        assertEquals("1", map.put("a", "2"));
        info.set("b", "3");
        assertEquals(Map.of("a", "2", "b", "3"), map);
        assertEquals(List.of("a", "b"), List.copyOf(map.keySet()));
        assertEquals("2", map.remove("a"));
        assertNull(info.get("a"));
        map.entrySet().forEach(entry -> entry.setValue("4"));
        assertEquals("4", info.get("b"));
        map.keySet().removeIf("b"::equals);
        assertEquals(0, info.size());
        assertThrows(MPIException.class, () -> map.put("", "x"));
        map.put("c", "5");
        assertThrows(
                MPIException.class, () -> map.entrySet().iterator().next().setValue("x".repeat(MPI.MAX_INFO_VAL)));
        assertEquals("5", info.get("c"));
    }

    @Test
    void lengthsAreLimited() {
        Info info = new Info();
        String key = "k".repeat(MPI.MAX_INFO_KEY - 1);
        String value = "v".repeat(MPI.MAX_INFO_VAL - 1);
        info.set(key, value);
        assertEquals(value, info.get(key));
        fails(
                MPI.ERR_INFO_KEY,
                "MPI_ERR_INFO_KEY: set: key '" + key + "k' does not have 1 to 35 bytes",
                () -> info.set(key + "k", "v"));
        fails(
                MPI.ERR_INFO_VALUE,
                "MPI_ERR_INFO_VALUE: set: value '" + value + "v' does not have 1 to 255 bytes",
                () -> info.set("key", value + "v"));
        fails(
                MPI.ERR_INFO_KEY,
                "MPI_ERR_INFO_KEY: get: key '' does not have 1 to 35 bytes",
                () -> info.get(""));
        fails(
                MPI.ERR_INFO_VALUE,
                "MPI_ERR_INFO_VALUE: set: value 'null' does not have 1 to 255 bytes",
                () -> info.set("key", null));
        // two bytes each
        assertThrows(MPIException.class, () -> info.set("\u00e4".repeat(18), "v"));
        info.set("\u00e4".repeat(17), "v");
    }

    @Test
    void whatIsNotThereIsAnError() {
        Info info = Info.of(Map.of("key", "value"));
        fails(
                MPI.ERR_INFO_NOKEY,
                "MPI_ERR_INFO_NOKEY: delete: key 'none' is not set",
                () -> info.delete("none"));
        fails(MPI.ERR_INFO_KEY, "MPI_ERR_INFO_KEY: getKey: index 1 is outside 0..0", () -> info.getKey(1));
        fails(MPI.ERR_INFO_KEY, "MPI_ERR_INFO_KEY: getKey: index -1 is outside 0..0", () -> info.getKey(-1));
        info.free();
        fails(
                MPI.ERR_INFO,
                "MPI_ERR_INFO: free: the info is MPI_INFO_NULL or has been freed",
                info::free);
        fails(
                MPI.ERR_INFO,
                "MPI_ERR_INFO: get: the info is MPI_INFO_NULL or has been freed",
                () -> MPI.INFO_NULL.get("key"));
        assertTrue(MPI.INFO_NULL.isNull());
    }

    @Test
    void theEnvironmentIsTold() {
        assertFalse(MPI.INFO_ENV.isNull());
        Map<String, String> env = MPI.INFO_ENV.asMap();
        assertEquals("1", env.get("maxprocs"));
        assertEquals("MPI_THREAD_MULTIPLE", env.get("thread_level"));
        assertEquals(MPI.getProcessorName(), env.get("host"));
        assertEquals(System.getProperty("os.arch"), env.get("arch"));
        assertEquals(System.getProperty("user.dir"), env.get("wdir"));
        assertTrue(env.containsKey("command"));
        fails(
                MPI.ERR_INFO,
                "MPI_ERR_INFO: free: MPI_INFO_ENV is predefined and cannot be freed",
                MPI.INFO_ENV::free);
        Info given = Info.createEnv("program", "one", "two");
        assertEquals("program", given.get("command"));
        assertEquals("one two", given.get("argv"));
        given.free();
    }
}
