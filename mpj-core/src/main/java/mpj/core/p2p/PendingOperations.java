package mpj.core.p2p;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mpj.core.coll.Collectives;
import mpj.core.match.Matcher;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** A rank's pending operations in words, for a roll call; made and used under the engine lock. */
final class PendingOperations {
    private static final double SECOND = 1e9;

    private final Map<Long, int[]> members = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    /** What is waited for, without what differs between ranks that wait for the same. */
    private final Set<String> waits = new TreeSet<>();

    private final long now = System.nanoTime();

    /**
     * The operations of a rank.
     *
     * @param numbered those that a peer will answer to
     * @param matchers where receives and probes wait, with nulls between
     * @param peers where sends wait for room
     */
    PendingOperations(List<Operation> numbered, @Nullable Matcher[] matchers, List<Peer> peers) {
        for (Matcher matcher : matchers) {
            if (matcher != null && matcher.members() != null) {
                members.put(matcher.context(), matcher.members());
            }
        }
        for (Peer peer : peers) {
            // those with a number come below
            peer.waiting.stream().filter(op -> op.id == 0).forEach(this::add);
        }
        for (Operation operation : numbered) {
            if (operation instanceof SendOp op) {
                add(op);
            } else if (operation instanceof RecvOp op && op.matcher != null) {
                add("receive", op, op.matcher.context(), op.source(), op.tag());
            }
        }
        for (Matcher matcher : matchers) {
            if (matcher != null) {
                matcher.waiting().forEach(posted -> {
                    RecvOp op = (RecvOp) posted;
                    add("receive", op, matcher.context(), op.wantedSource, op.wantedTag);
                });
                matcher.probes().forEach(posted -> {
                    ProbeOp op = (ProbeOp) posted;
                    add("probe", op, matcher.context(), op.wantedSource, op.wantedTag);
                });
            }
        }
    }

    private void add(SendOp op) {
        add("send", op, op.context, op.dest, op.tag());
    }

    private void add(String kind, Operation operation, long context, int peer, int tag) {
        boolean partitioned = (context & ContextCommunicator.PARTITIONED) != 0 && context >= 0;
        boolean collective = !partitioned && (context & 1) != 0;
        String communicator =
                nameOf(context & ~(ContextCommunicator.MAKING_BITS | ContextCommunicator.PARTITIONED));
        String name = collective ? Collectives.operation(tag) : (partitioned ? "partitioned " : "") + kind;
        if (context < 0) {
            name = "the making of a communicator";
        }
        StringBuilder line = new StringBuilder(collective ? name + ": " : "").append(operation.describe());
        int[] ranks = members.get(context);
        if (ranks != null && peer >= 0 && peer < ranks.length && ranks[peer] != peer) {
            line.append(" (rank ").append(ranks[peer]).append(" of COMM_WORLD)");
        }
        line.append(", on ").append(communicator);
        long since = operation.waitingSinceNs();
        if (since == 0) {
            line.append(", not waited for");
        } else {
            line.append(String.format(Locale.ROOT, ", waited for %.1f s", (now - since) / SECOND));
            waits.add(name + " on " + communicator);
        }
        lines.add(line.toString());
    }

    /** The same in all members: the rank that made it and its number there name a communicator. */
    private String nameOf(long context) {
        if (context == P2p.WORLD) {
            return "COMM_WORLD";
        }
        int counter = (int) context >> 1;
        if (counter == P2p.SELF) {
            return "COMM_SELF";
        }
        int[] ranks = members.get(context);
        return "communicator " + (context >>> 32) + "." + counter
                + (ranks == null ? "" : " of " + ranks.length + " ranks");
    }

    /** As {@link mpj.wireup.JobListener#pending()} wants it. */
    String describe() {
        if (lines.isEmpty()) {
            return "";
        }
        String state = waits.isEmpty() ? "not waiting in MPI" : "waits in " + String.join(" and ", waits);
        return state + "\n" + String.join("\n", lines);
    }
}
