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
 * a value that has not its form is an error that names the variable, the value and what it should look like. All that are
 * set are checked when a rank starts ({@link ParameterCatalog#check}).
 */
public final class Parameters {
    /** What the names of all parameters begin with. */
    public static final String PREFIX = "MPJ_";

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

    /** The value of the parameter, without blanks around it, or null where it is not set. */
    public @Nullable String text(ParameterInfo parameter) {
        String value = source.apply(parameter.name());
        String text = value == null || value.isBlank() ? null : value.trim();
        used.put(parameter.name(), String.valueOf(text));
        return text;
    }

    /**
     * Checks the value that is set, if there is one.
     *
     * @throws IllegalArgumentException if it has not the parameter's form
     */
    void check(ParameterInfo parameter) {
        String value = text(parameter);
        if (value != null) {
            parameter.form().check(parameter.name(), value);
        }
    }

    /** A size in bytes, of a parameter of the form {@link ParameterForm.Size}. */
    public long bytes(ParameterInfo parameter, long defaultValue) {
        ParameterForm.Size form = (ParameterForm.Size) parameter.form();
        String value = text(parameter);
        return value == null ? defaultValue : form.read(parameter.name(), value);
    }

    /** A size in bytes whose limits depend on other parameters. */
    public long bytes(ParameterInfo parameter, long defaultValue, long min, long max) {
        String value = text(parameter);
        return value == null ? defaultValue : new ParameterForm.Size(min, max).read(parameter.name(), value);
    }

    /** A whole number, of a parameter of the form {@link ParameterForm.Whole}. */
    public int integer(ParameterInfo parameter, int defaultValue) {
        ParameterForm.Whole form = (ParameterForm.Whole) parameter.form();
        String value = text(parameter);
        return value == null ? defaultValue : form.read(parameter.name(), value);
    }

    /** Whether a parameter of the form {@link ParameterForm#SWITCH} is on. */
    public boolean isOn(ParameterInfo parameter, boolean defaultValue) {
        return integer(parameter, defaultValue ? 1 : 0) == 1;
    }

    /** Whether any name is set that begins so, but for some. */
    public boolean isAnySet(String prefix, List<String> except) {
        for (String name : names) {
            if (name.startsWith(prefix) && !except.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** All names that are set and begin so, in their order, whether anybody knows them or not. */
    public List<String> namesBeginning(String prefix) {
        return names.stream().filter(name -> name.startsWith(prefix)).sorted().toList();
    }

    /** Names and values of the parameters that were asked for, {@code null} where the default holds. */
    public Map<String, String> used() {
        synchronized (used) {
            return new LinkedHashMap<>(used);
        }
    }
}
