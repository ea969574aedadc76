package mpj.it.program;

import java.io.IOException;

/** Prints a part of a line, waits until its input ends, and prints the rest. */
public final class Progress {
    private Progress() {}

    /** Prints. */
    public static void main(String[] args) throws IOException {
        System.out.print("half");
        System.out.flush();
        while (System.in.read() >= 0) {
            // only the end counts
        }
        System.out.println(" done");
    }
}
