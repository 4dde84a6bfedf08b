package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.List;

/// What is known of versions, and what the gate says of them just now.
public final class GateService {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Gates of a database.
  public GateService(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Whether a version may be in an environment, and why. Nothing is written down.
  ///
  /// @param environment of the policy, or `development`; a mistake in its name is no way around it
  /// @throws dev.redoubt.access.RequestRefusedException if it is not there for the caller, or there
  ///   is no such environment
  public GateDecision decide(Caller caller, String model, long number, String environment) {
    if (!environment.equals(ReleaseEnvironments.DEVELOPMENT)) {
      policy.needEnvironment(environment);
    }
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(
        sql -> {
          VersionFacts facts = VersionFactRows.find(sql, visible, model, number);
          List<Evidence> evidence = EvidenceRows.of(sql, facts);
          return GateEvaluator.decide(facts, evidence, policy, environment, clock.instant());
        });
  }

  /// All evidence about the files of a version, in the order in which it was added, with what was
  /// taken back.
  public List<Evidence> evidence(Caller caller, String model, long number) {
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(
        sql -> EvidenceRows.of(sql, VersionFactRows.find(sql, visible, model, number)));
  }

  /// What the gate knows of a version beside that.
  public VersionFacts facts(Caller caller, String model, long number) {
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(sql -> VersionFactRows.find(sql, visible, model, number));
  }
}
