package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import mpj.core.Engine;
import mpj.transport.shm.ShmProvider;
import org.junit.jupiter.api.Test;

/** What the library asks for it also tells of. */
class ParameterCatalogTest {
    private static final Set<String> TOLD = names(ParameterCatalog.all());

    private static Set<String> names(List<ParameterInfo> parameters) {
        Set<String> names = new TreeSet<>();
        for (ParameterInfo parameter : parameters) {
            assertTrue(names.add(parameter.name()), parameter.name() + " is there twice");
        }
        return names;
    }

    @Test
    void whatIsAskedForIsInTheCatalog() {
        LocalJob job = new LocalJob(2);
        Set<String> asked = ConcurrentHashMap.newKeySet();
        List<Parallel.Body> ranks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int rank = i;
            ranks.add(() -> {
                Parameters parameters = Parameters.of(Map.of());
                Engine.start(job.manager(rank), parameters, List.of(new ShmProvider())).finish();
                asked.addAll(parameters.used().keySet());
            });
        }
        Parallel.run(Duration.ofSeconds(60), ranks);
        asked.removeAll(TOLD);
        assertEquals(Set.of(), asked);
    }
}
