package dev.redoubt.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The directions in which packages may know each other. Maven holds those between modules; this
/// holds them where a module could see more than it should.
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.redoubt");

  private static final List<String> MODULES =
      List.of(
          "estate",
          "findings",
          "template",
          "arm",
          "bicep",
          "policy",
          "controls",
          "report",
          "keys",
          "scan",
          "signing",
          "ledger",
          "registry",
          "server",
          "cli");

  @Test
  void dependenciesRunDownwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.redoubt..")
        .layer("estate")
        .definedBy("dev.redoubt.estate..")
        .layer("findings")
        .definedBy("dev.redoubt.findings..")
        .layer("template")
        .definedBy("dev.redoubt.template..")
        .layer("arm")
        .definedBy("dev.redoubt.arm..")
        .layer("bicep")
        .definedBy("dev.redoubt.bicep..")
        .layer("policy")
        .definedBy("dev.redoubt.policy..")
        .layer("controls")
        .definedBy("dev.redoubt.controls..")
        .layer("report")
        .definedBy("dev.redoubt.report..")
        .layer("keys")
        .definedBy("dev.redoubt.keys..")
        .layer("scan")
        .definedBy("dev.redoubt.scan..")
        .layer("signing")
        .definedBy("dev.redoubt.signing..")
        .layer("ledger")
        .definedBy("dev.redoubt.ledger..")
        .layer("registry")
        .definedBy("dev.redoubt.registry..")
        .layer("server")
        .definedBy("dev.redoubt.server..")
        .layer("cli")
        .definedBy("dev.redoubt.cli..")
        .whereLayer("estate")
        .mayNotAccessAnyLayer()
        .whereLayer("findings")
        .mayOnlyAccessLayers("estate")
        .whereLayer("template")
        .mayOnlyAccessLayers("estate")
        .whereLayer("arm")
        .mayOnlyAccessLayers("template", "estate")
        .whereLayer("bicep")
        .mayOnlyAccessLayers("arm", "template", "estate")
        .whereLayer("policy")
        .mayOnlyAccessLayers("arm", "template", "findings", "estate")
        .whereLayer("controls")
        .mayOnlyAccessLayers("policy", "findings", "estate")
        .whereLayer("report")
        .mayOnlyAccessLayers("findings", "estate")
        .whereLayer("keys")
        .mayNotAccessAnyLayer()
        .whereLayer("scan")
        .mayNotAccessAnyLayer()
        .whereLayer("signing")
        .mayOnlyAccessLayers("keys")
        .whereLayer("ledger")
        .mayNotAccessAnyLayer()
        .whereLayer("registry")
        .mayOnlyAccessLayers("keys", "scan", "signing", "ledger")
        .whereLayer("server")
        .mayOnlyAccessLayers("registry", "keys", "scan", "signing", "ledger")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(OURS);
  }

  @Test
  void internalPackagesAreTheirModulesOwn() {
    for (String module : MODULES) {
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.redoubt." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.redoubt." + module + "..internal..")
          .check(OURS);
    }
  }

  @Test
  void modulesFormNoCycles() {
    slices().matching("dev.redoubt.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void packagesOfTheCommandLineFormNoCycles() {
    slices().matching("dev.redoubt.cli.(*)..").should().beFreeOfCycles().check(OURS);
    noClasses()
        .that()
        .resideInAPackage("dev.redoubt.cli.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.redoubt.cli")
        .check(OURS);
  }

  @Test
  void onlyKeysBlobsAndLoginsSpeakToAzure() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.redoubt.keys.azure..",
            "dev.redoubt.registry.artifact.blob..",
            "dev.redoubt.registry.store.azure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "com.fasterxml..")
        .check(OURS);
  }

  @Test
  void onlyTheCommandLineTouchesTheProcess() {
    ArchRuleDefinition.classes()
        .that()
        .resideOutsideOfPackage("dev.redoubt.cli..")
        .should(neitherPrintNorExit())
        .check(OURS);
  }

  @Test
  void nobodyLogsButTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.redoubt.server..")
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
