package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.Parameters;
import mpj.wireup.JobPlace;

/**
 * Checks the library's parameters before anything is started, whether the job will use them or not: those of the
 * environment and those that the command line sets.
 */
final class SettingsCheck {
    private SettingsCheck() {}

    /**
     * Checks those that the programs' ranks would get.
     *
     * @throws UsageException if a value has not its parameter's form
     */
    static void check(List<ProgramSpec> programs, Map<String, String> environment) throws LaunchException, IOException {
        List<Parameters> settings = new ArrayList<>();
        for (ProgramSpec program : programs) {
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.putAll(program.environment());
            Parameters parameters = Parameters.of(all);
            if (parameters.isAnySet(Parameters.PREFIX, JobPlace.VARIABLES)) {
                settings.add(parameters);
            }
        }
        if (!settings.isEmpty()) {
            check(settings);
        }
    }

    private static void check(List<Parameters> settings) throws LaunchException, IOException {
        try (URLClassLoader modules = new URLClassLoader(modules(), SettingsCheck.class.getClassLoader())) {
            for (Parameters parameters : settings) {
                ParameterCatalog.check(parameters, modules);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The jar files with the parameters that are the ranks' alone. */
    private static URL[] modules() throws LaunchException, MalformedURLException {
        List<URL> modules = new ArrayList<>();
        if (!Distribution.isRankPathGiven()) {
            for (File jar : Distribution.ofThisProcess().ownJars()) {
                modules.add(jar.toURI().toURL());
            }
        }
        return modules.toArray(new URL[0]);
    }
}
