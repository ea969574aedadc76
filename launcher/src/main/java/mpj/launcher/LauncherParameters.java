package mpj.launcher;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;

/** The parameters of mpjexec. */
public final class LauncherParameters implements ParameterCatalog {
    /** A value of {@link #AOT}. */
    static final String OFF = "off";

    static final ParameterInfo AOT = new ParameterInfo(
            "MPJ_AOT",
            new ParameterForm.Word("on", OFF),
            OFF,
            "on",
            "with off, no ahead-of-time caches are used or made");

    /** For {@code ServiceLoader}. */
    public LauncherParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(AOT);
    }
}
