package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactLocationTest {

  private static final String RUN = "0123456789abcdef0123456789abcdef";

  @Test
  void parsesItsOwnFormat() {
    for (String text :
        new String[] {
          "0/" + RUN + "/artifacts",
          "12/" + RUN + "/artifacts/model/MLmodel",
          "3/models/m-" + RUN + "/artifacts",
          "3/models/m-" + RUN + "/artifacts/a b",
          "versions/" + RUN,
          "versions/" + RUN + "/model.pkl"
        }) {
      assertThat(ArtifactLocation.parse(text).text()).isEqualTo(text);
    }
    assertThat(ArtifactLocation.parse("7/" + RUN + "/artifacts/a/b"))
        .isEqualTo(new ArtifactLocation(7L, new ArtifactRoot.OfRun(RUN), new ArtifactPath("a/b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a",
        "1/R/artifacts/",
        "1/R/artifacts//a",
        "1/R/artifacts/../x",
        "1/R/artifacts/%2e%2e/x",
        "1/R/artifact/a",
        "1/R",
        "/1/R/artifacts",
        "01/R/artifacts",
        "-1/R/artifacts",
        "1e0/R/artifacts",
        "1/R/artifacts\n",
        "1/models/R/artifacts/a",
        "1/models/m-R/a",
        "1/m-R/artifacts/a",
        "9999999999999999999/R/artifacts",
        "versions/R/",
        "versions/m-R",
        "versions",
        "1/../versions/R/a",
        "VERSIONS/R"
      })
  void refusesNonCanonicalLocations(String text) {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "`",
        () -> ArtifactLocation.parse(text.replace("R", RUN)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ArtifactBackends.class,
      names = {"SQLITE_AND_FOLDER", "POSTGRESQL_AND_FOLDER"})
  void refusesRootOfAnotherExperiment(ArtifactBackends backends, @TempDir Path folder)
      throws Exception {
    try (ArtifactFixture all = new ArtifactFixture(backends, folder)) {
      long other = all.experiment("fraud");
      ArtifactRoot run = all.run();
      ArtifactRoot model = all.loggedModel();
      all.put(run, "a", "x");
      ArtifactRoot version = all.freeze(run, "", all.model("credit"));
      for (ArtifactRoot root : new ArtifactRoot[] {run, model}) {
        new ArtifactLocation(all.experiment, root, ArtifactPath.ROOT).check(all.database);
        assertRefused(
            ErrorCode.RESOURCE_DOES_NOT_EXIST,
            "no artifacts at",
            () -> new ArtifactLocation(other, root, ArtifactPath.ROOT).check(all.database));
      }
      new ArtifactLocation(null, version, ArtifactPath.ROOT).check(all.database);
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST,
          "no artifacts at",
          () -> ArtifactLocation.parse("versions/" + RUN).check(all.database));
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST,
          "no artifacts at",
          () -> ArtifactLocation.parse("1/" + RUN + "/artifacts").check(all.database));
    }
  }
}
