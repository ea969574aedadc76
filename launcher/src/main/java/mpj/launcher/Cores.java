package mpj.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processor cores that this process may use, as Linux tells. */
final class Cores {
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final Path proc;
    private final Path sys;

    Cores(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    static Cores ofThisMachine() {
        return new Cores(Path.of("/proc"), Path.of("/sys"));
    }

    /** The cores, each as the list of its processors ({@code 0,4}); empty where the system does not tell. */
    List<String> list() {
        List<String> cores = new ArrayList<>();
        try {
            List<Integer> allowed = allowed();
            List<Integer> seen = new ArrayList<>();
            for (Integer processor : allowed) {
                if (!seen.contains(processor)) {
                    List<Integer> core = siblings(processor);
                    core.retainAll(allowed);
                    seen.addAll(core);
                    cores.add(join(core));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return List.of();
        }
        return cores;
    }

    private List<Integer> allowed() throws IOException {
        for (String line : Files.readAllLines(proc.resolve("self/status"))) {
            if (line.startsWith(ALLOWED)) {
                return parse(line.substring(ALLOWED.length()));
            }
        }
        return List.of();
    }

    private List<Integer> siblings(int processor) throws IOException {
        Path file = sys.resolve("devices/system/cpu/cpu" + processor + "/topology/thread_siblings_list");
        List<Integer> siblings = Files.exists(file) ? parse(Files.readString(file)) : new ArrayList<>();
        if (!siblings.contains(processor)) {
            siblings.add(processor);
        }
        return siblings;
    }

    /** Reads a list like {@code 0-3,8}. */
    private static List<Integer> parse(String text) {
        List<Integer> processors = new ArrayList<>();
        int start = 0;
        String list = text.trim();
        while (start < list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            int dash = list.indexOf('-', start);
            boolean range = dash > 0 && dash < end;
            int first = Integer.parseInt(list.substring(start, range ? dash : end));
            int last = range ? Integer.parseInt(list.substring(dash + 1, end)) : first;
            for (int processor = first; processor <= last; processor++) {
                processors.add(processor);
            }
            start = end + 1;
        }
        return processors;
    }

    private static String join(List<Integer> processors) {
        StringBuilder text = new StringBuilder();
        for (Integer processor : processors) {
            text.append(text.isEmpty() ? "" : ",").append(processor);
        }
        return text.toString();
    }

    /**
     * Gives each rank of a host a core.
     *
     * @return the processors of each rank's core, or null where ranks are not to be bound
     */
    static @Nullable List<String> assign(
            JobSpec.Binding binding, int ranks, MachineShare share, int usable, List<String> cores)
            throws LaunchException {
        boolean enough = cores.size() >= share.total() && usable >= share.total();
        if (binding == JobSpec.Binding.CORE && cores.size() < share.total()) {
            throw new UsageException("--bind-to core: " + share.total() + " ranks on this machine, but " + cores.size()
                    + " cores: start fewer, or leave them unbound (--bind-to none)");
        }
        boolean bind = binding == JobSpec.Binding.CORE || binding == JobSpec.Binding.AUTO && enough;
        return bind ? cores.subList(share.before(), share.before() + ranks) : null;
    }
}
