package mpj.testkit.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.Policy;
import mpj.core.coll.choice.Rule;
import mpj.core.coll.choice.TuningFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningFileTest {
    private static final String RULE = "{'operation':'bcast','ranges':[{'from':0,'algorithm':'NAME'}]}";

    @TempDir
    private Path folder;

    private static String name(Kind kind) {
        return Algorithms.of(kind).getFirst().name();
    }

    private Policy policy(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("tuning.json"), text.replace('\'', '"'));
        return Policy.of(
                Parameters.of(Map.of("MPJ_COLL_TUNING", file.toString())), CostModel.Link.SHM, CostModel.Link.TCP);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Rule.Range> ranges = List.of(
                new Rule.Range(0, name(Kind.ALLREDUCE)),
                new Rule.Range(17, Algorithms.of(Kind.ALLREDUCE).get(1).name()));
        List<Rule> rules = List.of(
                new Rule(Kind.ALLREDUCE, Rule.Span.of(4), new Rule.Span(2, 4), CostModel.Link.RDMA, true, ranges),
                new Rule(Kind.ALLREDUCE, Rule.Span.ALL, Rule.Span.ALL, null, null, List.of()),
                new Rule(
                        Kind.REDUCE_SCATTER,
                        Rule.Span.ALL,
                        Rule.Span.of(1),
                        CostModel.Link.TCP,
                        false,
                        List.of(new Rule.Range(1, name(Kind.REDUCE_SCATTER)))));
        assertEquals(rules, policy(TuningFile.text(Map.of("on", "a \"host\""), rules)).rules());
    }

    @Test
    void newerRulesReplaceThoseForTheSame() {
        Rule two = new Rule(Kind.BCAST, Rule.Span.of(2), Rule.Span.ALL, null, null, List.of());
        Rule four = new Rule(Kind.BCAST, Rule.Span.of(4), Rule.Span.ALL, null, null, List.of());
        Rule newTwo = new Rule(
                Kind.BCAST, Rule.Span.of(2), Rule.Span.ALL, null, null, List.of(new Rule.Range(0, name(Kind.BCAST))));
        assertEquals(List.of(newTwo, four), TuningFile.merged(List.of(two, four), List.of(newTwo)));
    }

    @Test
    void noneIsNoFile() {
        Parameters none = Parameters.of(Map.of("MPJ_COLL_TUNING", "none"));
        assertEquals(List.of(), Policy.of(none, CostModel.Link.SHM, CostModel.Link.TCP).rules());
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        Path file = folder.resolve("missing.json");
        Parameters named = Parameters.of(Map.of("MPJ_COLL_TUNING", file.toString()));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Policy.of(named, CostModel.Link.SHM, CostModel.Link.TCP));
        assertTrue(String.valueOf(e.getMessage()).contains(file + " does not exist; correct it"), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 1 | the file needs a field 'format'",
                "[] | 1 | the file should be an object, is an array",
                "{'format':'x','rules':[]} | 1 | format is \"x\"; this version reads \"mpj-collectives-1\"",
                "{FORMAT,~'rule':[]} | 2 | the file has no field 'rule'; there are format, made, rules",
                "{FORMAT} | 1 | the file needs a field 'rules'",
                "{FORMAT,~'rules':7} | 2 | the file.rules should be an array, is 7",
                "{FORMAT,'rules':[~RULE,~7]} | 3 | rules[1] should be an object, is 7",
                "{FORMAT,'rules':[~RULE~RULE]} | 3 | expected ',' or ']', found '{'",
                "{FORMAT,'rules':[{'ranges':[]}]} | 1 | rules[0] needs a field 'operation'",
                "{FORMAT,'rules':[{'operation':'all'}]} | 1 | rules[0].operation should be one of barrier, bcast,",
                "{FORMAT,'rules':[{'operation':'bcast'}]} | 1 | rules[0] needs a field 'ranges'",
                "{FORMAT,'rules':[{~'ranks':0,~'operation':'bcast'}]} | 2 "
                        + "| rules[0].ranks should be a whole number from 1 to 2147483647, is 0",
                "{FORMAT,'rules':[{'ranks':[4,2],'operation':'bcast'}]} | 1 | rules[0].ranks should be a whole number from 4",
                "{FORMAT,'rules':[{'ranks':[4],'operation':'bcast'}]} | 1 | rules[0].ranks should be a number, or an array",
                "{FORMAT,'rules':[{'transport':'ib','operation':'bcast','ranges':[]}]} | 1 "
                        + "| rules[0].transport should be one of shm, tcp, rdma, is \"ib\"",
                "{FORMAT,'rules':[{'commutative':1,'operation':'bcast','ranges':[]}]} | 1 "
                        + "| rules[0].commutative should be true or false, is 1",
                "{FORMAT,'rules':[{'operation':'bcast','ranges':[~{'from':-1,'algorithm':'NAME'}]}]} | 2 "
                        + "| rules[0].ranges[0].from should be a whole number from 0",
                "{FORMAT,'rules':[{'operation':'bcast','ranges':[~{'from':5,'algorithm':'NAME'},"
                        + "~{'from':5,'algorithm':'NAME'}]}]} | 3 "
                        + "| rules[0].ranges[1].from should be a size above that of the range before, 5, is 5",
                "{FORMAT,'rules':[{'operation':'bcast','ranges':[{'from':0,~'algorithm':'rong'}]}]} | 2 "
                        + "| rules[0].ranges[0].algorithm: no algorithm 'rong' for bcast; there are",
            })
    void whatIsWrongIsToldWithLineAndField(String text, int line, String message) {
        String file = text.replace("RULE", RULE)
                .replace("FORMAT", "'format':'mpj-collectives-1'")
                .replace("NAME", name(Kind.BCAST))
                .replace('~', '\n');
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> policy(file));
        String told = String.valueOf(e.getMessage());
        assertTrue(told.contains("tuning.json, line " + line + ": " + message), told);
        assertTrue(told.endsWith("or set MPJ_COLL_TUNING=none"), told);
    }
}
