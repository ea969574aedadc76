package mpj.perf.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintedTableTest {
    private static final String OURS = """
            # ibcast, Java, 2 ranks, api array
            # Size               Overall (us)        Alone (us)        Overlap (%)
            8                           0.250             0.125             50.000         # JIT 3 ms
            1024                        1.500             1.000             25.000
            # a note
            """;

    @Test
    void theSecondColumnIsTheUsualOne() {
        PrintedTable table = PrintedTable.parse(OURS, "");
        assertEquals("Overall (us)", table.heading());
        assertEquals(Map.of("8", 0.25, "1024", 1.5), table.figures());
    }

    @Test
    void anotherColumnIsFoundByItsHeading() {
        PrintedTable table = PrintedTable.parse(OURS, "Overlap");
        assertEquals("Overlap (%)", table.heading());
        assertEquals(Map.of("8", 50.0, "1024", 25.0), table.figures());
    }

    @Test
    void wordsOfTheProgramAreNoRows() {
        String text = "warning: 3 things\n# Shape  Round trip (ms)\nstring 0.5\ntree and more\nlist 2\n";
        assertEquals(Map.of("string", 0.5, "list", 2.0), PrintedTable.parse(text, "").figures());
    }

    @Test
    void whatIsMissingIsTold() {
        for (String text : List.of("", "some words\n", "# Size  Latency (us)\n")) {
            assertEquals(
                    "no table in what was printed",
                    assertThrows(IllegalArgumentException.class, () -> PrintedTable.parse(text, "")).getMessage());
        }
        assertEquals(
                "no column 'Min': there are Overall (us), Alone (us), Overlap (%)",
                assertThrows(IllegalArgumentException.class, () -> PrintedTable.parse(OURS, "Min")).getMessage());
    }
}
