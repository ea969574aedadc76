package mpj.perf.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JVM has done meanwhile besides running the program: compiling and collecting garbage. */
final class Disturbances {
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();
    private static final @Nullable CompilationMXBean COMPILER = compiler();

    private long compiledMs;
    private long collections;
    private long collectedMs;

    Disturbances() {
        begin();
    }

    private static @Nullable CompilationMXBean compiler() {
        CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
        return bean != null && bean.isCompilationTimeMonitoringSupported() ? bean : null;
    }

    /** The time that all compilers have worked since the JVM was started; what they are at is not in it. */
    static long compiledMs() {
        return COMPILER == null ? 0 : COMPILER.getTotalCompilationTime();
    }

    private static long collections() {
        return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    private static long collectedMs() {
        return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }

    /** Forgets what was before. */
    void begin() {
        compiledMs = compiledMs();
        collections = collections();
        collectedMs = collectedMs();
    }

    /** What there was since {@link #begin}, as a comment beside a row; empty if there was nothing. */
    String remark() {
        long ms = compiledMs() - compiledMs;
        long count = collections() - collections;
        String compiled = ms > 0 ? " JIT " + ms + " ms" : "";
        String collected = count > 0 ? " GC " + count + " x, " + (collectedMs() - collectedMs) + " ms" : "";
        return compiled.isEmpty() && collected.isEmpty() ? "" : "#" + compiled + collected;
    }
}
