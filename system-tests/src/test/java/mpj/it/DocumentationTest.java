package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a program can use has a comment. The build of the javadoc fails on all else that doclint has to say; of what it
 * calls missing, tags for parameters and results that the comment tells of already are not wanted.
 */
class DocumentationTest {
    @TempDir
    Path classes;

    @ParameterizedTest
    @ValueSource(strings = {"mpj-api", "mpj-junit"})
    void everyPublicElementHasAComment(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        List<String> options = List.of(
                "-proc:none", "-Xdoclint:missing/protected", "-Xmaxwarns", "100000", "-d", classes.toString());
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(found, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(
                    javac.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(java)).call(),
                    () -> found.getDiagnostics().toString());
        }
        assertTrue(found.getDiagnostics().size() > 1, "doclint has looked for nothing");
        List<String> uncommented = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
            String message = diagnostic.getMessage(Locale.ROOT);
            if (message.contains("no comment") || message.contains("does not provide a comment")) {
                uncommented.add(diagnostic.getSource().getName() + ":" + diagnostic.getLineNumber());
            }
        }
        assertEquals(List.of(), uncommented);
    }
}
