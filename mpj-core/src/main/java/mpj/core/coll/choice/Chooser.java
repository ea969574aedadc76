package mpj.core.coll.choice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables by a {@link Policy} and the cost model. For any thread; what it answers depends on its policy and the
 * arguments alone.
 */
public final class Chooser {
    /** Under which rank 0 of the job publishes its policy. */
    public static final String KEY = "collectives";

    /** Beyond this power of two of bytes nothing changes: the costs per byte are all that is left. */
    private static final int LARGEST = 36;

    private final Policy policy;
    private final CostModel model;
    private final Map<Subject, ChoiceTable> tables = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    public Chooser(Policy policy) {
        this.policy = policy;
        this.model = policy.model();
    }

    /** By a policy as rank 0 has published it. */
    public static Chooser of(byte[] published) {
        try {
            return new Chooser(Policy.decode(published));
        } catch (IOException e) {
            throw new EngineException(ErrorClass.INTERN, "rank 0's choice of algorithms cannot be read: " + e, e);
        }
    }

    /** What it chooses by. */
    public Policy policy() {
        return policy;
    }

    /** The table of an operation; made once for each subject that no hint forces an algorithm for. */
    public ChoiceTable table(Subject subject, Forced hints) {
        String hint = hints.name(subject.kind());
        if (hint != null) {
            return make(subject, hint);
        }
        ChoiceTable known = tables.get(subject);
        if (known == null) {
            known = make(subject, policy.forced().name(subject.kind()));
            tables.put(subject, known);
        }
        return known;
    }

    private ChoiceTable make(Subject subject, @Nullable String forced) {
        Rule rule = forced == null ? rule(subject) : null;
        List<ChoiceTable.Row> rows = new ArrayList<>();
        ChoiceTable.Reason reason = rule == null ? ChoiceTable.Reason.FORCED : ChoiceTable.Reason.TUNED;
        for (long bytes : beginnings(subject, rule)) {
            rows.add(row(subject.facts(bytes), rule == null ? forced : rule.algorithm(bytes), reason));
        }
        return ChoiceTable.of(rows);
    }

    /** The row for an algorithm that is named for some reason; null leaves the choice to the model. */
    private ChoiceTable.Row row(Facts facts, @Nullable String named, ChoiceTable.Reason reason) {
        long bytes = facts.bytes();
        boolean sharesMemory =
                facts.nodes() == 1 && policy.within() == CostModel.Link.SHM && facts.commutative();
        boolean mayShare = sharesMemory && bytes <= SharedMemory.most(facts.kind(), facts.ranks());
        if (named == null || named.equals(SharedMemory.NAME) && !sharesMemory) {
            return new ChoiceTable.Row(bytes, cheapest(facts), ChoiceTable.Reason.MODEL, named, mayShare);
        } else if (named.equals(SharedMemory.NAME)) {
            return new ChoiceTable.Row(
                    bytes, cheapest(facts), mayShare ? reason : ChoiceTable.Reason.MODEL, null, mayShare);
        }
        Algorithm algorithm = Algorithms.named(facts.kind(), named);
        return algorithm.applies(facts)
                ? new ChoiceTable.Row(bytes, algorithm, reason, null, false)
                : new ChoiceTable.Row(bytes, cheapest(facts), ChoiceTable.Reason.MODEL, named, false);
    }

    private @Nullable Rule rule(Subject subject) {
        for (Rule rule : policy.rules()) {
            if (rule.matches(subject, policy.link(subject.nodes()))) {
                return rule;
            }
        }
        return null;
    }

    /** Where rows may begin: at powers of two, which is where a cost model is precise enough, and where the rule says. */
    private static Set<Long> beginnings(Subject subject, @Nullable Rule rule) {
        Set<Long> beginnings = new TreeSet<>();
        beginnings.add(SharedMemory.most(subject.kind(), subject.ranks()) + 1);
        beginnings.add(0L);
        for (int i = 0; i <= LARGEST; i++) {
            beginnings.add(1L << i);
        }
        if (rule != null) {
            for (Rule.Range range : rule.ranges()) {
                beginnings.add(range.from());
            }
        }
        return beginnings;
    }

    private Algorithm cheapest(Facts facts) {
        return Algorithms.cheapest(facts, model);
    }

    /**
     * The algorithm for a call.
     *
     * @param table that of the call's subject
     * @param warns whether this rank tells when a named algorithm does not apply: once for each
     */
    public Algorithm choose(Facts facts, ChoiceTable table, boolean warns) {
        ChoiceTable.Row row = table.at(facts.bytes());
        String refusal = row.refused();
        Algorithm algorithm = row.algorithm();
        if (!algorithm.applies(facts)) {
            // it does at the beginning of the row, not here
            refusal = row.reason() == ChoiceTable.Reason.MODEL || row.mayShare() ? refusal : algorithm.name();
            algorithm = cheapest(facts);
        }
        if (refusal != null && warns && refused.add(facts.kind().option() + " " + refusal)) {
            warn(facts, refusal, algorithm);
        }
        return algorithm;
    }

    private static void warn(Facts facts, String refusal, Algorithm instead) {
        System.err.println("mpj: warning: the algorithm " + refusal + " of " + facts.kind().option()
                + " does not apply to " + facts.ranks() + " ranks on " + facts.nodes() + " nodes, " + facts.bytes()
                + " bytes" + (facts.commutative() ? "" : ", an operation that does not commute")
                + "; " + instead.name() + " is used in its place, here and wherever it does not apply");
        System.err.flush();
    }

    /**
     * The algorithm of a call whose blocks differ in length, which decides nothing: the one that is forced, if it takes
     * such calls, else the first that does.
     */
    public Algorithm varying(Kind kind, Forced hints) {
        List<Algorithm> able = Algorithms.varying(kind);
        String hint = hints.name(kind);
        String named = hint != null ? hint : policy.forced().name(kind);
        for (Algorithm algorithm : able) {
            if (algorithm.name().equals(named)) {
                return algorithm;
            }
        }
        return able.getFirst();
    }
}
