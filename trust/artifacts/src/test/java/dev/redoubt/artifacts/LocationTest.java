package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  private static final String RUN = "0123456789abcdef0123456789abcdef";

  @Test
  void readsWhatItWrites() {
    for (String text :
        new String[] {
          "0/" + RUN + "/artifacts",
          "12/" + RUN + "/artifacts/model/MLmodel",
          "3/models/m-" + RUN + "/artifacts",
          "3/models/m-" + RUN + "/artifacts/a b",
          "versions/" + RUN,
          "versions/" + RUN + "/model.pkl"
        }) {
      assertThat(Location.parse(text).text()).isEqualTo(text);
    }
    assertThat(Location.parse("7/" + RUN + "/artifacts/a/b"))
        .isEqualTo(new Location(7L, new Home.OfRun(RUN), new ArtifactPath("a/b")));
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
  void refusesWhatItDoesNotWrite(String text) {
    assertRefused(
        Problem.INVALID_PARAMETER_VALUE, "`", () -> Location.parse(text.replace("R", RUN)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Backends.class,
      names = {"SQLITE_AND_FOLDER", "POSTGRESQL_AND_FOLDER"})
  void refusesAHomeOfAnotherExperiment(Backends backends, @TempDir Path folder) throws Exception {
    try (Fixture all = new Fixture(backends, folder)) {
      long other = all.experiment("fraud");
      Home run = all.run();
      Home model = all.loggedModel();
      all.put(run, "a", "x");
      Home version = all.freeze(run, "", all.model("credit"));
      for (Home home : new Home[] {run, model}) {
        new Location(all.experiment, home, ArtifactPath.ROOT).check(all.database);
        assertRefused(
            Problem.RESOURCE_DOES_NOT_EXIST,
            "nothing at",
            () -> new Location(other, home, ArtifactPath.ROOT).check(all.database));
      }
      new Location(null, version, ArtifactPath.ROOT).check(all.database);
      assertRefused(
          Problem.RESOURCE_DOES_NOT_EXIST,
          "nothing at",
          () -> Location.parse("versions/" + RUN).check(all.database));
      assertRefused(
          Problem.RESOURCE_DOES_NOT_EXIST,
          "nothing at",
          () -> Location.parse("1/" + RUN + "/artifacts").check(all.database));
    }
  }
}
