package mpj.perf.bench;

import java.util.List;
import mpi.Comm;
import picocli.CommandLine.Command;

/** Every rank says hello, in the order of the ranks. */
@Command(name = "hello", description = "every rank says who and where it is, in order")
final class HelloBench extends JobCommand {
    HelloBench() {
        super(4, 1);
    }

    @Override
    void measure(Comm world, Report report) {
        List<String> greetings = world.gather(Hello.greeting(), 0);
        if (greetings != null) {
            greetings.forEach(System.out::println);
        }
    }
}
