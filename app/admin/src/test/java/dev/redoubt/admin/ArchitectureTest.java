package dev.redoubt.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Checks the dependencies between modules and packages. Maven enforces the direction between
/// modules, including transitive dependencies; this test checks that a module uses only the modules
/// listed here, and that packages form no cycles.
class ArchitectureTest {

  private static final String ROOT = "dev.redoubt.";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.redoubt");

  /// The modules that each module may use, by package name below `dev.redoubt`.
  private static final Map<String, Set<String>> MODULES = new TreeMap<>();

  static {
    MODULES.put("text", Set.of());
    MODULES.put("testing", Set.of());
    MODULES.put("bytes", Set.of());
    MODULES.put("json", Set.of());
    MODULES.put("bom", Set.of());
    MODULES.put("drawing", Set.of());
    MODULES.put("git", Set.of());
    MODULES.put("page", Set.of());
    MODULES.put("yaml", Set.of());
    MODULES.put("estate", Set.of());
    MODULES.put("findings", Set.of("estate", "text"));
    MODULES.put("template", Set.of("estate"));
    MODULES.put("arm", Set.of("template", "estate"));
    MODULES.put("bicep", Set.of("arm", "template", "estate", "yaml"));
    MODULES.put("effective", Set.of("findings", "estate"));
    MODULES.put("policy", Set.of("effective", "arm", "template", "findings", "estate"));
    MODULES.put("controls", Set.of("policy", "effective", "template", "findings", "estate"));
    MODULES.put("facts", Set.of("effective", "findings", "estate", "detect"));
    MODULES.put("report", Set.of("findings", "estate", "text", "bom"));
    MODULES.put("reporthtml", Set.of("findings", "estate", "text", "page", "drawing"));
    MODULES.put(
        "workspace",
        Set.of("arm", "bicep", "configuration", "estate", "findings", "template", "text", "yaml"));
    MODULES.put(
        "engine",
        Set.of(
            "workspace",
            "controls",
            "facts",
            "effective",
            "estate",
            "findings",
            "template",
            "text",
            "detect"));
    MODULES.put("fixes", Set.of("controls", "bicep", "findings", "estate", "detect"));
    MODULES.put("keys", Set.of("json", "bytes"));
    MODULES.put("detect", Set.of());
    MODULES.put("scan", Set.of("detect", "yaml", "bytes"));
    MODULES.put("signing", Set.of("keys", "json"));
    MODULES.put("ledger", Set.of());
    MODULES.put("store", Set.of("keys", "ledger"));
    MODULES.put("access", Set.of("store", "ledger"));
    MODULES.put("artifacts", Set.of("access", "store", "keys", "ledger", "bytes"));
    MODULES.put(
        "gate",
        Set.of("access", "configuration", "store", "scan", "signing", "keys", "text", "json"));
    MODULES.put(
        "registry",
        Set.of(
            "gate", "artifacts", "access", "store", "scan", "signing", "ledger", "keys", "text"));
    MODULES.put("configuration", Set.of("text", "yaml"));
    MODULES.put("http", Set.of("access", "configuration", "keys", "store", "json"));
    MODULES.put(
        "server",
        Set.of(
            "http",
            "configuration",
            "registry",
            "gate",
            "artifacts",
            "access",
            "store",
            "scan",
            "keys",
            "ledger",
            "page"));
    MODULES.put(
        "cli",
        Set.of(
            "bicep",
            "bom",
            "controls",
            "engine",
            "estate",
            "findings",
            "fixes",
            "git",
            "keys",
            "ledger",
            "report",
            "reporthtml",
            "scan",
            "signing",
            "template",
            "text",
            "workspace"));
    MODULES.put(
        "admin", Set.of("cli", "server", "http", "configuration", "access", "keys", "text"));
  }

