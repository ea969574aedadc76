package mpi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mpj.base.host.Hardware;
import mpj.core.Engine;

/** What the system tells of this process and the machine under it. */
final class Environment {
    /** Before the names of kinds of hardware. */
    static final String RESOURCE = "mpj://";

    /** The key of the transport that collective operations of all ranks mostly use. */
    private static final String TRANSPORT = "mpj_transport";

    private Environment() {}

    static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    /** The pairs of INFO_ENV. */
    static Map<String, String> describe() {
        Job.engine();
        return describe(new String[0]);
    }

    /** The same of a program of these arguments; what the job knows where it has been joined. */
    static Map<String, String> describe(String[] args) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (args == null || args.length == 0) {
            put(pairs, "command", ProcessHandle.current().info().command().orElse("java"));
            put(pairs, "argv", System.getProperty("sun.java.command", ""));
        } else {
            put(pairs, "command", args[0]);
            put(pairs, "argv", String.join(" ", Arrays.asList(args).subList(1, args.length)));
        }
        Engine joined = Job.joined();
        if (joined != null) {
            put(pairs, "maxprocs", Integer.toString(joined.manager().size()));
            put(pairs, "soft", Integer.toString(joined.manager().size()));
            put(pairs, TRANSPORT, joined.transport().name().toLowerCase(Locale.ROOT));
        }
        try {
            put(pairs, "host", hostName());
        } catch (IOException e) {
            // a system that does not tell: the key is left out, as the standard allows
        }
        put(pairs, "arch", System.getProperty("os.arch", ""));
        put(pairs, "wdir", Path.of("").toAbsolutePath().toString());
        put(pairs, "thread_level", "MPI_THREAD_MULTIPLE");
        return pairs;
    }

    /** Puts a value, of one that is too long as much as there is room for, of an empty one nothing. */
    private static void put(Map<String, String> pairs, String key, String value) {
        String shown = value;
        while (shown.getBytes(StandardCharsets.UTF_8).length >= MPI.MAX_INFO_VAL) {
            shown = shown.substring(0, shown.length() - 1);
        }
        if (!shown.isEmpty()) {
            pairs.put(key, shown);
        }
    }

    /** The kinds of hardware, each with whether this process is confined to one of the kind. */
    static Info hardware() {
        Info info = new Info();
        Hardware.ofThisMachine()
                .parts()
                .forEach((kind, part) -> info.set(RESOURCE + kind, Boolean.toString(part.isPresent())));
        return info;
    }
}
