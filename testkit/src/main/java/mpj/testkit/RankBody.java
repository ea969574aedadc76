package mpj.testkit;

import mpj.core.Engine;

/** What one rank of a test does. */
@FunctionalInterface
public interface RankBody {
    void run(Engine engine) throws Throwable;
}
