package mpj.core.coll.choice;

import java.util.List;
import mpj.core.coll.CostModel;
import mpj.core.coll.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a tuning file.
 *
 * @param transport the one between the ranks it is for; null for any
 * @param commutative of which operations' reductions; null for any
 * @param ranges with ascending beginnings; each ends where the next begins
 */
public record Rule(
        Kind kind,
        Span ranks,
        Span ranksPerNode,
        CostModel.@Nullable Link transport,
        @Nullable Boolean commutative,
        List<Range> ranges) {
    /** Numbers from one to another, both included. */
    public record Span(int from, int to) {
        /** All numbers that there can be. */
        public static final Span ALL = new Span(1, Integer.MAX_VALUE);

        /** One number. */
        public static Span of(int number) {
            return new Span(number, number);
        }

        boolean contains(int number) {
            return from <= number && number <= to;
        }
    }

    /** From so many bytes on, the algorithm of this name. */
    public record Range(long from, String algorithm) {}

    /** Whether the rule is for an operation on these ranks. */
    boolean matches(Subject subject, CostModel.Link link) {
        return kind == subject.kind()
                && ranks.contains(subject.ranks())
                && ranksPerNode.contains(subject.ranksPerNode())
                && (transport == null || transport == link)
                && (commutative == null || commutative == subject.commutative());
    }

    /** The algorithm for a size; null below the first range. */
    @Nullable
    String algorithm(long bytes) {
        String name = null;
        for (Range range : ranges) {
            if (range.from <= bytes) {
                name = range.algorithm;
            }
        }
        return name;
    }

    /** Whether the two are for the same calls. */
    boolean isAbout(Rule other) {
        return kind == other.kind
                && ranks.equals(other.ranks)
                && ranksPerNode.equals(other.ranksPerNode)
                && transport == other.transport
                && Objects.equals(commutative, other.commutative);
    }
}
