package mpj.base.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a machine of which a process may use the processors, as Linux tells in {@code /proc} and {@code /sys}.
 * What a kernel does not tell is left out.
 */
public final class Hardware {
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final String CPU = "devices/system/cpu/cpu";

    private final Path proc;
    private final Path sys;

    Hardware(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /** The machine that this process runs on. */
    public static Hardware ofThisMachine() {
        return new Hardware(Path.of("/proc"), Path.of("/sys"));
    }

    /** Which part of its kind each processor belongs to. */
    @FunctionalInterface
    private interface Part {
        @Nullable String of(int processor) throws IOException;
    }

    /**
     * The kinds of parts that the machine has, from large to small - package, NUMA node, L3 cache, core - each with the
     * one to which this process is confined, or empty where it may use processors of several.
     */
    public Map<String, Optional<String>> parts() {
        Map<String, Optional<String>> parts = new LinkedHashMap<>();
        try {
            List<Integer> allowed = allowed();
            List<Path> nodes = nodes();
            put(parts, "package", allowed, cpu -> text(topology(cpu, "physical_package_id")));
            put(parts, "numanode", allowed, cpu -> node(nodes, cpu));
            put(parts, "l3cache", allowed, this::cache);
            put(parts, "core", allowed, cpu -> text(topology(cpu, "thread_siblings_list")));
        } catch (IOException | NumberFormatException e) {
            // a kernel that does not tell which processors may be used: nothing is known of them
            parts.clear();
        }
        return parts;
    }

    private static void put(Map<String, Optional<String>> parts, String kind, List<Integer> allowed, Part part)
            throws IOException {
        String only = null;
        boolean one = true;
        for (int cpu : allowed) {
            String here = part.of(cpu);
            if (here == null) {
                return;
            }
            one &= only == null || only.equals(here);
            only = here;
        }
        if (only != null) {
            parts.put(kind, one ? Optional.of(only) : Optional.empty());
        }
    }

    private List<Integer> allowed() throws IOException {
        for (String line : Files.readAllLines(proc.resolve("self/status"))) {
            if (line.startsWith(ALLOWED)) {
                return numbers(line.substring(ALLOWED.length()));
            }
        }
        return List.of();
    }

    private Path topology(int cpu, String file) {
        return sys.resolve(CPU + cpu + "/topology/" + file);
    }

    private static @Nullable String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : null;
    }

    private List<Path> nodes() throws IOException {
        Path folder = sys.resolve("devices/system/node");
        return Files.isDirectory(folder) ? list(folder, "node[0-9]*") : List.of();
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        }
        return found;
    }

    private static @Nullable String node(List<Path> nodes, int cpu) throws IOException {
        for (Path node : nodes) {
            String processors = text(node.resolve("cpulist"));
            if (processors != null && numbers(processors).contains(cpu)) {
                return String.valueOf(node.getFileName());
            }
        }
        return null;
    }

    private @Nullable String cache(int cpu) throws IOException {
        Path folder = sys.resolve(CPU + cpu + "/cache");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        for (Path index : list(folder, "index[0-9]*")) {
            if ("3".equals(text(index.resolve("level")))) {
                return text(index.resolve("shared_cpu_list"));
            }
        }
        return null;
    }

    /** Reads a list like {@code 0-3,8}. */
    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : text.strip().split(",", -1)) {
            if (range.isEmpty()) {
                continue;
            }
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (int i = first; i <= last; i++) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}
