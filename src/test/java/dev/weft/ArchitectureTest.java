package dev.weft;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house: which room may know which, and what each keeps to itself. */
final class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weft");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("dev.weft");

  /** A package directly under {@code dev.weft}, and those of ours it may import. */
  record Room(String name, Set<String> mayImport) {
    Room(String name, String... mayImport) {
      this(name, Set.of(mayImport));
    }
  }

  static final List<Room> ROOMS =
      List.of(
          new Room(
              "cli",
              "config",
              "server",
              "status",
              "tls",
              "measure",
              "http",
              "asset",
              "graph",
              "origin",
              "priority"),
          new Room("config", "origin", "priority"),
          new Room("measure", "origin", "priority"),
          new Room(
              "server",
              "config",
              "http2",
              "status",
              "tls",
              "http",
              "graph",
              "asset",
              "origin",
              "priority"),
          new Room("http2", "priority", "origin", "status"),
          new Room("status"),
          new Room("tls", "origin"),
          new Room("http", "config", "graph", "asset", "origin", "priority"),
          new Room("graph", "asset"),
          new Room("asset"),
          new Room("origin"),
          new Room("priority"));

  /** Rooms that decide and never do: no file, socket, thread, lock or clock. */
  static final List<String> PURE = List.of("http", "graph", "origin", "priority");

  @ParameterizedTest
  @FieldSource("ROOMS")
  void roomKnowsOnlyTheRoomsItMayKnow(Room room) {
    var known =
        Stream.concat(Stream.of(room.name()), room.mayImport().stream())
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    holds(
        classes()
            .that()
            .resideInAPackage(in(room.name()))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(known).or(not(resideInAPackage("dev.weft..")))));
  }

  @Test
  void everyRoomIsOnThePlan() {
    var plan = ROOMS.stream().map(room -> "dev.weft." + room.name()).collect(toSet());
    plan.add("dev.weft");
    holds(classes().should().resideInAnyPackage(plan.toArray(String[]::new)));
  }

  @Test
  void mainKnowsOnlyTheCommandLine() {
    holds(
        classes()
            .that()
            .resideInAPackage("dev.weft")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("dev.weft", in("cli")).or(not(resideInAPackage("dev.weft..")))));
  }

  @Test
  void roomsKnowEachOtherOneWay() {
    holds(slices().matching("dev.weft.(*)..").should().beFreeOfCycles());
  }

  static Stream<Arguments> walls() {
    return Stream.of(
        arguments("org.tomlj..", List.of("config")),
        arguments("org.bouncycastle..", List.of("tls")),
        arguments("picocli..", List.of("cli")),
        arguments("jakarta.servlet..", List.of("status")),
        arguments("io.prometheus..", List.of("status")),
        arguments("com.samskivert..", List.of("measure")),
        arguments("com.aayushatharva.brotli4j..", List.of("asset")),
        arguments("com.github.luben.zstd..", List.of("asset")),
        arguments("org.eclipse.jetty..server..", List.of("server", "http2")),
        arguments("org.eclipse.jetty..client..", List.of("measure")),
        arguments("org.eclipse.jetty..", List.of("server", "http2", "measure")));
  }

  @ParameterizedTest
  @MethodSource("walls")
  void frameworkStaysBehindItsWall(String framework, List<String> rooms) {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(in(rooms))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(framework));
  }

  @Test
  void onlyTheCommandLinePrints() {
    holds(noClasses().that().resideOutsideOfPackage(in("cli")).should(ACCESS_STANDARD_STREAMS));
  }

  @ParameterizedTest
  @FieldSource("PURE")
  void pureRoomTouchesNothingOutside(String room) {
    holds(
        noClasses()
            .that()
            .resideInAPackage(in(room))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "javax.net..")
                    .or(
                        nameMatching(
                            "java\\.nio\\.file\\.Files|java\\.io\\.(File|Random).*"
                                + "|java\\.net\\.\\w*Socket|java\\.lang\\.Thread\\w*"
                                + "|java\\.time\\.Clock|java\\.util\\.Timer"))));
    holds(
        noClasses().that().resideInAPackage(in(room)).should().callMethodWhere(new ReadsAClock()));
    holds(
        noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(in(room))
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED));
  }

  @Test
  void threadsLiveOnlyWhereTheWorkIs() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(in(List.of("server", "http2", "asset", "measure")))
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.util.concurrent.locks..")
                    .or(
                        nameMatching(
                            "java\\.lang\\.Thread\\w*"
                                + "|java\\.util\\.concurrent\\.(\\w*Executor\\w*|ForkJoin\\w*)"))));
  }

  @Test
  void namesSayWhatAThingIs() {
    var empty = "(?i).*(impl|manager|helper|utils?|data|(?<!package-)info)";
    holds(
        noClasses()
            .should(
                ArchConditions.be(
                    DescribedPredicate.describe(
                        "named " + empty,
                        (JavaClass type) -> type.getSimpleName().matches(empty)))));
    holds(noFields().should().haveNameMatching(empty));
  }

  @Test
  void testsMirrorTheRooms() {
    var rooms =
        Stream.concat(
                Stream.of("dev.weft", "dev.weft.testing", "dev.weft.blackbox"),
                ROOMS.stream().map(room -> "dev.weft." + room.name()))
            .toArray(String[]::new);
    EvaluationResult mirrored = classes().should().resideInAnyPackage(rooms).evaluate(TESTS);
    assertEquals(List.of(), mirrored.getFailureReport().getDetails());
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  private static String in(String room) {
    return "dev.weft." + room + "..";
  }

  private static String[] in(List<String> rooms) {
    return rooms.stream().map(ArchitectureTest::in).toArray(String[]::new);
  }

  /** A call whose answer depends on when it is made. */
  private static final class ReadsAClock extends DescribedPredicate<JavaMethodCall> {
    ReadsAClock() {
      super("reads a clock");
    }

    @Override
    public boolean test(JavaMethodCall call) {
      JavaClass owner = call.getTargetOwner();
      return switch (call.getTarget().getName()) {
        case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
        case "now" -> owner.getPackageName().startsWith("java.time");
        default -> false;
      };
    }
  }
}
