package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.Control;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is applied without asking: nothing that a person has to agree to, and nothing that the
/// author has exempted.
class SafeFixTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  private static final String ANONYMOUS = "storage-anonymous-access";

  private static final String EXEMPTION =
      "// redoubt:exempt storage-anonymous-access until 2999-01-01 by x: public site\n";

  @TempDir private Path temporary;

  private FixedFolder folder() {
    return new FixedFolder(temporary);
  }

  private static String storage(String symbol, String properties) {
    return """
    resource %1$s 'Microsoft.Storage/storageAccounts@2023-05-01' = {
      name: 'st%1$s'
      location: 'westeurope'
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
      properties: %2$s
    }
    """
        .formatted(symbol, properties);
  }

  private FixApplication.Result applied() {
    return apply(folder(), temporary);
  }

  private static FixApplication.Result apply(FixedFolder folder, Path path) {
    return new FixApplication(new AssessedFiles(List.of(path)), folder::assessIfReadable)
        .apply(folder.assess());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "samples/credit-scoring/weak",
        "assess/fixes/src/test/resources/newcomer",
        "assess/fixes/src/test/resources/newcomer-modules",
        "assess/fixes/src/test/resources/newcomer-arm"
      })
  void resolvesNoFindingOfAnotherControl(String workload) {
    Path path = temporary.resolve("copy");
    FixedFolder copy = FixedFolder.copyOf(ROOT.resolve(workload), path);
    assertNothingElse(copy, path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "props",
        "toObject([{ k: 'allowBlobPublicAccess', v: true }], x => x.k, x => x.v)",
        "union(props, {})",
        "json('{\"allowBlobPublicAccess\": true}')",
        "{ allowBlobPublicAccess: isOpen, publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled' }",
        "{ allowBlobPublicAccess: isOpen ? true : false, isHnsEnabled: isOpen }",
      })
  void resolvesNoFindingOfAnotherControlByChangeForSeveral(String properties) throws IOException {
    folder()
        .file(
            "main.bicep",
            """
            param isOpen bool = true
            param props object = {
              allowBlobPublicAccess: true
            }
            """
                + storage("data", properties));
    folder()
        .file(
            "main.bicepparam",
            "using 'main.bicep'\nparam props = { allowBlobPublicAccess: true }\n");
    assertNothingElse(folder(), temporary);
  }

  private static void assertNothingElse(FixedFolder folder, Path path) {
    Assessment before = folder.assess();
    FixApplication.Result result = apply(folder, path);
    Set<String> safe =
        FixedFolder.CATALOG.controls().stream()
            .filter(control -> !control.fix().isEmpty())
            .filter(control -> RecipeReader.read(control.info().id(), control.fix()).safe())
            .map(Control::info)
            .map(info -> info.id())
            .collect(Collectors.toSet());
    assertThat(ids(folder.assess())).containsAll(idsWithout(before, safe));
    assertThat(result.applied()).allMatch(each -> safe.contains(each.control().id()));
  }

  private static Set<String> ids(Assessment assessment) {
    return idsWithout(assessment, Set.of());
  }

  private static Set<String> idsWithout(Assessment assessment, Set<String> controls) {
    return assessment.findings().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .filter(each -> !controls.contains(each.control().id()))
        .map(Finding::id)
        .collect(Collectors.toSet());
  }

  @Test
  void isNoChangeThatAnUnsafeFixNeedsToo() throws IOException {
    String text = "param props object\n" + storage("data", "props");
    folder().file("main.bicep", text);
    folder()
        .file(
            "main.bicepparam",
            "using 'main.bicep'\nparam props = { allowBlobPublicAccess: true }\n");
    Fix fix = folder().fix(ANONYMOUS);
    assertThat(fix.isSafe()).isFalse();
    assertThat(fix.keptBecause()).contains("`storage-public-network-access`", "need a decision");
    FixApplication.Result result = applied();
    assertThat(result.applied()).isEmpty();
    assertThat(result.refused())
        .anyMatch(each -> each.startsWith("`storage-anonymous-access` for `data`: the same"));
    assertThat(temporary.resolve("main.bicep")).hasContent(text);
  }

  @Test
  void isNoDefinitionThatAnExemptFindingHas() throws IOException {
    String open = "{\n    allowBlobPublicAccess: open\n  }";
    String text = "var open = true\n" + EXEMPTION + storage("site", open) + storage("data", open);
    folder().file("main.bicep", text);
    Fix fix = folder().fix(ANONYMOUS);
    assertThat(fix.isSafe()).isFalse();
    assertThat(fix.title())
        .contains(
            "main.bicep:1 also decides `storage-anonymous-access` of `site`, which is exempt");
    FixApplication.Result result = applied();
    assertThat(result.applied()).isEmpty();
    assertThat(result.refused()).anyMatch(each -> each.contains("which is exempt"));
    assertThat(temporary.resolve("main.bicep")).hasContent(text);
    RemainingFixes.Rest rest =
        new RemainingFixes(new AssessedFiles(List.of(temporary))).of(folder().assess());
    assertThat(rest.diff()).startsWith("# ").contains("which is exempt\n--- a/");
    assertThat(rest.decisions()).anyMatch(each -> each.contains("which is exempt"));
  }

  @Test
  void isNoModuleThatAnExemptionIsFor() throws IOException {
    String module = "param name string\n" + storage("st", "{ allowBlobPublicAccess: true }");
    folder().file("st.bicep", module.replace("'stst'", "name"));
    String call = "module st 'st.bicep' = { name: 'st', params: { name: '%s' } }\n";
    folder().file("dev.bicep", EXEMPTION + call.formatted("stdev"));
    folder().file("prod.bicep", call.formatted("stprod"));
    String before = Files.readString(temporary.resolve("st.bicep"));
    FixApplication.Result result = applied();
    assertThat(result.applied()).isEmpty();
    assertThat(result.refused()).anyMatch(each -> each.contains("which is exempt"));
    assertThat(temporary.resolve("st.bicep")).hasContent(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "httpsOnly: false // redoubt:exempt web-app-https until 2999-01-01 by x: gateway",
        "// redoubt:exempt web-app-https until 2999-01-01 by x: gateway\n    httpsOnly: false",
      })
  void isNoLineWithAnExemption(String property) throws IOException {
    String text =
        """
        resource web 'Microsoft.Web/sites@2023-12-01' = {
          name: 'web1'
          location: 'westeurope'
          kind: 'app'
          properties: {
            %s
            siteConfig: {
              minTlsVersion: '1.0'
            }
          }
        }
        """
            .formatted(property);
    folder().file("main.bicep", text);
    FixApplication.Result result = applied();
    assertThat(result.refused()).anyMatch(each -> each.endsWith(" has an exemption"));
    assertThat(Files.readString(temporary.resolve("main.bicep"))).contains(property);
  }

  @Test
  void isWhatHasNothingToDoWithAnExemption() throws IOException {
    String open = "{\n    allowBlobPublicAccess: true\n  }";
    folder().file("main.bicep", EXEMPTION + storage("site", open) + storage("data", open));
    assertThat(applied().applied()).extracting(ResourceNames::of).containsExactly("data");
  }

  @Test
  void preventsNoOtherIfOneDoesNotResolveItsFindingOrChangesOthers() throws IOException {
    String open = "{\n    allowBlobPublicAccess: true\n  }";
    folder().file("main.bicep", storage("a", open) + storage("b", open) + storage("c", open));
    // as if the text of `b` had another meaning
    FixApplication.Result result =
        new FixApplication(
                new AssessedFiles(List.of(temporary)),
                () -> {
                  Assessment now = folder().assess();
                  boolean isChanged =
                      now.findings().stream()
                          .noneMatch(
                              each ->
                                  each.verdict() == Verdict.FAIL
                                      && each.control().id().equals(ANONYMOUS)
                                      && ResourceNames.of(each).equals("b"));
                  return isChanged ? without(now, "storage-shared-key") : now;
                })
            .apply(folder().assess());
    assertThat(result.applied()).extracting(ResourceNames::of).containsExactly("a", "c");
    assertThat(result.refused())
        .containsExactly(
            "the fix of `storage-anonymous-access` for `b` would change other findings or cause"
                + " errors");
    assertThat(Files.readString(temporary.resolve("main.bicep")))
        .containsOnlyOnce("allowBlobPublicAccess: true");
  }

  private static Assessment without(Assessment assessment, String control) {
    return assessment.withFindings(
        assessment.findings().stream()
            .filter(each -> !each.control().id().equals(control))
            .toList());
  }
}
