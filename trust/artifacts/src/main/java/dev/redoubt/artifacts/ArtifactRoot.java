package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.util.regex.Pattern;

/// What artifacts belong to.
public sealed interface ArtifactRoot {

  /// Of runs and versions: 32 hexadecimal digits. Before the records: they are checked with it.
  Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /// Of logged models.
  Pattern MODEL_ID = Pattern.compile("m-[0-9a-f]{32}");

  /// A run.
  record OfRun(String run) implements ArtifactRoot {
    /// @throws RequestRefusedException if it is no id
    public OfRun {
      check(ID, "run", run);
    }
  }

  /// A logged model.
  record OfLoggedModel(String id) implements ArtifactRoot {
    /// @throws RequestRefusedException if it is no id
    public OfLoggedModel {
      check(MODEL_ID, "logged model", id);
    }
  }

  /// A frozen copy, which belongs to a version of a registered model and never changes.
  record OfVersion(String id) implements ArtifactRoot {
    /// @throws RequestRefusedException if it is no id
    public OfVersion {
      check(ID, "version", id);
    }
  }

  /// For people, events and what is authenticated, as `run/0123...`.
  default String text() {
    return switch (this) {
      case OfRun(String run) -> "run/" + run;
      case OfLoggedModel(String id) -> "model/" + id;
      case OfVersion(String id) -> "version/" + id;
    };
  }

  private static void check(Pattern pattern, String what, String id) {
    if (!pattern.matcher(id).matches()) {
      throw RequestRefusedException.invalid("`" + shown(id) + "` is no id of a " + what);
    }
  }

  private static String shown(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "...";
  }
}
