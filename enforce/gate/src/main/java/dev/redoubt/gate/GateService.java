package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.List;

/// Reads the facts and evidence of versions, and evaluates the gate for them.
public final class GateService {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Creates the service.
  public GateService(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Decides whether a version may be in an environment. Nothing is recorded.
  ///
  /// @param environment of the policy, or `development`; an unknown name is an error and does not
  ///   bypass the gate
  /// @throws dev.redoubt.access.RequestRefusedException if the version does not exist for the
  ///   caller, or the environment is unknown
  public GateDecision decide(Caller caller, String model, long number, String environment) {
    if (!environment.equals(ReleaseEnvironments.DEVELOPMENT)) {
      policy.requireEnvironment(environment);
    }
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> {
          VersionFacts facts = VersionFactRows.find(sql, visible, model, number);
          List<Evidence> evidence = EvidenceRows.of(sql, facts);
          return GateEvaluator.decide(facts, evidence, policy, environment, clock.instant());
        });
  }

  /// Returns all evidence about the files of a version, in the order in which it was added,
  /// including withdrawn evidence.
  public List<Evidence> evidence(Caller caller, String model, long number) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> EvidenceRows.of(sql, VersionFactRows.find(sql, visible, model, number)));
  }

  /// Returns the other facts about a version that the gate uses.
  public VersionFacts facts(Caller caller, String model, long number) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(sql -> VersionFactRows.find(sql, visible, model, number));
  }
}
