package dev.watchparty.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.channels.SocketChannel;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/** The map of the project, held against the code. */
@AnalyzeClasses(
        packages = "dev.watchparty",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The fixtures that modules publish are tests, too. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String DOMAIN = "dev.watchparty.domain..";
    private static final String PORTS = "dev.watchparty.application.port..";
    private static final String[] USE_CASES = {
        "dev.watchparty.application.party..",
        "dev.watchparty.application.account..",
        "dev.watchparty.application.friend..",
        "dev.watchparty.application.playlist..",
        "dev.watchparty.application.local..",
        "dev.watchparty.application.webhook.."
    };
    private static final String JDBC = "dev.watchparty.adapter.jdbc..";
    private static final String SECURITY = "dev.watchparty.adapter.security..";
    private static final String WEB = "dev.watchparty.adapter.web..";
    private static final String WEBHOOK = "dev.watchparty.adapter.webhook..";
    private static final String EMBEDDED = "dev.watchparty.adapter.embeddedpostgres..";
    private static final String APP = "dev.watchparty.app..";

    @ArchTest
    static final ArchRule no_class_is_left_out = classes()
            .should()
            .resideInAnyPackage(
                    DOMAIN,
                    PORTS,
                    USE_CASES[0],
                    USE_CASES[1],
                    USE_CASES[2],
                    USE_CASES[3],
                    USE_CASES[4],
                    USE_CASES[5],
                    JDBC,
                    SECURITY,
                    WEB,
                    WEBHOOK,
                    EMBEDDED,
                    APP);

    @ArchTest
    static final ArchRule dependencies_point_at_the_domain = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("domain")
            .definedBy(DOMAIN)
            .layer("ports")
            .definedBy(PORTS)
            .layer("use cases")
            .definedBy(USE_CASES)
            .layer("jdbc")
            .definedBy(JDBC)
            .layer("security")
            .definedBy(SECURITY)
            .layer("web")
            .definedBy(WEB)
            .layer("webhook")
            .definedBy(WEBHOOK)
            .layer("embedded database")
            .definedBy(EMBEDDED)
            .layer("app")
            .definedBy(APP)
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("jdbc")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("security")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("embedded database")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("use cases")
            .mayOnlyBeAccessedByLayers("web", "app")
            .whereLayer("ports")
            .mayOnlyBeAccessedByLayers("use cases", "jdbc", "security", "web", "webhook", "app");

    @ArchTest
    static final ArchRule the_domain_depends_on_nothing = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            // java.net for URI alone, which reads texts and touches no network.
            .resideInAnyPackage(
                    DOMAIN, "java.lang..", "java.time..", "java.util..", "java.net..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule the_domain_has_no_threads_and_no_network = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                    .or(type(Thread.class))
                    .or(DescribedPredicate.describe(
                            "are of java.net other than URI",
                            other -> other.getPackageName().equals("java.net")
                                    && !other.getSimpleName().startsWith("URI"))));

    @ArchTest
    static final ArchRule only_the_app_reads_the_clock = noClasses()
            .that()
            .resideOutsideOfPackages(APP)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("read a clock", ArchitectureTest::readsAClock));

    /**
     * A clock may be passed on and asked; where it comes from is the app's matter. References to methods count, too.
     */
    private static boolean readsAClock(JavaAccess<?> access) {
        String method = access.getName();
        if (access.getTargetOwner().isEquivalentTo(System.class)) {
            return method.equals("currentTimeMillis") || method.equals("nanoTime");
        }
        if (access.getTargetOwner().isEquivalentTo(Date.class)) {
            return method.equals("<init>")
                    && access.getTarget() instanceof CodeUnitAccessTarget made
                    && made.getRawParameterTypes().isEmpty();
        }
        return access.getTargetOwner().getPackageName().equals("java.time")
                && (method.equals("now")
                        || method.startsWith("system")
                        || method.equals("tickMillis")
                        || method.equals("tickSeconds")
                        || method.equals("tickMinutes"));
    }

    @ArchTest
    static final ArchRule only_the_app_draws_lots = noClasses()
            .that()
            // The embedded database makes its own password, which nobody else ever sees.
            .resideOutsideOfPackages(APP, EMBEDDED)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("draw lots", ArchitectureTest::drawsLots));

    /** A source of chance may be passed on and asked, but not made or found. References to methods count, too. */
    private static boolean drawsLots(JavaAccess<?> access) {
        String method = access.getName();
        if (access.getTargetOwner().isEquivalentTo(UUID.class)) return method.equals("randomUUID");
        if (access.getTargetOwner().isEquivalentTo(Math.class)) return method.equals("random");
        boolean isSource = access.getTargetOwner().isAssignableTo(RandomGenerator.class);
        return isSource && (WAYS_TO_CHANCE.contains(method) || method.startsWith("getInstance"));
    }

    private static final Set<String> WAYS_TO_CHANCE = Set.of("<init>", "current", "of", "getDefault");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, isMarked, type.getPackageName() + " is not @NullMarked"));
                }
            });

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().matching("dev.watchparty.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ports_are_interfaces_values_and_exceptions = classes()
            .that()
            .resideInAPackage(PORTS)
            .and()
            .areTopLevelClasses()
            .should(new ArchCondition<JavaClass>("be interfaces, records or exceptions") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean isFit = type.isInterface() || type.isRecord() || type.isAssignableTo(Exception.class);
                    events.add(new SimpleConditionEvent(type, isFit, type.getName() + " is none of these"));
                }
            });

    @ArchTest
    static final ArchRule domain_types_are_values = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and()
            .arePublic() // What a package keeps to itself may count and gather.
            .and()
            .doNotHaveSimpleName("Tally") // It counts a log that is read in parts, so its reader holds it meanwhile.
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotRecords()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveOnlyPrivateConstructors();

    @ArchTest
    static final ArchRule nothing_public_can_be_changed =
            noFields().that().areNotFinal().should().bePublic();

    @ArchTest
    static final ArchRule sql_stays_in_its_adapter = noClasses()
            .that()
            .resideOutsideOfPackages(JDBC, EMBEDDED, APP)
            .should()
            .dependOnClassesThat(are(resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "org.flywaydb..")));

    @ArchTest
    static final ArchRule json_stays_at_the_edges = noClasses()
            .that()
            // The event log is JSON, too; how it looks there is no client's business.
            .resideOutsideOfPackages("dev.watchparty.adapter.web.wire..", WEBHOOK, JDBC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule javalin_stays_in_the_web = noClasses()
            .that()
            .resideOutsideOfPackages(WEB, APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule frames_leave_in_one_place = noClasses()
            .that()
            .haveNameNotMatching("dev\\.watchparty\\.adapter\\.web\\.socket\\.EndPointWire(\\$Plain)?")
            .should()
            .accessTargetWhere(DescribedPredicate.describe("send on a connection", ArchitectureTest::sends));

    private static boolean sends(JavaAccess<?> access) {
        String method = access.getName();
        String owner = access.getTargetOwner().getPackageName();
        boolean isSocket =
                owner.equals("org.eclipse.jetty.io") || access.getTargetOwner().isAssignableTo(SocketChannel.class);
        if (isSocket) return method.equals("write") || method.equals("flush");
        boolean isWebSocket =
                owner.startsWith("org.eclipse.jetty.websocket") || owner.startsWith("io.javalin.websocket");
        return isWebSocket && method.startsWith("send");
    }

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("DTO")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule nobody_prints_or_sleeps = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe("sleep, or print a stack trace", ArchitectureTest::isSloppy))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..");

    /** Whatever the arguments are, and whichever kind of exception it is. */
    private static boolean isSloppy(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "sleep" -> owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class);
            case "printStackTrace" -> owner.isAssignableTo(Throwable.class);
            default -> false;
        };
    }
}
