package mpj.launcher;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import mpj.wireup.RankReport;
import org.jspecify.annotations.Nullable;

/** The ranks' reports, a line for each. */
final class ReportTable {
    private static final String FORMAT = "%6s %10s %8s %10s %8s %11s %10s %8s  %s%n";
    private static final String[] UNITS = {"", "K", "M", "G", "T", "P", "E"};

    private ReportTable() {}

    static void print(@Nullable RankReport[] reports, PrintStream out) {
        out.println("mpjexec: what the ranks did (messages and bytes sent and received, time waited in MPI,");
        out.println("most bytes unreceived, messages refused at first, messages by each transport):");
        out.printf(Locale.ROOT, FORMAT, "rank", "sent", "bytes", "received", "bytes", "waited", "unreceived", "refused",
                "transports");
        for (int rank = 0; rank < reports.length; rank++) {
            RankReport report = reports[rank];
            if (report == null) {
                out.printf(Locale.ROOT, "%6d  it has not left MPI in good order, or has not used it%n", rank);
            } else {
                print(rank, report, out);
            }
        }
        out.flush();
    }

    private static void print(int rank, RankReport report, PrintStream out) {
        StringBuilder transports = new StringBuilder();
        for (Map.Entry<String, Long> entry : report.transports().entrySet()) {
            transports.append(transports.isEmpty() ? "" : ", ").append(entry.getKey()).append(' ').append(entry.getValue());
        }
        out.printf(
                Locale.ROOT,
                FORMAT,
                rank,
                report.sent(),
                bytes(report.sentBytes()),
                report.received(),
                bytes(report.receivedBytes()),
                String.format(Locale.ROOT, "%.3f s", report.waitedNs() / 1e9),
                bytes(report.peakUnexpectedBytes()),
                report.refusals(),
                transports.isEmpty() ? "-" : transports);
        if (!report.counters().isEmpty()) {
            StringJoiner counters = new StringJoiner(", ");
            report.counters().forEach((name, value) -> counters.add(name + " " + value));
            out.printf(Locale.ROOT, "%6s %s%n", "", counters);
        }
    }

    /** Powers of 1024, with a digit after the point where there is a unit. */
    static String bytes(long value) {
        int unit = 0;
        double scaled = value;
        while (scaled >= 1024 && unit < UNITS.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return unit == 0 ? Long.toString(value) : String.format(Locale.ROOT, "%.1f%s", scaled, UNITS[unit]);
    }
}
