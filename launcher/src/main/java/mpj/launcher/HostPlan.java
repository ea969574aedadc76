package mpj.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;

/**
 * What one host has to do for a job.
 *
 * @param jobId a name of the job that no other job has now
 * @param size of the whole job
 * @param programs of the whole job
 * @param ranks of this host, ascending
 * @param programOfRank for each of them the index of its program
 * @param environment of all programs, before each program's own
 * @param stdinRank the rank that reads the launcher's standard input, or -1
 */
@SuppressWarnings("ArrayRecordComponent")
record HostPlan(
        String jobId,
        int size,
        List<ProgramSpec> programs,
        int[] ranks,
        int[] programOfRank,
        Map<String, String> environment,
        JobSpec.Binding binding,
        int stdinRank,
        boolean verbose) {
    HostPlan withPrograms(List<ProgramSpec> others) {
        return new HostPlan(
                jobId, size, others, ranks, programOfRank, environment, binding, stdinRank, verbose);
    }

    void write(WireWriter out) {
        out.text(jobId).number(size).number(programs.size());
        for (ProgramSpec program : programs) {
            program.write(out);
        }
        out.number(ranks.length);
        for (int i = 0; i < ranks.length; i++) {
            out.number(ranks[i]).number(programOfRank[i]);
        }
        out.textMap(environment).text(binding.name()).number(stdinRank);
        out.number(verbose ? 1 : 0);
    }

    static HostPlan read(WireReader in) throws IOException {
        String jobId = in.text();
        int size = in.number();
        List<ProgramSpec> programs = new ArrayList<>();
        int count = in.number();
        for (int i = 0; i < count; i++) {
            programs.add(ProgramSpec.read(in));
        }
        int local = in.number();
        if (local < 0 || local > size) {
            throw new IOException("malformed: " + local + " of " + size + " ranks");
        }
        int[] ranks = new int[local];
        int[] programOfRank = new int[local];
        for (int i = 0; i < local; i++) {
            ranks[i] = in.number();
            programOfRank[i] = in.number();
        }
        return new HostPlan(jobId, size, programs, ranks, programOfRank, in.textMap(),
                JobSpec.Binding.valueOf(in.text()), in.number(), in.number() != 0);
    }
}
