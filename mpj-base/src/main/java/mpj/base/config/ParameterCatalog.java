package mpj.base.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A module's parameters; found by {@code ServiceLoader}. */
public interface ParameterCatalog {
    /** The parameters of this module. */
    List<ParameterInfo> parameters();

    /** The parameters of all modules that this class's loader sees, by name. */
    static List<ParameterInfo> all() {
        List<ParameterInfo> all = of(ParameterCatalog.class.getClassLoader());
        all.sort(Comparator.comparing(ParameterInfo::name));
        return all;
    }

    /**
     * Checks all that are set, also those that nobody asks for: who sets a parameter wants something of it.
     *
     * @param loader which sees the modules
     * @throws IllegalArgumentException if a value has not its parameter's form
     */
    static void check(Parameters parameters, @Nullable ClassLoader loader) {
        for (ParameterInfo parameter : of(loader)) {
            parameters.check(parameter);
        }
    }

    private static List<ParameterInfo> of(@Nullable ClassLoader loader) {
        List<ParameterInfo> all = new ArrayList<>();
        for (ParameterCatalog catalog : ServiceLoader.load(ParameterCatalog.class, loader)) {
            all.addAll(catalog.parameters());
        }
        return all;
    }
}
