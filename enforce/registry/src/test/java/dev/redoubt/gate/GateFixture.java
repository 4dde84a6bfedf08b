package dev.redoubt.gate;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.Caller;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.models.ModelAliases;
import dev.redoubt.registry.models.ModelStages;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.store.RegistryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The gate on a real database with the built-in access rules, and a clock that advances by a
/// second with each reading.
final class GateFixture implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final String TEST = "https://in-toto.io/attestation/test-result/v0.1";
  static final String FAIRNESS = "https://redoubt.dev/fairness/v1";
  static final AccessAttributes LABEL = new AccessAttributes("credit", "development", "internal");
  static final ModelDigest.File FILE = new ModelDigest.File("model.pkl", 1, "ab".repeat(32));
  static final AuthorizationContext SIGNED_IN =
      new AuthorizationContext(Set.of("c1"), Set.of("mfa"), true, "office");

  static final Principal ALICE = user("alice", Persona.DATA_SCIENTIST);
  static final Principal BOB = user("bob", Persona.MODEL_REVIEWER);
  static final Principal CAROL = user("carol", Persona.MODEL_REVIEWER);
  static final Principal OPERATOR = user("operator", Persona.MLOPS_ENGINEER);
  static final Principal CI =
      new Principal(
          Principal.Kind.WORKLOAD,
          "https://issuer|ci",
          "ci",
          Set.of(Persona.PIPELINE),
          Set.of("credit"),
          false);

  final RegistryDatabase database;
  final GatePolicy policy;
  final RegisteredModels models;
  final ModelVersions versions;
  final ModelStages stages;
  final ModelAliases aliases;
  final VersionAuthors makers;
  final ApprovalService approvals;
  final EvidenceSubmission statements;
  final GateService gates;
  AuthorizationContext situation = SIGNED_IN;

  private Instant now = START;

  GateFixture(RegistryDatabase database) {
    this(database, GatePolicy.builtIn());
  }

  GateFixture(RegistryDatabase database, GatePolicy policy) {
    this.database = database;
    this.policy = policy;
    InstantSource clock = this::tick;
    ReleaseGuard guard = new ReleaseGuard(policy, ReleaseRights.by(access(), this::who), clock);
    models = new RegisteredModels(database, clock, guard, (_, _, _) -> {});
    versions = new ModelVersions(database, clock, guard, (_, _, _) -> {});
    stages = new ModelStages(database, clock, guard);
    aliases = new ModelAliases(database, clock, guard);
    makers = new VersionAuthors(database);
    approvals = new ApprovalService(database, clock, policy);
    statements = new EvidenceSubmission(database, clock, policy);
    gates = new GateService(database, clock, policy);
  }

  private static Authorizer access() {
    try {
      return new Authorizer(CedarPolicySet.builtIn());
    } catch (CedarPolicyException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private Optional<ReleaseRights.Signed> who(Caller caller) {
    return List.of(ALICE, BOB, CAROL, OPERATOR, CI).stream()
        .filter(each -> each.name().equals(caller.name()))
        .map(each -> new ReleaseRights.Signed(each, situation))
        .findFirst();
  }

  private synchronized Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  /// Advances the clock.
  synchronized Instant later(Duration time) {
    now = now.plus(time);
    return now;
  }

  static Principal user(String name, Persona... personas) {
    return new Principal(
        Principal.Kind.USER,
        "https://issuer|" + name,
        name,
        Set.of(personas),
        Set.of("credit"),
        false);
  }

  static Caller as(Principal who) {
    return new Caller(who.id(), who.name(), label -> who.projects().contains(label.project()));
  }

  void model(String name) {
    models.create(as(ALICE), name, LABEL, null, Map.of());
  }

  /// A version by Alice whose only file is the one above.
  long version(String model) {
    return version(model, "mlflow-artifacts:/1");
  }

  long version(String model, String source) {
    long number = versions.create(as(ALICE), new NewModelVersion(model, source)).number();
    makers.registered(ALICE, model, number);
    freeze(model, number, FILE);
    ready(model, number);
    return number;
  }

  /// A version as an older server registered it: without the scan that is required today.
  private void ready(String model, long number) {
    database.write(
        sql ->
            sql.sql(
                    """
                    UPDATE model_version SET status = 'READY' WHERE version = ?
                      AND model = (SELECT id FROM registered_model WHERE name = ?)
                    """)
                .params(number, model)
                .update());
  }

  void freeze(String model, long number, ModelDigest.File... files) {
    database.write(
        sql -> {
          VersionDigests.freeze(sql, model, number, ModelDigest.of(List.of(files)));
          return true;
        });
  }

  /// Evidence that the registry adds to each clean version.
  void scannedAndSigned(String model, long number) {
    database.write(
        sql -> {
          VersionFacts facts = VersionFactRows.get(sql, model, number);
          EvidenceClaim scan =
              new EvidenceClaim.Scan(ScanVerdict.CLEAN, "redoubt 1", "rules", List.of());
          EvidenceRows.add(sql, facts, Attester.REGISTRY, tick(), Optional.empty(), scan);
          EvidenceClaim signature =
              new EvidenceClaim.Signature("00", ImmutableBytes.of(new byte[] {1}));
          return EvidenceRows.add(
              sql, facts, Attester.REGISTRY, tick(), Optional.empty(), signature);
        });
  }

  static byte[] statement(String root, String predicateType, String predicate) {
    return """
    {"_type": "https://in-toto.io/Statement/v1",
     "subject": [{"name": "model", "digest": {"sha256": "%s"}}],
     "predicateType": "%s", "predicate": %s}
    """
        .formatted(root, predicateType, predicate)
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  Evidence tested(String model, long number, String result) {
    byte[] json =
        statement(
            ModelDigest.of(List.of(FILE)).root(),
            GateFixture.TEST,
            "{\"result\": \"" + result + "\", \"configuration\": []}");
    return statements.add(as(CI), CI, model, number, json, Optional.empty());
  }

  Evidence approved(Principal who, String model, long number) {
    return approvals.approve(as(who), who, model, number, "production", "fine", Optional.empty());
  }

  /// Everything that the built-in policy requires for production.
  void complete(String model, long number) {
    scannedAndSigned(model, number);
    tested(model, number, "PASSED");
    approved(BOB, model, number);
  }

  List<String> events() {
    return database.read(
        sql ->
            sql.sql("SELECT type, subject, body FROM outbox ORDER BY id")
                .query(
                    (row, _) ->
                        row.getString("type")
                            + " "
                            + row.getString("subject")
                            + " "
                            + row.getString("body"))
                .list());
  }

  static void assertRefused(ErrorCode problem, String words, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> {
              Assertions.assertThat(refused.problem()).isEqualTo(problem);
              Assertions.assertThat(refused.getMessage()).contains(words);
            });
  }

  @Override
  public void close() {
    database.close();
  }

  static GatePolicy policy(String text) {
    return ((GatePolicyReader.Result.Good) GatePolicyReader.read(text)).policy();
  }
}
