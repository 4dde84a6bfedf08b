package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.store.RegistryDatabase;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Location of an artifact: the part of its URI after `mlflow-artifacts:/`:
///
///     <experiment>/<run>/artifacts[/<path>]
///     <experiment>/models/<logged model>/artifacts[/<path>]
///     versions/<version>[/<path>]
///
/// @param experiment the experiment that the location names, which [#check] verifies; null for a
///   model version
public record ArtifactLocation(@Nullable Long experiment, ArtifactRoot home, ArtifactPath path) {

  /// As the registry writes ids: no sign, no leading zeros, within the range of a long.
  private static final String EXPERIMENT = "(0|[1-9][0-9]{0,17})";

  private static final String REST = "(?:/(.+))?";

  private static final Pattern RUN =
      Pattern.compile(EXPERIMENT + "/([0-9a-f]{32})/artifacts" + REST, Pattern.DOTALL);
  private static final Pattern MODEL =
      Pattern.compile(EXPERIMENT + "/models/(m-[0-9a-f]{32})/artifacts" + REST, Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile("versions/([0-9a-f]{32})" + REST, Pattern.DOTALL);

  /// @throws IllegalArgumentException if a model version has an experiment, or another root has
  ///   none
  public ArtifactLocation {
    if ((experiment == null) != (home instanceof ArtifactRoot.OfVersion)) {
      throw new IllegalArgumentException(
          "runs and logged models need an experiment; a model version has none");
    }
  }

  /// Parses a location that has been percent-decoded once.
  ///
  /// @throws RequestRefusedException if it is not a valid location
  public static ArtifactLocation parse(String text) {
    Matcher run = RUN.matcher(text);
    if (run.matches()) {
      return new ArtifactLocation(
          Long.valueOf(run.group(1)), new ArtifactRoot.OfRun(run.group(2)), path(run.group(3)));
    }
    Matcher model = MODEL.matcher(text);
    if (model.matches()) {
      return new ArtifactLocation(
          Long.valueOf(model.group(1)),
          new ArtifactRoot.OfLoggedModel(model.group(2)),
          path(model.group(3)));
    }
    Matcher version = VERSION.matcher(text);
    if (version.matches()) {
      return new ArtifactLocation(
          null, new ArtifactRoot.OfVersion(version.group(1)), path(version.group(2)));
    }
    throw RequestRefusedException.invalid(
        "`"
            + (text.length() <= 200 ? text : text.substring(0, 200) + "...")
            + "` is not an artifact location; expected `EXPERIMENT/RUN/artifacts/PATH`,"
            + " `EXPERIMENT/models/MODEL/artifacts/PATH` or `versions/VERSION/PATH`");
  }

  private static ArtifactPath path(@Nullable String rest) {
    return rest == null ? ArtifactPath.ROOT : new ArtifactPath(rest);
  }

  /// Returns the location in the form that [#parse] reads.
  public String text() {
    String above =
        switch (home) {
          case ArtifactRoot.OfRun(String run) -> experiment + "/" + run + "/artifacts";
          case ArtifactRoot.OfLoggedModel(String id) -> experiment + "/models/" + id + "/artifacts";
          case ArtifactRoot.OfVersion(String id) -> "versions/" + id;
        };
    return path.isRoot() ? above : above + "/" + path.text();
  }

  /// Verifies that the artifact root exists and belongs to the named experiment.
  ///
  /// @throws RequestRefusedException if it does not
  public void check(RegistryDatabase database) {
    Optional<KeyOwner> owner = database.read(sql -> ArtifactRootRows.owner(sql, home));
    boolean right =
        owner.isPresent()
            && switch (owner.get()) {
              case KeyOwner.OfExperiment(long id) -> experiment != null && experiment == id;
              case KeyOwner.OfRegisteredModel _ -> experiment == null;
            };
    if (!right) {
      throw RequestRefusedException.missing("no artifacts at `" + text() + "`");
    }
  }
}
