package dev.redoubt.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.gate.EnvironmentRequirements;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.GatePolicyReader;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.server.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that the examples in `docs/gates.md` are valid.
class DocumentedPolicyTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path folder;

  private static List<String> examples() throws IOException {
    Path page = Path.of(System.getProperty("redoubt.root", "../.."), "docs/gates.md");
    return EXAMPLE.matcher(Files.readString(page)).results().map(each -> each.group(1)).toList();
  }

  @Test
  void policy_isRead() throws Exception {
    GatePolicy policy =
        switch (GatePolicyReader.read(examples().getFirst())) {
          case GatePolicyReader.Result.Good(GatePolicy good) -> good;
          case GatePolicyReader.Result.Wrong(var problems) ->
              throw new AssertionError(problems.toString());
        };
    assertThat(policy.ofAlias("PROD-eu")).contains("production");
    EnvironmentRequirements asked = policy.requirements("production", "credit", "credit");
    assertThat(asked.scan().orElseThrow())
        .isEqualTo(
            new EnvironmentRequirements.ScanRule(
                ScanVerdict.CLEAN, Optional.of(Duration.ofDays(30))));
    assertThat(asked.attestations().getFirst().signedBy()).containsExactly("evaluation");
    assertThat(asked.metrics()).hasSize(2);
    assertThat(asked.approvals().orElseThrow().count()).isEqualTo(2);
    EnvironmentRequirements own = policy.requirements("production", "credit", "credit-limit");
    assertThat(own.approvals().orElseThrow())
        .isEqualTo(
            new EnvironmentRequirements.ApprovalRule(
                3, Set.of(Persona.MODEL_REVIEWER), true, Optional.empty()));
    assertThat(own.metrics()).isEqualTo(asked.metrics());
    assertThat(policy.requirements("staging", "research-1", "x").scan().orElseThrow().worst())
        .isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void issuerOfJobs_isRead() throws Exception {
    Path file = Files.writeString(folder.resolve("redoubt-server.yaml"), examples().get(1));
    ServerConfiguration read =
        ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.empty());
    assertThat(read.trust().hasIssuers()).isTrue();
  }
}
