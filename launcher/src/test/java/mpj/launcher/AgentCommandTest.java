package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ssh|ssh b",
        "ssh -p 22|ssh -p 22 b",
        "chroot /srv/{host}|chroot /srv/b",
        "env X={host} run {host}|env X=b run b",
        "sh -c 'a b' \"c  d\"|sh -c a b c  d b",
        "x ''|x  b",
    })
    void theHostFollowsOrStandsWhereItIsWanted(String launcher, String words) throws LaunchException {
        assertEquals(words, String.join(" ", AgentCommand.prefix(launcher, "b")));
    }

    @Test
    void aQuoteThatIsNotClosed() {
        assertThrows(LaunchException.class, () -> AgentCommand.prefix("sh -c 'a", "b"));
    }

    private Distribution distribution() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("a folder; with 'quotes' & $names"));
        Files.writeString(lib.resolve("launcher-1.jar"), "l");
        Files.writeString(lib.resolve("mpj-base-1.jar"), "b");
        return new Distribution(lib.toFile());
    }

    /** ssh joins the words and has a shell take them apart; others pass them on. */
    @ParameterizedTest
    @ValueSource(strings = {"fake-ssh", "fake-exec"})
    void theWordsArriveWhole(String name) throws IOException, LaunchException {
        Path fake = folder.resolve(name);
        String body = name.endsWith("ssh") ? "exec sh -c \"$*\"" : "exec \"$@\"";
        Files.writeString(fake, "#!/bin/sh\nshift\n" + body + "\n");
        assertTrue(fake.toFile().setExecutable(true));
        Distribution distribution = distribution();
        List<String> words = new ArrayList<>(new AgentCommand(fake.toString(), distribution, false).words("b"));
        // the script is replaced by one that shows what it gets
        int script = words.indexOf(name.endsWith("ssh") ? "'-c'" : "-c") + 1;
        words.set(script, name.endsWith("ssh") ? "'printf %s.. \"$2\" \"$3\"'" : "printf %s.. \"$2\" \"$3\"");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream()) {
            assertEquals(
                    distribution.folder() + "..launcher-1.jar..", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
