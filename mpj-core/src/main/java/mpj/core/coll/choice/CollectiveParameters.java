package mpj.core.coll.choice;

import java.util.ArrayList;
import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterInfo;
import mpj.core.coll.Kind;

/** The parameters of the choice of algorithms; those of rank 0 hold for the job. */
public final class CollectiveParameters implements ParameterCatalog {
    /** The tuning file. */
    public static final ParameterInfo TUNING = new ParameterInfo(
            "MPJ_COLL_TUNING",
            "file, or none",
            "~/.config/mpj/collectives.json where it exists",
            "the tuning file of collective operations, as mpj-bench tune writes it; rank 0's holds for all");

    /** For {@code ServiceLoader}. */
    public CollectiveParameters() {}

    /** The parameter that forces an algorithm for an operation. */
    static ParameterInfo forcing(Kind kind) {
        return new ParameterInfo(
                "MPJ_COLL_" + kind.name(),
                "algorithm",
                "chosen by size",
                "the algorithm of " + kind.option() + " wherever it applies (mpj-info --collectives); rank 0's holds for all");
    }

    @Override
    public List<ParameterInfo> parameters() {
        List<ParameterInfo> parameters = new ArrayList<>();
        parameters.add(TUNING);
        for (Kind kind : Kind.values()) {
            parameters.add(forcing(kind));
        }
        return parameters;
    }
}
