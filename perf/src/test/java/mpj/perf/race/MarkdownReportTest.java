package mpj.perf.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final Path PAGE = Path.of("..", "docs", "performance.md");

    @Test
    void aRaceIsATableAndTwoPictures() {
        String report = new MarkdownReport(Path.of("docs")).of(Map.of(Path.of("docs", "races", "small.json"), Samples.sizes()));
        assertEquals("""
                Machine: cpu: one of "those".

                | | what it is | for one, it ran |
                |---|---|---|
                | mpj array | mpj array 1.0 | `run -n 2 -cp ... latency -m 8\\|16` |
                | openmpi | openmpi 1.0 | `run -n 2 -cp ... latency -m 8\\|16` |
                | raw | raw 1.0 | `run -n 2 -cp ... latency -m 8\\|16` |

                ### latency, 2 ranks

                `mpj-bench race latency -k 3`, 2026-01-02T03:04:05Z: Latency (us), medians of 3 rounds; ratios are medians of \
                the rounds' with the least and the most, below 1 MPI for Java is ahead.

                | Size (B) | mpj array | openmpi | raw | mpj array / openmpi |
                |---|---|---|---|---|
                | 8 | 2.00 | 2.00 | 1.00 | 1.00 (0.500 - 1.50) |
                | 1024 | 4.00 | 2.00 | 1.00 | 2.00 (1.00 - 3.00) |

                ![medians](races/small.png)
                ![ratios](races/small-ratios.png)

                Without mpich: not installed.

                """, report);
    }

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() {
        String page = "before\n" + MarkdownReport.BEGIN + "\nold\n" + MarkdownReport.END + "\nafter\n";
        String wanted = "before\n" + MarkdownReport.BEGIN + "\n\nnew\n\n" + MarkdownReport.END + "\nafter\n";
        assertEquals(wanted, MarkdownReport.replaced(page, "new\n"));
        assertEquals(wanted, MarkdownReport.replaced(wanted, "new\n"));
        assertThrows(IllegalArgumentException.class, () -> MarkdownReport.replaced("no marks", "new"));
    }

    @Test
    void thePageOfPerformanceIsWhatItsRacesMakeOfIt() throws IOException {
        String page = Files.readString(PAGE);
        List<String> pictures = Pattern.compile("!\\[medians]\\(([^)]+)\\)").matcher(page).results()
                .map(found -> found.group(1))
                .toList();
        if (pictures.isEmpty()) {
            assertEquals(page, MarkdownReport.replaced(page, ""), "a report without races");
            return;
        }
        Map<Path, Standings> races = new LinkedHashMap<>();
        for (String picture : pictures) {
            assertTrue(Files.exists(PAGE.resolveSibling(picture)), picture);
            Path file = PAGE.resolveSibling(picture.replace(".png", ".json"));
            races.put(file, RaceFile.read(file));
        }
        assertEquals(page, MarkdownReport.replaced(page, new MarkdownReport(PAGE.resolveSibling("")).of(races)));
    }
}
