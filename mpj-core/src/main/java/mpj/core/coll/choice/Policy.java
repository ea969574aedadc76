package mpj.core.coll.choice;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.core.CoreParameters;
import mpj.core.coll.CostModel;
import mpj.core.coll.Kind;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;

/**
 * What rank 0 of the job knows and all ranks choose by.
 *
 * @param within the transport between ranks of one node
 * @param between the transport between nodes
 * @param cores the processors of rank 0's node
 * @param cacheBytes of the cache that each of them has for itself
 * @param rules of a tuning file; the first that matches holds
 */
public record Policy(
        CostModel.Link within,
        CostModel.Link between,
        int cores,
        long cacheBytes,
        Forced forced,
        List<Rule> rules) {
    /** In which Linux tells of a processor's caches, one in each folder. */
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    /**
     * What the parameters of this process say, and the tuning file that they name.
     *
     * @throws IllegalArgumentException if a parameter or the file cannot be understood; the message names it and the cure
     */
    public static Policy of(Parameters parameters, CostModel.Link within, CostModel.Link between) {
        return new Policy(
                within,
                between,
                CoreParameters.cores(parameters),
                readCacheBytes(),
                Forced.of(parameters),
                TuningFile.rules(parameters));
    }

    /** Of this machine's second level, as far as it can be found out. */
    private static long readCacheBytes() {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(CACHES, "index*")) {
            for (Path cache : caches) {
                String size = Files.readString(cache.resolve("size")).trim();
                if (Files.readString(cache.resolve("level")).trim().equals("2") && size.matches("[1-9][0-9]{0,8}K")) {
                    return Long.parseLong(size, 0, size.length() - 1, 10) << 10;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // as below
        }
        return CostModel.DEFAULT.host().cacheBytes();
    }

    /** Whether no algorithm is named for any operation. */
    public boolean isPlain() {
        return forced.isNone() && rules.isEmpty();
    }

    /** What is used between ranks of so many nodes. */
    public CostModel.Link link(int nodes) {
        return nodes > 1 ? between : within;
    }

    /** By which algorithms are chosen where none is named. */
    public CostModel model() {
        return CostModel.DEFAULT.over(within, between).on(cores, cacheBytes);
    }

    /** The form in which the ranks get it. */
    public byte[] encode() {
        WireWriter out = new WireWriter().text(within.name()).text(between.name());
        out.number(cores).longNumber(cacheBytes);
        out.number(forced.names().size());
        for (Map.Entry<Kind, String> entry : forced.names().entrySet()) {
            out.text(entry.getKey().name()).text(entry.getValue());
        }
        out.number(rules.size());
        for (Rule rule : rules) {
            encode(out, rule);
        }
        return out.body();
    }

    private static void encode(WireWriter out, Rule rule) {
        CostModel.Link transport = rule.transport();
        Boolean commutative = rule.commutative();
        out.text(rule.kind().name());
        out.number(rule.ranks().from()).number(rule.ranks().to());
        out.number(rule.ranksPerNode().from()).number(rule.ranksPerNode().to());
        out.optional(transport == null ? null : transport.name());
        out.optional(commutative == null ? null : commutative.toString());
        out.number(rule.ranges().size());
        for (Rule.Range range : rule.ranges()) {
            out.longNumber(range.from()).text(range.algorithm());
        }
    }

    /** The inverse of {@link #encode()}. */
    public static Policy decode(byte[] body) throws IOException {
        WireReader in = new WireReader(body);
        CostModel.Link within = CostModel.Link.valueOf(in.text());
        CostModel.Link between = CostModel.Link.valueOf(in.text());
        int cores = in.number();
        long cacheBytes = in.longNumber();
        EnumMap<Kind, String> names = new EnumMap<>(Kind.class);
        for (int i = in.number(); i > 0; i--) {
            names.put(Kind.valueOf(in.text()), in.text());
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = in.number(); i > 0; i--) {
            rules.add(decode(in));
        }
        return new Policy(within, between, cores, cacheBytes, Forced.of(names), List.copyOf(rules));
    }

    private static Rule decode(WireReader in) throws IOException {
        Kind kind = Kind.valueOf(in.text());
        Rule.Span ranks = new Rule.Span(in.number(), in.number());
        Rule.Span ranksPerNode = new Rule.Span(in.number(), in.number());
        String transport = in.optional();
        String commutative = in.optional();
        List<Rule.Range> ranges = new ArrayList<>();
        for (int i = in.number(); i > 0; i--) {
            ranges.add(new Rule.Range(in.longNumber(), in.text()));
        }
        return new Rule(
                kind,
                ranks,
                ranksPerNode,
                transport == null ? null : CostModel.Link.valueOf(transport),
                commutative == null ? null : Boolean.valueOf(commutative),
                List.copyOf(ranges));
    }
}
