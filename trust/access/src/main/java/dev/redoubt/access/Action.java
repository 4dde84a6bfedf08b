package dev.redoubt.access;

import java.util.Set;

/// What somebody may be allowed to do. Each stands in the schema of the rules under its own name.
public enum Action {
  /// Know that something exists, and read all about it but its files.
  SEE("see", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Make and change experiments and runs.
  RECORD("record", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Register a model or a version.
  REGISTER("register", AuthorizationResource.Kind.MODEL),
  /// Read files of runs, which may hold raw data.
  READ_RUN_ARTIFACT(
      "readRunArtifact", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Read the files of a version of a model.
  READ_MODEL("readModel", AuthorizationResource.Kind.MODEL),
  /// Write files of runs and logged models.
  WRITE_ARTIFACT(
      "writeArtifact", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Delete what can be restored.
  DELETE("delete", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Attach evidence to a version.
  EVALUATE("evaluate", AuthorizationResource.Kind.MODEL),
  /// Approve or reject a version.
  APPROVE("approve", AuthorizationResource.Kind.MODEL),
  /// Move what production means.
  RELEASE("release", AuthorizationResource.Kind.MODEL),
  /// Destroy for good.
  ERASE("erase", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Put under or free from a legal hold.
  HOLD("hold", AuthorizationResource.Kind.EXPERIMENT, AuthorizationResource.Kind.MODEL),
  /// Make a project.
  CREATE_PROJECT("createProject", AuthorizationResource.Kind.REGISTRY),
  /// Read the ledger's bodies.
  READ_LEDGER("readLedger", AuthorizationResource.Kind.REGISTRY),
  /// Change the rules.
  CHANGE_RULES("changeRules", AuthorizationResource.Kind.REGISTRY),
  /// Run the registry: backup, limits, health in detail.
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

  /// Its name in the rules.
  public String id() {
    return id;
  }

  /// Whether it is done with things of a kind.
  public boolean appliesTo(AuthorizationResource.Kind kind) {
    return switch (kind) {
      case EXPERIMENT -> experiments;
      case MODEL -> models;
      case REGISTRY -> registry;
    };
  }
}
