package mpj.it.program;

import java.io.IOException;

/** Leaves a process behind that would run for an hour. */
public final class Offspring {
    private Offspring() {}

    /** Starts the process and returns. */
    public static void main(String[] args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "3600");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        System.out.println("left " + builder.start().pid());
    }
}
