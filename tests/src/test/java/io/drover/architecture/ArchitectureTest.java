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
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

    /** What each package may use of the others, floor by floor; {@code java.…} and libraries are other rules' matter. */
    private static final String ARROWS = """
            model:
            scenario: model
            auction: model
            strategy: model auction
            engine: model auction strategy
            plan: model auction strategy
            node: model auction engine
            simulation: model auction engine node scenario
            policy: model auction strategy engine plan scenario simulation

            openstack: model
            prometheus: openstack
            local: model
            telemetry: model openstack local prometheus
            measurement: model auction strategy
            store: auction measurement
            dashboard: model auction measurement
            metrics: model auction node measurement

            runtime:
            wire: model auction runtime
            nova: model auction node openstack runtime
            amqp: auction node openstack metrics wire
            config: model openstack prometheus telemetry runtime wire amqp
            journal: model auction node config
            web: measurement dashboard config
            cli: wire config
            health: runtime config cli
            notify: auction node openstack amqp config
            agent: model auction engine node openstack telemetry metrics runtime wire nova amqp config journal web cli health notify
            service: auction measurement store metrics runtime wire amqp config web cli health
            simulate: model auction scenario simulation policy wire config journal cli
            cluster: model plan openstack telemetry config cli
            fleet: model auction strategy openstack wire amqp config cluster cli
            audit: model auction openstack measurement store config journal cli
            replay: model auction engine wire config journal cli
            check: model auction openstack prometheus telemetry wire amqp config cli fleet

            emulator:
            calibration: model
            experiment: model engine scenario simulation
            report: model auction engine scenario simulation policy wire config cli simulate calibration experiment
            lab: model auction node scenario simulation runtime wire amqp config agent service cli simulate emulator
            """;

    private static final List<String> OF_THE_ENGINE =
            List.of("model", "scenario", "auction", "strategy", "engine", "plan", "node", "simulation", "policy");

    private static final String[] ENGINE =
            OF_THE_ENGINE.stream().map(name -> "io.drover." + name + "..").toArray(String[]::new);

    @ArchTest
    static void packagesUseOnlyThoseBelow(JavaClasses code) {
        Map<String, Set<String>> allowed = arrows();
        List<String> wrong = new ArrayList<>();
        for (JavaClass user : code) {
            String from = packageOf(user);
            if (!allowed.containsKey(from)) wrong.add(user.getName() + " is in a package without arrows");
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                String to = packageOf(dependency.getTargetClass());
                if (to.isEmpty() || to.equals(from)) continue;
                if (!allowed.getOrDefault(from, Set.of()).contains(to)) wrong.add(dependency.getDescription());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A table that names only what stands above a line keeps circles out by itself. */
    @ArchTest
    static void arrowsPointDownwards(JavaClasses code) {
        Set<String> below = new LinkedHashSet<>();
        arrows().forEach((name, used) -> {
            assertThat(below).as("what " + name + " may use").containsAll(used);
            below.add(name);
        });
        assertThat(code.stream().map(ArchitectureTest::packageOf)).containsAll(below);
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        ARROWS.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] sides = line.split(":", 2);
            arrows.put(sides[0], new TreeSet<>(List.of(sides[1].trim().split(" +"))));
            arrows.get(sides[0]).remove("");
        });
        return arrows;
    }

    /** The word after {@code io.drover}; empty for what is not ours. */
    private static String packageOf(JavaClass type) {
        String[] words = type.getBaseComponentType().getPackageName().split("\\.");
        return words.length > 2 && words[0].equals("io") && words[1].equals("drover") ? words[2] : "";
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.drover.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engineIsPlainJava = classes()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Stream.concat(
                            Stream.of(ENGINE), Stream.of("java.lang..", "java.math..", "java.time..", "java.util.."))
                    .toArray(String[]::new))
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
    static final ArchRule dashboardReadsThePort = noClasses()
            .that()
            .resideInAPackage("io.drover.dashboard..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.drover..")
                    .and(not(resideInAnyPackage("io.drover.dashboard..", "io.drover.auction..", "io.drover.model..")))
                    .and(not(nameStartingWith("io.drover.measurement.FleetView"))))
            .because("it shows whatever FleetView tells, a recording as well as a running fleet");

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
    static final ArchRule tlsIsNeverSwitchedOff = noClasses()
            .should()
            .callMethod("org.openstack4j.openstack.OSFactory", "useNonStrictSSLClient", "boolean")
            .because("it disables certificate checks whatever its argument says");
}
