package mpj.it.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code Show WHAT...}: each rank prints one line about itself for each word. */
public final class Show {
    private Show() {}

    /** Shows. */
    public static void main(String[] args) throws IOException {
        for (String what : args) {
            System.out.println(System.getenv("MPJ_RANK") + " " + what + "=" + value(what));
        }
    }

    private static String value(String what) throws IOException {
        return switch (what) {
            case "size" -> String.valueOf(System.getenv("MPJ_SIZE"));
            case "app" -> String.valueOf(System.getenv("MPJ_APPNUM"));
            case "directory" -> Path.of("").toAbsolutePath().toString();
            case "stdin" -> readAll();
            default -> what.startsWith("env:")
                    ? String.valueOf(System.getenv(what.substring("env:".length())))
                    : String.valueOf(System.getProperty(what));
        };
    }

    private static String readAll() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('|');
        }
        return text.toString();
    }
}
