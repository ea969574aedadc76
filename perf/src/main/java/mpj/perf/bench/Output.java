package mpj.perf.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a rank's tables go: rank 0 prints, the others keep silent. */
final class Output {
    private Output() {}

    static PrintStream of(boolean printing) {
        return printing
                ? System.out
                : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
