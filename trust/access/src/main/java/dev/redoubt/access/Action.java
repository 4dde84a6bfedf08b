package dev.redoubt.access;

import java.util.Set;

/// Actions that a principal can be permitted to do. Each has its own name in the Cedar schema.
public enum Action {
  /// Know that an object exists, and read everything about it except its files.
  SEE("see", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Create and change experiments and runs.
  RECORD("record", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Register a model or a version.
  REGISTER("register", AuthorizationResource.Kind.MODEL),
  /// Read files of runs, which may hold raw data.
  READ_RUN_ARTIFACT(
      "readRunArtifact", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Read the files of a model version.
  READ_MODEL("readModel", AuthorizationResource.Kind.MODEL),
  /// Write files of runs and logged models.
  WRITE_ARTIFACT(
      "writeArtifact", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Delete in a way that can be restored.
  DELETE("delete", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Attach evidence to a version.
  EVALUATE("evaluate", AuthorizationResource.Kind.MODEL),
  /// Approve or reject a version.
  APPROVE("approve", AuthorizationResource.Kind.MODEL),
  /// Point production aliases and stages to a version.
  RELEASE("release", AuthorizationResource.Kind.MODEL),
  /// Erase permanently.
  ERASE("erase", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Place or lift a legal hold.
  HOLD("hold", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Create a project.
  CREATE_PROJECT("createProject", AuthorizationResource.Kind.REGISTRY),
  /// Read the bodies of ledger entries.
  READ_LEDGER("readLedger", AuthorizationResource.Kind.REGISTRY),
  /// Change the access rules.
  CHANGE_RULES("changeRules", AuthorizationResource.Kind.REGISTRY),
  /// Operate the registry: backup, limits, detailed health.
  ADMINISTER("administer", AuthorizationResource.Kind.REGISTRY);

  private final String id;
  private final boolean experiments;
  private final boolean models;
  private final boolean registry;

  Action(String id, AuthorizationResource.Kind... kinds) {
    Set<AuthorizationResource.Kind> all = Set.of(kinds);
    this.id = id;
    this.experiments = all.contains(AuthorizationResource.Kind.EXPERIMENT);
    this.models = all.contains(AuthorizationResource.Kind.MODEL);
    this.registry = all.contains(AuthorizationResource.Kind.REGISTRY);
  }

  /// Returns the name in the Cedar schema and policies.
  public String id() {
    return id;
  }

  /// Whether the action applies to resources of a kind.
  public boolean appliesTo(AuthorizationResource.Kind kind) {
    return switch (kind) {
      case EXPERIMENT -> experiments;
      case MODEL -> models;
      case REGISTRY -> registry;
    };
  }
}
