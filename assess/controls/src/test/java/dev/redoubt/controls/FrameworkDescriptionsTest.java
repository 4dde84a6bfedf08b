package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Capability;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FrameworkDescriptionsTest {

  private final List<ControlDescription> controls = ControlCatalog.load().descriptions();
  private final List<FrameworkDescription> frameworks = FrameworkDescriptions.of(controls);

  private FrameworkDescription framework(String id) {
    return frameworks.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void everyMappingOfEveryControlIsInAProvision() {
    for (ControlDescription control : controls) {
      control
          .frameworks()
          .forEach(
              (framework, provisions) -> {
                long found =
                    framework(framework).provisions().stream()
                        .filter(each -> each.controls().contains(control.id()))
                        .count();
                assertThat(found).as(control.id() + " " + framework).isEqualTo(provisions.size());
              });
    }
  }

  @Test
  void provisionsAreInTheOrderOfTheFramework() {
    List<String> ids =
        framework("iso-27001-2022-annex-a").provisions().stream().map(Provision::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.indexOf("A.5.3")).isLessThan(ids.indexOf("A.5.15"));
    assertThat(ids.indexOf("A.8.9")).isLessThan(ids.indexOf("A.8.20"));
    assertThat(ids).contains("A.5.24-A.5.27");
  }

  @Test
  void provisionsAreCitedAsTheirFrameworkDoes() {
    assertThat(FrameworkDescriptions.citation("gdpr", "32(1)(a)")).isEqualTo("Article 32(1)(a)");
    assertThat(FrameworkDescriptions.citation("eu-ai-act", "Annex IV")).isEqualTo("Annex IV");
    assertThat(FrameworkDescriptions.citation("hipaa-164", "312(d)")).isEqualTo("§ 164.312(d)");
    assertThat(FrameworkDescriptions.citation("owasp-llm-2025", "02")).isEqualTo("LLM02");
  }

  @Test
  void provisionThatNoControlMapsToIsListedWithoutControls() {
    Set<String> without = new TreeSet<>();
    framework("eu-ai-act").provisions().stream()
        .filter(each -> each.controls().isEmpty())
        .forEach(each -> without.add(each.id()));
    assertThat(without).contains("Article 14", "Article 26(2)");
  }

  @Test
  void capabilityThatNoControlJudgesIsListedInItsProvision() {
    Provision testing =
        framework("iso-27001-2022-annex-a").provisions().stream()
            .filter(each -> each.id().equals("A.8.29"))
            .findFirst()
            .orElseThrow();
    assertThat(testing.capabilities())
        .extracting(Capability::name)
        .containsExactly("vulnerability-scanning", "responsible-ai-evaluation");
    assertThat(testing.capabilities().getFirst().controls()).isEmpty();
    assertThat(testing.capabilities().getLast().controls())
        .contains("model-content-filter-blocking");
    assertThat(testing.capabilities().getLast().practices()).containsExactly(13);
  }

  @Test
  void nobodyReviewedTheMappings() {
    assertThat(frameworks).hasSize(9).allSatisfy(each -> assertThat(each.reviewer()).isNull());
  }
}
