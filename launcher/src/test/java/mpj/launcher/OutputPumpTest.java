package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputPumpTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Console console(boolean tagged) {
        return new Console(tagged, () -> {}, shown, shown);
    }

    /** Has one pump after the other copy its text. */
    private String pump(boolean tagged, @Nullable String omitted, String... texts) {
        Console console = console(tagged);
        for (int rank = 0; rank < texts.length; rank++) {
            byte[] bytes = texts[rank].getBytes(StandardCharsets.UTF_8);
            new OutputPump(Integer.toString(rank), new ByteArrayInputStream(bytes), console, console.out(), omitted).copyAll();
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void bytesAreCopiedAsTheyAre() {
        String text = "a\r\n\n" + "x".repeat(200_000) + "\n\u00e4 end";
        assertEquals(text, pump(false, null, text));
    }

    @Test
    void everyLineIsTagged() {
        assertEquals("[0] a\n[0] \n[0] b\r\n[1] c\n", pump(true, null, "a\n\nb\r\n", "c\n"));
    }

    @Test
    void aRedrawnLineKeepsItsTag() {
        assertEquals("[0] 10%\r[0] 20%\r[0] done\n", pump(true, null, "10%\r20%\rdone\n"));
    }

    @Test
    void anotherRanksPartialLineIsEnded() {
        assertEquals("[0] part\n[1] line\n", pump(true, null, "part", "line\n"));
    }

    @Test
    void theOmittedLineIsLeftOut() {
        assertEquals("a\nb\nnote c\n", pump(false, "note", "a\nnote\nb\nnote c\n"));
        shown.reset();
        assertEquals("", pump(false, "note", "note\n"));
    }

    @Test
    void anOutputThatNobodyReadsIsToldOnce() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(2);
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        Console console = new Console(false, told::countDown, broken, broken);
        for (int i = 0; i < 3; i++) {
            byte[] bytes = {'a', '\n'};
            new OutputPump("0", new ByteArrayInputStream(bytes), console, console.out(), null).copyAll();
        }
        assertTrue(!told.await(0, TimeUnit.SECONDS));
        assertEquals(1, told.getCount());
    }
}
