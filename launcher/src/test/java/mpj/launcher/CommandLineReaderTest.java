package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import mpj.base.net.PortRange;
import mpj.launcher.ProgramSpec.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineReaderTest {
    private static CommandLineReader reader(String line) {
        return new CommandLineReader(line.split(" ", -1), Map.of("SET", "value")::get);
    }

    private static JobSpec read(String line) throws UsageException {
        return Objects.requireNonNull(reader(line).read());
    }

    private static ProgramSpec program(String line) throws UsageException {
        return read(line).programs().getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "-n 2 X.java a, SOURCE, X.java",
        "-np 2 my.Main a, CLASS, my.Main",
        "-n 2 --jar x.jar a, JAR, x.jar",
        "-n 2 -- sleep a, COMMAND, sleep",
        "-n 2 -- X.java a, COMMAND, X.java",
        "-n 2 /bin/sh a, COMMAND, /bin/sh",
        "-n 2 --wdir /bin ./sh a, COMMAND, ./sh",
        "-n 2 /bin a, CLASS, /bin",
    })
    void formsOfPrograms(String line, Kind kind, String target) throws UsageException {
        ProgramSpec program = program(line);
        assertEquals(kind, program.kind());
        assertEquals(target, program.target());
        assertEquals(2, program.ranks());
        assertEquals(List.of("a"), program.arguments());
    }

    @Test
    void whatFollowsTheProgramIsItsOwn() throws UsageException {
        ProgramSpec program = program("-cp a:b Main -n 7 --help -Xmx1g -- x");
        assertEquals(List.of("-n", "7", "--help", "-Xmx1g", "--", "x"), program.arguments());
        assertEquals("a:b", program.classPath());
        assertEquals(1, program.ranks());
    }

    @Test
    void jvmOptions() throws UsageException {
        ProgramSpec program = program(
                "-Xmx1g -Da=b -ea --add-opens java.base/java.lang=ALL-UNNAMED --add-modules=x -J-verbose -J--p Main y");
        assertEquals(
                List.of("-Xmx1g", "-Da=b", "-ea", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-modules=x",
                        "-verbose", "--p"),
                program.jvmOptions());
        assertEquals("Main", program.target());
    }

    @Test
    void severalPrograms() throws UsageException {
        JobSpec job = read("-n 2 -x A=1 -l Main x : --wdir /d Other.java : -n 3 -- cat");
        assertEquals(6, job.size());
        assertEquals(3, job.programs().size());
        assertEquals(true, job.tagOutput());
        assertEquals(Map.of("A", "1"), job.programs().get(0).environment());
        assertEquals(Map.of(), job.programs().get(1).environment());
        assertEquals("/d", job.programs().get(1).directory());
        assertNull(job.programs().get(2).directory());
    }

    @Test
    void optionsOfTheJob() throws UsageException {
        JobSpec job = read("--transport=shm --bind-to none --timeout 1.5 --stdin none -v -n 4 Main");
        assertEquals("shm", job.transport());
        assertEquals(JobSpec.Binding.NONE, job.binding());
        assertEquals(1500, job.timeoutMs());
        assertEquals(-1, job.stdinRank());
        assertEquals(true, job.verbose());
    }

    @Test
    void variablesOfTheEnvironment() throws UsageException {
        CommandLineReader reader = reader("-x SET -x UNSET --env=B=c=d Main");
        JobSpec job = Objects.requireNonNull(reader.read());
        assertEquals(Map.of("SET", "value", "B", "c=d"), job.programs().getFirst().environment());
        assertEquals(List.of("-x UNSET: there is no such environment variable"), reader.notes());
    }

    @ParameterizedTest
    @CsvSource({
        "--foo Main, unknown option: --foo",
        "-z Main, unknown option: -z",
        "-n 0 Main, -n 0: must be a number from 1",
        "-n two Main, -n two: must be a number",
        "-n, -n needs a value",
        "-n 2, no program given",
        "-n 2 :, no program given",
        "Main :, no program given after the last :",
        "--bind-to socket Main, --bind-to socket: must be core or none",
        "--timeout 0 Main, --timeout 0: must be a number of seconds",
        "--stdin 2 -n 2 Main, --stdin 2: the job's ranks are 0 to 1",
        "-x =a Main, -x =a: must be NAME or NAME=VALUE",
        "-l=yes Main, unknown option: -l=yes",
        "--tag-output=yes Main, --tag-output takes no value",
        "--add-opens, --add-opens needs a value",
        "--jar x.jar -- java, --jar and a command",
    })
    void mistakes(String line, String message) {
        UsageException e = assertThrows(UsageException.class, () -> read(line));
        assertEquals(true, String.valueOf(e.getMessage()).startsWith(message), e::getMessage);
    }

    @Test
    void information() throws UsageException {
        CommandLineReader reader = reader("-n 2 --help --foo");
        assertNull(reader.read());
        assertEquals(Option.HELP, reader.information());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--hosts a:2,b:2 X|4|a b",
        "-H a:2,b:2 -n 3 X|3|a b",
        "--host a:2,b:2 -n 2 X|2|a",
        "-host a,b -ppn 3 X|6|a b",
        "--hosts a,b --npernode 2 -n 3 X|3|a b",
        "-n 3 X|3|localhost",
        "X|1|localhost",
        "-ppn 3 X|3|localhost",
        "--hosts a:4 X : -n 2 Y|3|a",
    })
    void ranksAndHosts(String line, int ranks, String hosts) throws UsageException {
        JobSpec job = read(line);
        assertEquals(ranks, job.size());
        assertEquals(hosts, String.join(" ", job.placement().hosts()));
    }

    @Test
    void howHostsAreReached() throws UsageException {
        HostOptions given = read("--tcp-if eth1,10.0.0.0/8 --tcp-port-range 4000-4010 --host-timeout 2.5 --preload"
                + " --start-timeout 60 --launcher rsh X").hostOptions();
        assertEquals(
                new HostOptions("rsh", "eth1,10.0.0.0/8", new PortRange(4000, 4010), true, 2500, 60_000), given);
        HostOptions usual = read("X").hostOptions();
        assertEquals(new HostOptions(HostOptions.SSH, null, PortRange.ANY, false, 10_000, 30_000), usual);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--hosts a:2,b:2 -n 5 X|5 ranks, but the hosts take 4",
        "--hosts a:0 X|must be a number",
        "--hosts -p X|is not the name of a host",
        "--hostfile /no/such/file X|cannot be read",
        "--tcp-port-range 9-5 X|must be FIRST-LAST",
        "--tcp-port-range 0 X|must be FIRST-LAST",
        "--rdma-provider= X|needs a value: disni",
        "--transport= X|--transport needs a value: LIST",
        "--codec= X|--codec needs a value: NAME",
        "--wdir= X|--wdir needs a value: DIR",
        "--host-timeout 0.5 X|must be at least 1 second",
        "--ppn 0 X|must be a number",
    })
    void whatIsWrongWithHosts(String line, String message) {
        UsageException e = assertThrows(UsageException.class, () -> read(line));
        assertEquals(true, String.valueOf(e.getMessage()).contains(message), e::getMessage);
    }
}
