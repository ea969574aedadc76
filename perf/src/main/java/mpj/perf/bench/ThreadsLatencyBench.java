package mpj.perf.bench;

import mpi.Comm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ping-pong of two ranks of several threads each; the result is half the round trip, as each thread sees it. */
@Command
final class ThreadsLatencyBench extends LatencyBench {
    @Option(
            names = {"-t", "--num-threads"},
            paramLabel = "SEND:RECV",
            converter = ThreadCounts.Parser.class,
            description = "threads of rank 0 and of rank 1, or one number for both (default: 1:2)")
    ThreadCounts threads = new ThreadCounts(1, 2);

    ThreadsLatencyBench() {
        super(Form.BLOCKING, false);
    }

    @Override
    Exchange open(Pair pair, Point point) {
        int number = pair.leads() ? threads.senders() : threads.receivers();
        return new ThreadedPingPong(pair, number, point.kind(), point.bytes(), messages.rewrite);
    }

    @Override
    int concurrent() {
        return threads.senders();
    }

    @Override
    String detail(Comm world) {
        return ", " + threads.senders() + " and " + threads.receivers() + " threads";
    }

}
