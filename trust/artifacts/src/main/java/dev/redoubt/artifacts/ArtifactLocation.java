package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.store.RegistryDatabase;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The path of an artifact's address, behind `mlflow-artifacts:/`:
///
///     <experiment>/<run>/artifacts[/<path>]
///     <experiment>/models/<logged model>/artifacts[/<path>]
///     versions/<version>[/<path>]
///
/// @param experiment whose the home is said to be, which [#check] compares; null for a version
public record ArtifactLocation(@Nullable Long experiment, ArtifactRoot home, ArtifactPath path) {

  /// As the registry writes them: no sign, no zeros in front, no more than fits.
  private static final String EXPERIMENT = "(0|[1-9][0-9]{0,17})";

  private static final String REST = "(?:/(.+))?";

  private static final Pattern RUN =
      Pattern.compile(EXPERIMENT + "/([0-9a-f]{32})/artifacts" + REST, Pattern.DOTALL);
  private static final Pattern MODEL =
      Pattern.compile(EXPERIMENT + "/models/(m-[0-9a-f]{32})/artifacts" + REST, Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile("versions/([0-9a-f]{32})" + REST, Pattern.DOTALL);

  /// @throws IllegalArgumentException if an experiment is said of a version, or none of another
  public ArtifactLocation {
    if ((experiment == null) != (home instanceof ArtifactRoot.OfVersion)) {
      throw new IllegalArgumentException("an experiment belongs to runs and logged models");
    }
  }

  /// Reads one, decoded once.
  ///
  /// @throws RequestRefusedException if it is none
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
            + "` is no place of artifacts: `EXPERIMENT/RUN/artifacts/PATH`,"
            + " `EXPERIMENT/models/MODEL/artifacts/PATH` or `versions/VERSION/PATH`");
  }

  private static ArtifactPath path(@Nullable String rest) {
    return rest == null ? ArtifactPath.ROOT : new ArtifactPath(rest);
  }

  /// As [#parse] reads it.
  public String text() {
    String above =
        switch (home) {
          case ArtifactRoot.OfRun(String run) -> experiment + "/" + run + "/artifacts";
          case ArtifactRoot.OfLoggedModel(String id) -> experiment + "/models/" + id + "/artifacts";
          case ArtifactRoot.OfVersion(String id) -> "versions/" + id;
        };
    return path.isRoot() ? above : above + "/" + path.text();
  }

  /// Makes sure that there is such a home, and in that experiment.
  ///
  /// @throws RequestRefusedException if there is not
  public void check(RegistryDatabase database) {
    Optional<KeyOwner> owner = database.read(sql -> ArtifactRootRows.owner(sql, home));
    boolean right =
        owner.isPresent()
            && switch (owner.get()) {
              case KeyOwner.OfExperiment(long id) -> experiment != null && experiment == id;
              case KeyOwner.OfRegisteredModel _ -> experiment == null;
            };
    if (!right) {
      throw RequestRefusedException.missing("there is nothing at `" + text() + "`");
    }
  }
}
