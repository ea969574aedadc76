package mpj.perf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mpi.MPI;

/** Where figures come from. */
public final class Environment {
    private static final String UNKNOWN = "unknown";

    private Environment() {}

    /** Of this rank of a job, by name. */
    static Map<String, String> ofRank() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", MPI.getProcessorName());
        all.putAll(ofMachine());
        all.put("bound to", line("/proc/self/status", "Cpus_allowed_list"));
        all.put("transport", String.valueOf(MPI.INFO_ENV.get("mpj_transport")));
        return all;
    }

    /** Of this process's machine and JVM, by name. */
    public static Map<String, String> ofMachine() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("cpu", line("/proc/cpuinfo", "model name"));
        all.put("processors of the machine", line("/sys/devices/system/cpu/online", ""));
        all.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        all.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        all.put("adapters", adapters());
        return all;
    }

    /** Those of RDMA that the kernel knows. */
    private static String adapters() {
        try (Stream<Path> names = Files.list(Path.of("/sys/class/infiniband"))) {
            return names.map(name -> name.getFileName().toString()).sorted().collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "none";
        }
    }

    /** What a file of lines {@code NAME : VALUE} first tells of a name; of no name its first line. */
    private static String line(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
