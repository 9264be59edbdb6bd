package io.drover.explorer;

import io.drover.engine.AuctionEngine;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.Workload;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What finds fault with the classes that are on the class path: a line each for explorer, simulation and tests. */
final class Hunt {

    private static final List<String> QUESTIONS = List.of(
            "push default 2 2 1 3,1,1,0,1,1",
            "pull default 2 2 1 1,1,1,1,1,1",
            "hybrid default 2 2 1 1,1,1,0,0,2",
            "push default 3 1 1 1,1,1,1,0,1",
            "pull default 3 2 1 0,0,0,0,0,2",
            "push default 3 2 2 0,0,0,0,0,2");

    private static final List<String> TESTS = List.of(
            "io.drover.transcript.TranscriptTest",
            "io.drover.explorer.ScriptTest",
            "io.drover.node.NodeTest",
            "io.drover.engine.LateNewsTest",
            "io.drover.engine.SecondLooksTest",
            "io.drover.engine.ExchangesTest",
            "io.drover.engine.ExchangeAwardsTest",
            "io.drover.engine.ModesTest",
            "io.drover.engine.InitiativeTest",
            "io.drover.engine.AuctionSummaryTest",
            "io.drover.engine.CooldownsTest",
            "io.drover.engine.PromisesTest",
            "io.drover.engine.LocalHostTest",
            "io.drover.strategy.RepliesTest");

    /** Of one question, states. What is found is found early: breadth first. */
    private static final long ENOUGH = 20_000;

    private Hunt() {}

    public static void main(String[] none) throws ReflectiveOperationException {
        System.out.println("explorer\t" + explored().orElse(""));
        System.out.println("simulation\t" + simulated().orElse(""));
        System.out.println("test\t" + tested().orElse(""));
    }

    private static Optional<String> explored() {
        for (String line : QUESTIONS) {
            Question question = Question.of(line);
            Explorer.Report report = new Explorer(question.fleet(), ENOUGH).explore(question.bounds());
            if (!report.violation().isEmpty()) return Optional.of(report.violation());
        }
        return Optional.empty();
    }

    private static Optional<String> simulated() {
        for (StrategyName strategy : List.of(StrategyName.PUSH, StrategyName.PULL, StrategyName.HYBRID)) {
            for (long seed = 1; seed <= 4; seed++) {
                Optional<String> found = simulated(strategy, seed);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> simulated(StrategyName strategy, long seed) {
        Workload usual = Workload.DEFAULT;
        Workload workload = Workload.builder()
                .hosts(6)
                .servers(usual.servers())
                .strategy(strategy)
                .load(usual.load())
                .pattern(usual.pattern())
                .variableThreshold(usual.variableThreshold())
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .thresholds(usual.thresholds())
                .duration(Duration.ofHours(1))
                .seed(seed)
                .faults(Faults.parse("loss=0.02,duplicate=0.02,crash=0.02,nova-error=0.1"))
                .build();
        try {
            Result result = Simulation.run(workload.scenario(), AuctionEngine::new, MessageSize.ESTIMATE);
            return result.violations().stream().findFirst().map(violation -> violation.invariant());
        } catch (IllegalStateException thrown) {
            return Optional.of(String.valueOf(thrown.getCause()));
        }
    }

    private static Optional<String> tested() throws ReflectiveOperationException {
        for (String name : TESTS) {
            Class<?> tests = Class.forName(name);
            List<Method> methods = new ArrayList<>(Arrays.asList(tests.getDeclaredMethods()));
            methods.sort(Comparator.comparing(Method::getName));
            for (Method method : methods) {
                Optional<String> failed = failed(tests, method);
                if (failed.isPresent()) return failed;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> failed(Class<?> tests, Method method) throws ReflectiveOperationException {
        boolean factory = method.isAnnotationPresent(TestFactory.class);
        if (!factory && !method.isAnnotationPresent(Test.class)) return Optional.empty();
        var constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        try {
            Object made = method.invoke(constructor.newInstance());
            return factory ? failed((Stream<?>) made) : Optional.empty();
        } catch (InvocationTargetException failure) {
            return Optional.of(tests.getSimpleName() + "#" + method.getName());
        }
    }

    private static Optional<String> failed(Stream<?> made) {
        return made.map(DynamicTest.class::cast)
                .filter(test -> {
                    try {
                        test.getExecutable().execute();
                        return false;
                    } catch (Throwable failure) {
                        return true;
                    }
                })
                .map(DynamicTest::getDisplayName)
                .findFirst();
    }
}
