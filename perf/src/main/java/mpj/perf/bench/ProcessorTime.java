package mpj.perf.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time that all threads of this process have used. */
final class ProcessorTime {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessorTime() {}

    static long nanos() {
        long nanos = SYSTEM.getProcessCpuTime();
        if (nanos < 0) {
            throw new UnsupportedOperationException("this JVM does not tell the processor time of its process");
        }
        return nanos;
    }
}
