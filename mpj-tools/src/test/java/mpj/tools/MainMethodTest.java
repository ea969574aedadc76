package mpj.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainMethodTest {
    private static String called = "";

    static class StaticArguments {
        public static void main(String[] args) {
            called = "static " + args.length;
        }
    }

    static class StaticNone {
        static void main() {
            called = "static none";
        }
    }

    static class InstanceArguments {
        void main(String[] args) {
            called = "instance " + args.length;
        }
    }

    static class InstanceNone {
        protected void main() {
            called = "instance none";
        }
    }

    static class ArgumentsComeFirst {
        static void main() {
            called = "none";
        }

        void main(String[] args) {
            called = "arguments " + args.length;
        }
    }

    static class Inherits extends InstanceNone {}

    interface HasDefault {
        default void main() {
            called = "default";
        }
    }

    static class InheritsDefault implements HasDefault {}

    static class WithoutMain {}

    static class PrivateMain {
        @SuppressWarnings("unused")
        private static void main(String[] args) {
            called = "private";
        }
    }

    static class ReturnsValue {
        static int main() {
            return 1;
        }
    }

    static class PrivateConstructor {
        private PrivateConstructor() {}

        void main() {
            called = "private constructor";
        }
    }

    static class NeedsArgument {
        private final int value;

        NeedsArgument(int value) {
            this.value = value;
        }

        void main() {
            called = "argument " + value;
        }
    }

    static class Throws {
        @SuppressWarnings("DoNotCallSuggester")
        static void main() {
            throw new IllegalStateException("deliberate");
        }
    }

    private static Class<?> nested(String name) throws ClassNotFoundException {
        return Class.forName(MainMethodTest.class.getName() + "$" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "StaticArguments, static 2",
        "StaticNone, static none",
        "InstanceArguments, instance 2",
        "InstanceNone, instance none",
        "ArgumentsComeFirst, arguments 2",
        "Inherits, instance none",
        "InheritsDefault, default",
    })
    void startsAsJavaDoes(String name, String expected) throws Throwable {
        called = "";
        MainMethod.of(nested(name)).run(new String[] {"a", "b"});
        assertEquals(expected, called);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WithoutMain", "PrivateMain", "ReturnsValue", "PrivateConstructor", "NeedsArgument"})
    void isNoProgram(String name) {
        MainMethod.NotFoundException e = assertThrows(
                MainMethod.NotFoundException.class, () -> MainMethod.of(nested(name)).run(new String[0]));
        assertTrue(String.valueOf(e.getMessage()).contains("$" + name), e::getMessage);
    }

    @Test
    void theRunnersFramesAreLeftOut() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> MainMethod.of(Throws.class).run(new String[0]));
        String text = Failures.describe(e);
        assertTrue(text.startsWith("java.lang.IllegalStateException: deliberate"), text);
        assertTrue(text.contains("MainMethodTest$Throws.main("), text);
        assertEquals(1, e.getStackTrace().length, text);
        assertFalse(text.contains("reflect"), text);
    }
}
