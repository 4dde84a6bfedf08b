package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.fixes.plan.PropertyPath;
import dev.redoubt.fixes.plan.ServiceTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Fixes of services in tiers that refuse what the fixes need: they raise the tier.
class ServiceTierFixTest {

  private static final ServiceTiers TIERS = RecipeReader.tiers();

  @TempDir private Path temporary;

  private static String bicep(ServiceTiers.Limit limit, String tier) {
    boolean isKind = limit.tier().names().getFirst().equals("kind");
    return """
    resource service '%s@2024-06-01-preview' = {
      name: 'service'
      location: 'westeurope'
      kind: '%s'
      sku: {
        name: '%s'
      }
      tags: {
        dataClassification: 'confidential'
      }
      properties: {}
    }
    """
        .formatted(limit.type(), isKind ? tier : "StorageV2", isKind ? "Standard_LRS" : tier);
  }

  @TestFactory
  Stream<DynamicTest> sendNothingThatTheTierRefuses() {
    return TIERS.limits().stream()
        .flatMap(
            limit ->
                limit.tiers().stream()
                    .map(
                        tier ->
                            DynamicTest.dynamicTest(
                                limit.type() + " " + tier, () -> assertAccepted(limit, tier))));
  }

  private void assertAccepted(ServiceTiers.Limit limit, String tier) throws IOException {
    String text = bicep(limit, tier);
    FixedFolder folder = new FixedFolder(temporary);
    folder.file("main.bicep", text);
    Assessment before = folder.assess();
    for (Finding finding : before.findings()) {
      Fix fix = finding.annotations().fix();
      if (fix == null) {
        continue;
      }
      folder.file("main.bicep", text);
      folder.apply(before, List.of(fix));
      String changed = FixedFolder.read(temporary.resolve("main.bicep").toString());
      Assessment after = folder.assess();
      assertThat(FixedFolder.errors(after)).isEmpty();
      after.findings().stream()
          .map(Finding::resource)
          .filter(each -> each.type().equals(limit.type()))
          .forEach(each -> assertAccepted(finding, each, changed));
      if (!changed.contains("'" + tier + "'")) {
        assertThat(fix.isSafe()).as("changes the tier, which has a price").isFalse();
        assertThat(fix.title()).contains("`%s` does not support".formatted(tier));
      }
    }
  }

  private static void assertAccepted(Finding fixed, Resource resource, String text) {
    for (ServiceTiers.Limit limit : TIERS.limits()) {
      if (limit.type().equals(resource.type()) && isIn(limit, resource)) {
        for (PropertyPath refused : limit.refused()) {
          assertThat(declares(resource.body(), refused, text))
              .as("%s sets %s", fixed.control().id(), refused)
              .isFalse();
        }
      }
    }
  }

  private static boolean isIn(ServiceTiers.Limit limit, Resource resource) {
    return resource.body().at(String.join(".", limit.tier().names()))
            instanceof StringValue(var tier, _)
        && limit.tiers().contains(tier);
  }

  private static boolean declares(ObjectValue body, PropertyPath feature, String text) {
    return feature.equals(ServiceTiers.PRIVATE_ENDPOINT)
        ? text.contains("Microsoft.Network/privateEndpoints")
        : body.at(String.join(".", feature.names())) != null;
  }

  @Test
  void areKnownForServicesOfTheCatalog() throws IOException {
    FixedFolder folder = new FixedFolder(temporary);
    folder.file("main.bicep", bicep(TIERS.limits().getFirst(), "free"));
    assertThat(folder.fix("managed-identity").text()).contains("// in service.sku\nname: 'basic'");
    assertThat(folder.fix("search-local-auth").text()).doesNotContain("basic");
    folder.file("main.bicep", bicep(TIERS.limits().get(1), "Standard"));
    assertThat(folder.fix("container-registry-public-network-access").text())
        .contains("name: 'Premium'");
    assertThat(folder.assess().findings())
        .filteredOn(each -> each.verdict() == Verdict.FAIL)
        .extracting(each -> each.control().id())
        .contains("container-registry-customer-managed-key");
  }

  @Test
  void areNamedIfTheTierIsUnknown() throws IOException {
    FixedFolder folder = new FixedFolder(temporary);
    folder.file(
        "main.bicep",
        "param tier string\n\n" + bicep(TIERS.limits().getFirst(), "x").replace("'x'", "tier"));
    Fix fix = folder.fix("managed-identity");
    assertThat(fix.title()).contains("needs at least `basic` as `sku.name`");
    assertThat(fix.isSafe()).isFalse();
  }

  @Test
  void leaveTheTierOfOtherCases() throws IOException {
    FixedFolder folder = new FixedFolder(temporary);
    String text = bicep(TIERS.limits().getFirst(), "x");
    folder.file(
        "main.bicep",
        "param isLarge bool = false\n\n" + text.replace("'x'", "isLarge ? 'standard' : 'free'"));
    assertThat(folder.fixed("managed-identity", "main.bicep"))
        .contains("    name: isLarge ? 'standard' : 'basic'\n");
    folder.file(
        "main.bicep",
        """
        param isLarge bool = false

        var tier = isLarge ? 'standard' : 'free'

        """
            + text.replace("'x'", "tier"));
    assertThat(folder.fixed("managed-identity", "main.bicep"))
        .contains("var tier = isLarge ? 'standard' : 'basic'\n");
  }

  @Test
  void areNotGivenToParametersThatRefuseThem() throws IOException {
    FixedFolder folder = new FixedFolder(temporary);
    folder.file(
        "main.bicep",
        "@allowed(['free', 'standard'])\nparam tier string = 'free'\n\n"
            + bicep(TIERS.limits().getFirst(), "x").replace("'x'", "tier"));
    assertThat(folder.fixed("managed-identity", "main.bicep"))
        .contains("param tier string = 'free'", "    name: 'basic'\n");
  }
}
