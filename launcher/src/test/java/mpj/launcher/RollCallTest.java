package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RollCallTest {
    @Test
    void oddRanksComeFirst() {
        RollCall roll = new RollCall();
        roll.add("rank 0", "waits in barrier\nreceive from rank 2");
        roll.add("rank 1", "waits in barrier\nreceive from rank 0\n\"main\"\n");
        roll.add("rank 2", "has ended");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        roll.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertEquals(
                """
                rank 2: has ended
                rank 0: waits in barrier
                  receive from rank 2
                rank 1: waits in barrier
                  receive from rank 0
                  "main"
                """,
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void bytesHaveUnits() {
        assertEquals("1023", ReportTable.bytes(1023));
        assertEquals("1.0K", ReportTable.bytes(1024));
        assertEquals("1.5M", ReportTable.bytes(3 << 19));
        assertEquals("8.0E", ReportTable.bytes(Long.MAX_VALUE));
    }
}
