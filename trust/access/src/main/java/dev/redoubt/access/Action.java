package dev.redoubt.access;

import java.util.Set;

/// What somebody may be allowed to do. Each stands in the schema of the rules under its own name.
public enum Action {
  /// Know that something exists, and read all about it but its files.
  SEE("see", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Make and change experiments and runs.
  RECORD("record", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Register a model or a version.
  REGISTER("register", Target.Kind.MODEL),
  /// Read files of runs, which may hold raw data.
  READ_RUN_ARTIFACT("readRunArtifact", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Read the files of a version of a model.
  READ_MODEL("readModel", Target.Kind.MODEL),
  /// Write files of runs and logged models.
  WRITE_ARTIFACT("writeArtifact", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Delete what can be restored.
  DELETE("delete", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Attach evidence to a version.
  EVALUATE("evaluate", Target.Kind.MODEL),
  /// Approve or reject a version.
  APPROVE("approve", Target.Kind.MODEL),
  /// Move what production means.
  RELEASE("release", Target.Kind.MODEL),
  /// Destroy for good.
  ERASE("erase", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Put under or free from a legal hold.
  HOLD("hold", Target.Kind.EXPERIMENT, Target.Kind.MODEL),
  /// Make a project.
  CREATE_PROJECT("createProject", Target.Kind.REGISTRY),
  /// Read the ledger's bodies.
  READ_LEDGER("readLedger", Target.Kind.REGISTRY),
  /// Change the rules.
  CHANGE_RULES("changeRules", Target.Kind.REGISTRY),
  /// Run the registry: backup, limits, health in detail.
  ADMINISTER("administer", Target.Kind.REGISTRY);

  private final String id;
  private final boolean experiments;
  private final boolean models;
  private final boolean registry;

  Action(String id, Target.Kind... kinds) {
    Set<Target.Kind> all = Set.of(kinds);
    this.id = id;
    this.experiments = all.contains(Target.Kind.EXPERIMENT);
    this.models = all.contains(Target.Kind.MODEL);
    this.registry = all.contains(Target.Kind.REGISTRY);
  }

  /// Its name in the rules.
  public String id() {
    return id;
  }

  /// Whether it is done with things of a kind.
  public boolean appliesTo(Target.Kind kind) {
    return switch (kind) {
      case EXPERIMENT -> experiments;
      case MODEL -> models;
      case REGISTRY -> registry;
    };
  }
}
