package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.util.regex.Pattern;

/// Run, logged model or model version that artifact paths are relative to.
public sealed interface ArtifactRoot {

  /// Ids of runs and versions: 32 hexadecimal digits. Declared before the records, which are
  /// validated with it.
  Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /// Ids of logged models.
  Pattern MODEL_ID = Pattern.compile("m-[0-9a-f]{32}");

  /// A run of an experiment.
  record OfRun(String run) implements ArtifactRoot {
    /// @throws RequestRefusedException if the id is invalid
    public OfRun {
      check(ID, "run", run);
    }
  }

  /// A logged model of an experiment.
  record OfLoggedModel(String id) implements ArtifactRoot {
    /// @throws RequestRefusedException if the id is invalid
    public OfLoggedModel {
      check(MODEL_ID, "logged model", id);
    }
  }

  /// The immutable snapshot of a version of a registered model.
  record OfVersion(String id) implements ArtifactRoot {
    /// @throws RequestRefusedException if the id is invalid
    public OfVersion {
      check(ID, "version", id);
    }
  }

  /// Returns the form for messages, events and authenticated contexts, such as `run/0123...`.
  default String text() {
    return switch (this) {
      case OfRun(String run) -> "run/" + run;
      case OfLoggedModel(String id) -> "model/" + id;
      case OfVersion(String id) -> "version/" + id;
    };
  }

  private static void check(Pattern pattern, String what, String id) {
    if (!pattern.matcher(id).matches()) {
      throw RequestRefusedException.invalid(
          "`" + shortened(id) + "` is not a valid id of a " + what);
    }
  }

  private static String shortened(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "...";
  }
}
