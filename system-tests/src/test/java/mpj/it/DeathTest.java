package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mpj.it.program.Dying;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When a rank dies, or mpjexec, nothing of the job is left two seconds later, whatever the other ranks do. The limit is
 * what users are promised, and counted from the death to the end of the last process.
 */
class DeathTest {
    private static final long LIMIT_MS = 2000;
    private static final int[] RANKS = {2, 4, 7};
    private static final List<String> STATES = List.of("receiving", "computing", "exchanging");
    private static final List<Path> SHARED_FOLDERS = List.of(Path.of("/tmp"), Path.of("/dev/shm"));

    @TempDir
    private Path folder;

    /** Who dies and how, and with what code mpjexec ends. */
    enum Way {
        EXIT(3),
        EXCEPTION(1),
        MEMORY(1),
        KILLED(137),
        LAUNCHER_KILLED(137);

        final int code;

        Way(int code) {
            this.code = code;
        }

        /** Whether the rank is told to die, and does it by itself. */
        boolean isOfItself() {
            return this == EXIT || this == EXCEPTION || this == MEMORY;
        }
    }

    /** A job and its end. */
    record Death(Way way, String state, int ranks, String transport) {}

    static List<Death> allDeaths() {
        List<Death> all = new ArrayList<>();
        for (Way way : Way.values()) {
            for (String state : STATES) {
                for (int ranks : RANKS) {
                    all.add(new Death(way, state, ranks, all.size() % 2 == 0 ? "shm" : "tcp"));
                }
            }
        }
        return all;
    }

    /** Every way with every state, every way with every number of ranks, and every state with every number of ranks. */
    static List<Death> someDeaths() {
        List<Death> all = allDeaths();
        List<Death> some = new ArrayList<>();
        int states = STATES.size();
        for (int i = 0; i < all.size(); i++) {
            int way = i / RANKS.length / states;
            int state = i / RANKS.length % states;
            if ((way + state) % RANKS.length == i % RANKS.length) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    @ParameterizedTest
    @MethodSource("someDeaths")
    void nothingIsLeft(Death death) throws IOException, InterruptedException {
        Set<Path> before = sharedFiles();
        Path file = Files.write(folder.resolve("death"), new byte[Long.BYTES]);
        int last = death.ranks - 1;
        String options = "-n " + death.ranks + " --stdin " + last + " -Xmx64m --transport " + death.transport;
        String way = death.way.name().toLowerCase(Locale.ROOT);
        try (LauncherRun job = LauncherRun.program(options, Dying.class, file.toString(), way, death.state)) {
            for (int rank = 0; rank < death.ranks; rank++) {
                job.awaitOutput("ready " + rank + " ");
            }
            List<Long> processes = job.living();
            assertTrue(processes.size() > death.ranks, job::describe);
            long begin = kill(job, death.way, last);
            awaitEnd(processes, job);
            long end = System.nanoTime();
            if (death.way.isOfItself()) {
                begin = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder()).getLong();
                assertTrue(begin != 0, job::describe);
            }
            long tookMs = TimeUnit.NANOSECONDS.toMillis(end - begin);
            System.out.println(death + ": " + tookMs + " ms");
            assertTrue(tookMs < LIMIT_MS, () -> "the end took " + tookMs + " ms; " + job.describe());
            job.expect(death.way.code);
            assertEquals(List.of(), leftFiles(before, processes), "files are left");
        }
    }

    /** Takes minutes. */
    @ParameterizedTest
    @MethodSource("allDeaths")
    @Tag("heavy")
    void nothingIsLeftOfAny(Death death) throws IOException, InterruptedException {
        nothingIsLeft(death);
    }

    /** Kills what is to be killed, or tells the rank to die; the time. */
    private static long kill(LauncherRun job, Way way, int rank) throws IOException, InterruptedException {
        long now = System.nanoTime();
        switch (way) {
            case KILLED -> LauncherRun.signal("KILL", pid(job, rank));
            case LAUNCHER_KILLED -> job.signal("KILL");
            default -> job.type("\n");
        }
        return now;
    }

    private static long pid(LauncherRun job, int rank) {
        Matcher matcher = Pattern.compile("ready " + rank + " pid (\\d+)\\.").matcher(job.out());
        assertTrue(matcher.find(), job::describe);
        return Long.parseLong(matcher.group(1));
    }

    private static void awaitEnd(List<Long> processes, LauncherRun job) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LauncherRun.LIMIT_S);
        for (Long process : processes) {
            while (!LauncherRun.contents(process, "environ").isEmpty()) {
                assertTrue(deadline - System.nanoTime() > 0, () -> "process " + process + " lives; " + job.describe());
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private static Set<Path> sharedFiles() throws IOException {
        Set<Path> files = new HashSet<>();
        for (Path shared : SHARED_FOLDERS) {
            try (Stream<Path> all = Files.list(shared)) {
                all.forEach(files::add);
            }
        }
        return files;
    }

    /** New files that are the job's by their name: others on this machine make files, too. */
    private static List<Path> leftFiles(Set<Path> before, List<Long> processes) throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path file : sharedFiles()) {
            String name = file.getFileName().toString();
            boolean isOurs = name.contains("mpj") || processes.stream().anyMatch(pid -> name.contains(pid.toString()));
            if (isOurs && !before.contains(file)) {
                left.add(file);
            }
        }
        return left;
    }
}
