package mpj.core.coll.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import mpj.core.CoreParameters;
import mpj.core.coll.Kind;

/** The parameters of the choice of algorithms; those of rank 0 hold for the job. */
public final class CollectiveParameters implements ParameterCatalog {
    /** The tuning file. */
    public static final ParameterInfo TUNING = new ParameterInfo(
            "MPJ_COLL_TUNING",
            "file, or none",
            "~/.config/mpj/collectives.json where it exists",
            "the tuning file of collective operations, as mpj-bench tune writes it; rank 0's holds for all");

    private static final String PREFIX = "MPJ_COLL_";

    /** For {@code ServiceLoader}. */
    public CollectiveParameters() {}

    /** The parameter that forces an algorithm for an operation. */
    static ParameterInfo forcing(Kind kind) {
        ParameterForm form = new ParameterForm() {
            @Override
            public void check(String name, String value) {
                Forced.check(kind, value, name + "=" + value);
            }
        };
        return new ParameterInfo(
                PREFIX + kind.name(),
                form,
                "algorithm",
                "chosen by size",
                "the algorithm of " + kind.option() + " wherever it applies (mpj-info --collectives); rank 0's holds for all");
    }

    /**
     * Refuses names that look like one for an operation, and are none.
     *
     * @throws IllegalArgumentException if there is such a name; the message tells the right ones
     */
    static void checkNames(Parameters parameters) {
        List<String> operations =
                Arrays.stream(Kind.values()).map(kind -> forcing(kind).name()).toList();
        List<String> others = List.of(CoreParameters.COLL_SHARED.name(), TUNING.name());
        for (String name : parameters.namesBeginning(PREFIX)) {
            if (!operations.contains(name) && !others.contains(name)) {
                throw new IllegalArgumentException(name + ": no such operation; there are "
                        + String.join(", ", operations) + ", and beside them " + String.join(" and ", others));
            }
        }
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
