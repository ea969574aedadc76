package mpj.base.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** A module's parameters; found by {@code ServiceLoader}. */
public interface ParameterCatalog {
    /** The parameters of this module. */
    List<ParameterInfo> parameters();

    /** The parameters of all modules that this class's loader sees, by name. */
    static List<ParameterInfo> all() {
        List<ParameterInfo> all = new ArrayList<>();
        for (ParameterCatalog catalog :
                ServiceLoader.load(ParameterCatalog.class, ParameterCatalog.class.getClassLoader())) {
            all.addAll(catalog.parameters());
        }
        all.sort(Comparator.comparing(ParameterInfo::name));
        return all;
    }
}
