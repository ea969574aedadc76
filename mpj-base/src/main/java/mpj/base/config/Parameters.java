package mpj.base.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the library's parameters, from environment variables whose names begin with {@code MPJ_}.
 *
 * <p>A parameter is declared once, as a {@link ParameterInfo} in the {@link ParameterCatalog} of the module that uses it;
 * a value that cannot be read is an error that names the variable, the value and what it should look like.
 */
public final class Parameters {
    /** The variable in which mpjexec lists the parameters that its command line has set. */
    public static final String COMMAND_LINE = "MPJ_COMMAND_LINE";

    private final Function<String, @Nullable String> source;
    private final Set<String> names;
    private final Map<String, String> used = Collections.synchronizedMap(new LinkedHashMap<>());

    private Parameters(Function<String, @Nullable String> source, Set<String> names) {
        this.source = source;
        this.names = names;
    }

    /** The process's environment. */
    public static Parameters fromEnvironment() {
        return new Parameters(System::getenv, System.getenv().keySet());
    }

    /** A fixed set, for tests. */
    public static Parameters of(Map<String, String> values) {
        return new Parameters(values::get, values.keySet());
    }

    /** The value of the parameter, or null where it is not set. */
    public @Nullable String text(ParameterInfo parameter) {
        return text(parameter.name());
    }

    /** A size in bytes; K, M and G (powers of 1024) may follow the number. */
    public long bytes(ParameterInfo parameter, long defaultValue, long min, long max) {
        return bytes(parameter.name(), defaultValue, min, max);
    }

    /** A whole number. */
    public int integer(ParameterInfo parameter, int defaultValue, int min, int max) {
        return integer(parameter.name(), defaultValue, min, max);
    }

    /** All names that are set and begin so, in their order, whether anybody knows them or not. */
    public List<String> namesBeginning(String prefix) {
        return names.stream().filter(name -> name.startsWith(prefix)).sorted().toList();
    }

    /** The value of {@code name}, or null where it is not set. */
    public @Nullable String text(String name) {
        String value = source.apply(name);
        if (value != null && value.isBlank()) {
            value = null;
        }
        used.put(name, String.valueOf(value));
        return value;
    }

    /** A size in bytes; K, M and G (powers of 1024) may follow the number. */
    public long bytes(String name, long defaultValue, long min, long max) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        String digits = text.trim();
        int shift = switch (digits.charAt(digits.length() - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
        if (shift > 0) {
            digits = digits.substring(0, digits.length() - 1);
        }
        try {
            long value = Math.multiplyExact(Long.parseLong(digits.trim()), 1L << shift);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                name + "=" + text + " is not a size from " + min + " to " + max + " bytes (like 64K or 1M)");
    }

    /** A whole number. */
    public int integer(String name, int defaultValue, int min, int max) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(name + "=" + text + " is not a number from " + min + " to " + max);
    }

    /** Names and values of the parameters that were asked for, {@code null} where the default holds. */
    public Map<String, String> used() {
        synchronized (used) {
            return new LinkedHashMap<>(used);
        }
    }
}
