package mpj.wireup;

import java.io.IOException;
import java.util.Map;

/**
 * A program that the launcher has compiled in memory.
 *
 * @param mainClass the binary name of the class to start
 * @param classes the class files by binary name
 */
public record JobProgram(String mainClass, Map<String, byte[]> classes) {
    /** The form in which a rank gets it. */
    public byte[] encode() {
        return new WireWriter().text(mainClass).map(classes).body();
    }

    /** The inverse of {@link #encode()}. */
    public static JobProgram decode(byte[] body) throws IOException {
        WireReader reader = new WireReader(body);
        String mainClass = reader.text();
        return new JobProgram(mainClass, reader.map());
    }
}
