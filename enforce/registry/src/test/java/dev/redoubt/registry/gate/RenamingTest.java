package dev.redoubt.registry.gate;

import static dev.redoubt.registry.gate.GateFixture.OPERATOR;
import static dev.redoubt.registry.gate.GateFixture.as;
import static dev.redoubt.registry.gate.GateFixture.assertRefused;

import dev.redoubt.registry.Problem;
import dev.redoubt.registry.store.Databases;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class RenamingTest {

  @Parameter private Databases databases = Databases.SQLITE;

  @TempDir private Path folder;

  @Test
  void aReleasedModelDoesNotGetAwayFromWhatItIsAsked_byAnotherName() throws SQLException {
    GatePolicy policy =
        Policies.of(
            """
            version: 1
            environments:
              production: {aliases: [prod], scan: {}}
            overrides:
              - models: ["toy-*"]
                environments:
                  production: {scan: none}
            """);
    try (GateFixture all = new GateFixture(databases.open(folder), policy)) {
      all.model("toy-scoring");
      all.version("toy-scoring");
      all.aliases.set(as(OPERATOR), "toy-scoring", "prod", 1);
      assertRefused(
          Problem.PERMISSION_DENIED,
          "a scan is needed; there is none",
          () -> all.models.rename(as(OPERATOR), "toy-scoring", "scoring"));
      all.models.rename(as(OPERATOR), "toy-scoring", "toy-2");
      all.scannedAndSigned("toy-2", 1);
      all.models.rename(as(OPERATOR), "toy-2", "scoring");
    }
  }
}
