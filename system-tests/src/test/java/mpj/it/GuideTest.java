package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide for users of mpi4py: its programs print what it says, and the names in its tables exist. */
class GuideTest {
    private static final Pattern PROGRAM = Pattern.compile(
            "<!-- run: (\\d+) -->\n```java\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| [\\w, ]+ \\| .*? \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(?:(\\w+)\\.(\\w+)|new (\\w+))`");

    @TempDir
    private static Path folder;

    private static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "mpi4py.md"));
    }

    static Stream<Arguments> programs() throws IOException {
        List<Arguments> all = new ArrayList<>();
        Matcher matcher = PROGRAM.matcher(guide());
        while (matcher.find()) {
            all.add(Arguments.of(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        assertTrue(all.size() >= 7, "programs in the guide");
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatItSays(String ranks, String program, String output) throws IOException, InterruptedException {
        Path source = folder.resolve("Guide.java");
        Files.writeString(source, program);
        try (LauncherRun job = LauncherRun.start("-n", ranks, source.toString())) {
            job.expect(0);
            assertEquals(output.lines().toList(), job.sortedLines());
        }
    }

    @Test
    void allNamesExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        Matcher row = ROW.matcher(guide());
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                found++;
                if (!exists(name)) {
                    missing.add(name.group());
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(found > 250, "only " + found + " names in the tables");
    }

    private static boolean exists(Matcher name) {
        try {
            if (name.group(3) != null) {
                return Class.forName("mpi." + name.group(3)).getConstructors().length > 0;
            }
            Class<?> type = Class.forName("mpi." + name.group(1));
            return Stream.<Member>concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                    .anyMatch(member -> member.getName().equals(name.group(2)));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
