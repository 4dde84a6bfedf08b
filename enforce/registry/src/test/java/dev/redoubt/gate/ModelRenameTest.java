package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.OPERATOR;
import static dev.redoubt.gate.GateFixture.as;
import static dev.redoubt.gate.GateFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.StepUpRequiredException;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class ModelRenameTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @Test
  void renameOfReleasedModelIsCheckedAgainstNewRequirements() throws SQLException {
    GatePolicy policy =
        GateFixture.policy(
            """
            version: 1
            environments:
              production: {aliases: [prod], scan: {}}
            overrides:
              - models: ["toy-*"]
                environments:
                  production: {scan: none}
            """);
    try (GateFixture all =
        new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS), policy)) {
      all.model("toy-scoring");
      all.version("toy-scoring");
      all.aliases.set(as(OPERATOR), "toy-scoring", "prod", 1);
      assertRefused(
          ErrorCode.PERMISSION_DENIED,
          "a scan is required; none found",
          () -> all.models.rename(as(OPERATOR), "toy-scoring", "scoring"));
      all.models.rename(as(OPERATOR), "toy-scoring", "toy-2");
      all.scannedAndSigned("toy-2", 1);
      all.models.rename(as(OPERATOR), "toy-2", "scoring");
    }
  }

  /// Even without required approvals, a new name is a new release.
  @Test
  void onlyReleasersCanRenameReleasedModel() throws SQLException {
    GatePolicy policy =
        GateFixture.policy("version: 1\nenvironments: {production: {aliases: [prod], scan: {}}}");
    try (GateFixture all =
        new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS), policy)) {
      all.model("scoring");
      all.version("scoring");
      all.scannedAndSigned("scoring", 1);
      all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
      assertRefused(
          ErrorCode.PERMISSION_DENIED,
          "releasing to `production`",
          () -> all.models.rename(as(GateFixture.ALICE), "scoring", "scores"));
      all.situation = AuthorizationContext.UNKNOWN;
      List<String> before = all.events();
      assertThatThrownBy(() -> all.models.rename(as(OPERATOR), "scoring", "scores"))
          .isInstanceOf(StepUpRequiredException.class);
      assertThat(all.events()).isEqualTo(before);
      all.situation = GateFixture.SIGNED_IN;
      all.models.rename(as(OPERATOR), "scoring", "scores");
      assertThat(all.events())
          .filteredOn(each -> each.startsWith("decision.made models:/scores/1"))
          .singleElement()
          .asString()
          .contains("\"decision\":\"released\"");
    }
  }
}