  @Test
  void modulesUseOnlyAllowedModules() {
    for (Map.Entry<String, Set<String>> module : MODULES.entrySet()) {
      List<String> allowed = new ArrayList<>(List.of(ROOT + module.getKey() + ".."));
      module.getValue().forEach(each -> allowed.add(ROOT + each + ".."));
      classes()
          .that()
          .resideInAPackage(ROOT + module.getKey() + "..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                      "are not ours",
                      (JavaClass each) -> !each.getPackageName().startsWith("dev.redoubt"))
                  .or(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new))))
          .check(OURS);
    }
  }

  /// The pillars and the pillars that they may use. The server may show signed results of `assess`,
  /// but code that reads untrusted files never runs in the process that has the artifact keys.
  private static final Map<String, Set<String>> PILLARS =
      Map.of(
          "base",
              Set.of(
                  "text",
                  "testing",
                  "configuration",
                  "yaml",
                  "json",
                  "bom",
                  "bytes",
                  "drawing",
                  "git",
                  "page"),
          "assess",
              Set.of(
                  "estate",
                  "findings",
                  "template",
                  "arm",
                  "bicep",
                  "effective",
                  "policy",
                  "controls",
                  "facts",
                  "report",
                  "reporthtml",
                  "workspace",
                  "engine",
                  "fixes"),
          "trust",
              Set.of("keys", "detect", "scan", "signing", "ledger", "store", "access", "artifacts"),
          "enforce", Set.of("gate", "registry"),
          "app", Set.of("http", "server", "cli", "admin"));

  @Test
  void pillarsUseOnlyThoseBelow() {
    assertThat(PILLARS.values().stream().flatMap(Set::stream).toList())
        .containsExactlyInAnyOrderElementsOf(MODULES.keySet());
    for (String module : MODULES.keySet()) {
      Set<String> below =
          switch (pillar(module)) {
            case "base" -> Set.of("base");
            case "assess" -> Set.of("assess", "base");
            case "trust" -> Set.of("trust", "base");
            case "enforce" -> Set.of("enforce", "trust", "base");
            default -> PILLARS.keySet();
          };
      for (String used : MODULES.get(module)) {
        assertThat(below.contains(pillar(used)) || used.equals("detect"))
            .as("`%s` uses `%s`", module, used)
            .isTrue();
      }
    }
  }

  private static String pillar(String module) {
    return PILLARS.entrySet().stream()
        .filter(each -> each.getValue().contains(module))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serverDoesNotReadUntrustedRepositories() {
    for (String module : List.of("http", "server")) {
      assertThat(MODULES.get(module))
          .doesNotContain("workspace", "template", "arm", "bicep", "effective", "policy", "engine");
    }
  }

  @Test
  void everyPackageBelongsToAModule() {
    Set<String> found = new TreeSet<>();
    for (JavaClass each : OURS) {
      found.add(each.getPackageName().substring(ROOT.length()).split("\\.", 2)[0]);
    }
    assertThat(found).isEqualTo(MODULES.keySet());
  }

  @Test
  void internalPackagesAreUsedOnlyInTheirModule() {
    for (String module : MODULES.keySet()) {
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + module + "..internal..")
          .check(OURS);
    }
  }

  @Test
  void packagesFormNoCycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(OURS);
  }

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "each package";
        }
      };

  @Test
  void everyPackageIsNullMarked() {
    for (JavaPackage each : OURS.getPackage("dev.redoubt").getSubpackagesInTree()) {
      if (!each.getClasses().isEmpty()) {
        assertThat(each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
            .as(each.getName())
            .isTrue();
      }
    }
  }

  @Test
  void onlyKeysBlobsAndCredentialsCallAzure() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.redoubt.keys.azure..", "dev.redoubt.artifacts.blob..", "dev.redoubt.store.azure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "com.fasterxml..")
        .check(OURS);
  }

  @Test
  void onlyOneModuleUsesTheYamlLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.redoubt.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(OURS);
  }

  @Test
  void onlyTheCommandLineAccessesTheProcess() {
    classes()
        .that()
        .resideOutsideOfPackages(
            "dev.redoubt.cli..", "dev.redoubt.admin..", "dev.redoubt.testing..")
        .should(neitherPrintNorExit())
        .check(OURS);
  }

  @Test
  void onlyTheServerLogs() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.redoubt.server..", "dev.redoubt.http..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "log",
                (JavaClass each) ->
                    Set.of("java.util.logging", "org.slf4j").contains(each.getPackageName())))
        .check(OURS);
  }

  private static ArchCondition<JavaClass> neitherPrintNorExit() {
    Set<String> members = Set.of("out", "err", "in", "exit", "getenv", "getProperty");
    return new ArchCondition<>("neither print nor exit nor read the environment") {
      @Override
      public void check(JavaClass each, ConditionEvents events) {
        for (JavaAccess<?> access : each.getAccessesFromSelf()) {
          if (access.getTargetOwner().isEquivalentTo(System.class)
              && members.contains(access.getName())) {
            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
          }
        }
      }
    };
  }
}
