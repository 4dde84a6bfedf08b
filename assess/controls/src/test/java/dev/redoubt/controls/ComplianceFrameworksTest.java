package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComplianceFrameworksTest {

  private final ComplianceFrameworks frameworks = ComplianceFrameworks.load();

  @Test
  void provisionsOfSeveralCapabilitiesAreMerged() {
    assertThat(frameworks.provisions(List.of("private-networking", "customer-managed-keys")))
        .containsEntry("eu-ai-act", List.of("15(5)"))
        .containsEntry("iso-27001-2022-annex-a", List.of("8.20", "8.22", "8.24"));
  }

  @Test
  void omitsFrameworksWithoutProvisions() {
    assertThat(frameworks.provisions(List.of("responsible-ai-evaluation")))
        .doesNotContainKeys("hipaa-164", "pci-dss-4.0.1");
  }

  @Test
  void noCapabilityHasNoProvisions() {
    assertThat(frameworks.provisions(List.of())).isEmpty();
  }

  @Test
  void refusesAnUnknownCapability() {
    assertThatThrownBy(() -> frameworks.provisions(List.of("magic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magic");
  }

  @Test
  void everyFrameworkHasAName() {
    assertThat(frameworks.provisions(List.copyOf(frameworks.capabilities())).keySet())
        .containsExactlyInAnyOrderElementsOf(ComplianceFrameworks.NAMES.keySet());
  }
}
