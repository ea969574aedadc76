package mpi.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes one invocation of each number of ranks and list of transports, which starts a job; inside a rank one, which is the
 * test itself.
 */
final class MpiTestExtension implements TestTemplateInvocationContextProvider {
    /** For JUnit, which finds it by the annotation. */
    MpiTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        if (RankMain.isRank()) {
            return Stream.of(new Invocation("in a rank", List.of()));
        }
        MpiTest test = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), MpiTest.class)
                .orElseThrow();
        for (int ranks : test.ranks()) {
            if (ranks < 1) {
                throw new ExtensionConfigurationException(
                        "@MpiTest(ranks = " + Arrays.toString(test.ranks()) + "): a job has at least one rank");
            }
        }
        if (test.ranks().length == 0 || !(test.timeout() > 0)) {
            throw new ExtensionConfigurationException("@MpiTest needs numbers of ranks, and a timeout greater than 0");
        }
        return (test.transports().length == 0 ? Stream.of("") : Arrays.stream(test.transports()))
                .flatMap(transports -> Arrays.stream(test.ranks())
                        .mapToObj(ranks -> new Invocation(
                                title(ranks, transports), List.of(new JobInstead(test, ranks, transports)))));
    }

    private static String title(int ranks, String transports) {
        return ranks + (ranks == 1 ? " rank" : " ranks") + (transports.isEmpty() ? "" : ", " + transports);
    }

    private record Invocation(String name, List<Extension> extensions) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return extensions;
        }
    }

    /** Runs a job where the test method would be called, and leaves to it what belongs to the method. */
    private record JobInstead(MpiTest test, int ranks, String transports) implements InvocationInterceptor {
        @Override
        public void interceptBeforeEachMethod(
                InvocationInterceptor.Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context) {
            invocation.skip();
        }

        @Override
        public void interceptAfterEachMethod(
                InvocationInterceptor.Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context) {
            invocation.skip();
        }

        @Override
        public void interceptTestTemplateMethod(
                InvocationInterceptor.Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context)
                throws Throwable {
            invocation.skip();
            new TestJob(test, ranks, transports, method.getTargetClass(), method.getExecutable()).run();
        }
    }
}
