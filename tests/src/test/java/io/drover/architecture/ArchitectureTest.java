package io.drover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where the arrows point, and what the engine may not call. Each rule names what to use instead. */
@AnalyzeClasses(
        packages = "io.drover",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Modules lend each other tests as jars, which ArchUnit takes for code. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] ENGINE = {
        "io.drover.model..",
        "io.drover.auction..",
        "io.drover.strategy..",
        "io.drover.engine..",
        "io.drover.node..",
        "io.drover.plan..",
        "io.drover.simulation..",
        "io.drover.policy..",
        "io.drover.experiment.."
    };

    @ArchTest
    static final ArchRule packagesOfTheEngineUseOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.drover..")
            .layer("model")
            .definedBy("io.drover.model..")
            .layer("auction")
            .definedBy("io.drover.auction..")
            .layer("strategy")
            .definedBy("io.drover.strategy..")
            .layer("engine")
            .definedBy("io.drover.engine..")
            .layer("node")
            .definedBy("io.drover.node..")
            .layer("plan")
            .definedBy("io.drover.plan..")
            .layer("simulation")
            .definedBy("io.drover.simulation..")
            .layer("policy")
            .definedBy("io.drover.policy..")
            .layer("experiment")
            .definedBy("io.drover.experiment..")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("auction")
            .mayOnlyAccessLayers("model")
            .whereLayer("strategy")
            .mayOnlyAccessLayers("model", "auction")
            .whereLayer("engine")
            .mayOnlyAccessLayers("model", "auction", "strategy")
            .whereLayer("node")
            .mayOnlyAccessLayers("model", "auction", "engine")
            .whereLayer("plan")
            .mayOnlyAccessLayers("model", "strategy")
            .whereLayer("simulation")
            .mayOnlyAccessLayers("model", "auction", "strategy", "engine", "node")
            .whereLayer("policy")
            .mayOnlyAccessLayers("model", "auction", "strategy", "engine", "plan", "simulation")
            .whereLayer("experiment")
            .mayOnlyAccessLayers("model", "engine", "simulation");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.drover.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engineIsPlainJava = classes()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.drover.model..",
                    "io.drover.auction..",
                    "io.drover.strategy..",
                    "io.drover.engine..",
                    "io.drover.node..",
                    "io.drover.plan..",
                    "io.drover.simulation..",
                    "io.drover.policy..",
                    "io.drover.experiment..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..")
            .because("it does no IO and needs nothing but the JDK");

    @ArchTest
    static final ArchRule timeArrivesWithTheEvent = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.InstantSource.class, "system")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("use Event.at()");

    @ArchTest
    static final ArchRule randomnessIsHandedDown = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat(assignableTo(java.util.Random.class))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callConstructor(java.util.SplittableRandom.class)
            .because("use the SplittableRandom that was split off for this component");

    @ArchTest
    static final ArchRule orderIsDeclared = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.HashMap")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.HashSet")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.IdentityHashMap")
            .orShould()
            .callMethodWhere(target(owner(assignableTo(java.util.Set.class)))
                    .and(target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching("of|copyOf"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(java.util.Map.class)))
                    .and(target(com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                            "of|copyOf|ofEntries"))))
            .because("their order differs from JVM to JVM: use TreeMap, TreeSet, LinkedHashMap or lists");

    @ArchTest
    static final ArchRule engineHasNoThreadsAndNoLoggers = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.util.logging..", "org.slf4j..")
            .because("one thread gives it events, and notes say what it does");

    @ArchTest
    static final ArchRule nobodyButCommandsUsesTheSimulation = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.drover.simulation..",
                    "io.drover.policy..",
                    "io.drover.experiment..",
                    "io.drover.report..",
                    "io.drover.cli..",
                    "io.drover.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.drover.simulation..", "io.drover.policy..", "io.drover.experiment..");

    @ArchTest
    static final ArchRule dashboardReadsThePort = noClasses()
            .that()
            .resideInAPackage("io.drover.dashboard..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.drover..")
                    .and(not(resideInAnyPackage("io.drover.dashboard..", "io.drover.auction..", "io.drover.model..")))
                    .and(not(nameStartingWith("io.drover.measurement.FleetView"))))
            .because("it shows whatever FleetView tells, a recording as well as a running fleet");

    @ArchTest
    static final ArchRule prometheusIsAskedBelowTheSampler = noClasses()
            .that()
            .resideInAPackage("io.drover.prometheus..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.drover..")
                    .and(not(resideInAnyPackage("io.drover.prometheus..", "io.drover.openstack.."))))
            .because("it tells what Prometheus says; what that means to an agent is the sampler's");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsDatabases = noClasses()
            .that()
            .resideOutsideOfPackage("io.drover.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.flywaydb..", "org.h2..", "org.mariadb..", "org.postgresql..")
            .because("an agent must not load a database; others are told through a Ledger");

    @ArchTest
    static final ArchRule onlyMetricsAreCountedForPrometheus = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .or()
            .resideInAnyPackage(
                    "io.drover.measurement..",
                    "io.drover.store..",
                    "io.drover.dashboard..",
                    "io.drover.telemetry..",
                    "io.drover.prometheus..",
                    "io.drover.openstack..",
                    "io.drover.nova..",
                    "io.drover.wire..",
                    "io.drover.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..", "io.drover.metrics..")
            .because("metrics are counted where notes and messages pass anyway");

    @ArchTest
    static final ArchRule measuringDoesNoIo = noClasses()
            .that()
            .resideInAPackage("io.drover.measurement..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "io.drover.store..")
            .because("its owner sends, hears and stores");

    @ArchTest
    static final ArchRule nobodyStandsOnCommands = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.drover.agent..",
                    "io.drover.amqp..",
                    "io.drover.config..",
                    "io.drover.journal..",
                    "io.drover.nova..",
                    "io.drover.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.drover.audit..",
                    "io.drover.check..",
                    "io.drover.cli..",
                    "io.drover.fleet..",
                    "io.drover.replay..")
            .because("an agent must run without the commands of its operator");

    @ArchTest
    static final ArchRule tlsIsNeverSwitchedOff = noClasses()
            .should()
            .callMethod("org.openstack4j.openstack.OSFactory", "useNonStrictSSLClient", "boolean")
            .because("it disables certificate checks whatever its argument says");
}
