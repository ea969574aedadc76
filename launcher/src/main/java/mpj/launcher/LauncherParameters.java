package mpj.launcher;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterInfo;

/** The parameters of mpjexec. */
public final class LauncherParameters implements ParameterCatalog {
    static final ParameterInfo AOT = new ParameterInfo(
            "MPJ_AOT",
            "off",
            "on",
            "with off, no ahead-of-time caches are used or made");

    /** For {@code ServiceLoader}. */
    public LauncherParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(AOT);
    }
}
