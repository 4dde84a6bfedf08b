package dev.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Principal.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizerTest {

  private static final AccessAttributes DEVELOPMENT =
      new AccessAttributes("credit", "development", "internal");
  private static final AccessAttributes PRODUCTION =
      new AccessAttributes("credit", "production", "internal");
  private static final AccessAttributes SECRET =
      new AccessAttributes("credit", "development", "confidential");
  private static final AccessAttributes OTHER =
      new AccessAttributes("fraud", "development", "internal");

  private static Authorizer access;

  @BeforeAll
  static void load() throws CedarPolicyException {
    access = new Authorizer(CedarPolicySet.builtIn());
  }

  private static Principal user(Persona... personas) {
    return new Principal(
        Kind.USER, "https://issuer|alice", "alice", Set.of(personas), Set.of("credit"), false);
  }

  private static Principal demo(Persona... personas) {
    return new Principal(Kind.USER, "local|bob", "bob", Set.of(personas), Set.of("credit"), true);
  }

  private static Principal workload(Persona... personas) {
    return new Principal(
        Kind.WORKLOAD, "https://issuer|ci", "ci", Set.of(personas), Set.of("credit"), false);
  }

  private static AuthorizationResource model(AccessAttributes label) {
    return AuthorizationResource.of(AuthorizationResource.Kind.MODEL, label);
  }

  private static AuthorizationResource experiment(AccessAttributes label) {
    return AuthorizationResource.of(AuthorizationResource.Kind.EXPERIMENT, label);
  }

  private static AuthorizationDecision decide(
      Principal who, Action action, AuthorizationResource what) {
    return access.decide(who, action, what, AuthorizationContext.UNKNOWN);
  }

  private static Set<String> rules(AuthorizationDecision decision) {
    return (switch (decision) {
          case AuthorizationDecision.Allowed(var by) -> by;
          case AuthorizationDecision.Denied(var by) -> by;
          case AuthorizationDecision.StepUp(var _, var by) -> by;
        })
        .stream().map(CedarPolicy::id).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void deniesEverythingWithoutPersonaAndProject(Action action) {
    Principal nobody =
        new Principal(Kind.USER, "https://issuer|eve", "eve", Set.of(), Set.of(), false);
    for (AuthorizationResource.Kind kind : AuthorizationResource.Kind.values()) {
      if (action.appliesTo(kind)) {
        AuthorizationResource what =
            kind == AuthorizationResource.Kind.REGISTRY
                ? AuthorizationResource.REGISTRY
                : AuthorizationResource.of(kind, PRODUCTION);
        assertThat(decide(nobody, action, what)).isInstanceOf(AuthorizationDecision.Denied.class);
      }
    }
  }

  @Test
  void hidesOtherProjects() {
    assertThat(decide(user(), Action.SEE, model(DEVELOPMENT)).allowed()).isTrue();
    assertThat(decide(user(Persona.DATA_SCIENTIST), Action.SEE, model(OTHER)).allowed()).isFalse();
    assertThat(decide(user(Persona.AUDITOR), Action.SEE, model(OTHER)).allowed()).isTrue();
  }

  @Test
  void dataScientistMayDevelopButNotDeploy() {
    Principal scientist = user(Persona.DATA_SCIENTIST);
    assertThat(decide(scientist, Action.RECORD, experiment(DEVELOPMENT)).allowed()).isTrue();
    assertThat(decide(scientist, Action.REGISTER, model(DEVELOPMENT)).allowed()).isTrue();
    assertThat(decide(scientist, Action.REGISTER, model(PRODUCTION)).allowed()).isFalse();
    assertThat(decide(scientist, Action.RELEASE, model(PRODUCTION)).allowed()).isFalse();
    AuthorizationDecision both =
        decide(
            user(Persona.DATA_SCIENTIST, Persona.MLOPS_ENGINEER),
            Action.RELEASE,
            model(DEVELOPMENT));
    assertThat(both).isInstanceOf(AuthorizationDecision.Denied.class);
    assertThat(rules(both)).containsExactly("no-deployment-by-data-scientists");
  }

  @Test
  void mlopsEngineerMayNotReadRawSensitiveData() {
    Principal engineer = user(Persona.MLOPS_ENGINEER);
    assertThat(decide(engineer, Action.READ_RUN_ARTIFACT, experiment(DEVELOPMENT)).allowed())
        .isTrue();
    assertThat(rules(decide(engineer, Action.READ_RUN_ARTIFACT, experiment(SECRET))))
        .containsExactly("no-raw-sensitive-data-for-engineers");
    assertThat(decide(engineer, Action.READ_MODEL, model(SECRET)).allowed()).isTrue();
  }

  @Test
  void reviewerMayApproveVersionsOfOthersOnly() {
    Principal reviewer = user(Persona.MODEL_REVIEWER);
    assertThat(decide(reviewer, Action.APPROVE, model(DEVELOPMENT)).allowed()).isTrue();
    AuthorizationResource own =
        new AuthorizationResource(
            AuthorizationResource.Kind.MODEL,
            "m/1",
            DEVELOPMENT,
            Set.of("https://issuer|alice"),
            Set.of());
    assertThat(rules(decide(reviewer, Action.APPROVE, own)))
        .containsExactly("no-approval-of-own-work");
    Principal machine = workload(Persona.MODEL_REVIEWER);
    AuthorizationResource made =
        new AuthorizationResource(
            AuthorizationResource.Kind.MODEL,
            "m/1",
            DEVELOPMENT,
            Set.of(),
            Set.of("https://issuer|ci"));
    assertThat(rules(decide(machine, Action.APPROVE, made)))
        .containsExactly("no-approval-of-own-work");
  }

  @Test
  void requiresStepUpForProduction() {
    AuthorizationDecision decision =
        decide(user(Persona.MODEL_REVIEWER), Action.APPROVE, model(PRODUCTION));
    assertThat(decision).isInstanceOf(AuthorizationDecision.StepUp.class);
    assertThat(((AuthorizationDecision.StepUp) decision).context()).isEqualTo("c1");
    AuthorizationContext signedIn =
        new AuthorizationContext(Set.of("c1"), Set.of("mfa"), false, "");
    assertThat(
            access
                .decide(user(Persona.MODEL_REVIEWER), Action.APPROVE, model(PRODUCTION), signedIn)
                .allowed())
        .isTrue();
  }

  @Test
  void requiresNoStepUpThatWouldNotHelp() {
    AuthorizationDecision decision =
        decide(user(Persona.DATA_SCIENTIST), Action.APPROVE, model(PRODUCTION));
    assertThat(decision).isInstanceOf(AuthorizationDecision.Denied.class);
  }

  @Test
  void deniesDemoIdentityInProduction() {
    Principal bob = demo(Persona.MODEL_REVIEWER, Persona.PIPELINE);
    AuthorizationContext signedIn =
        new AuthorizationContext(Set.of("c1"), Set.of("mfa"), true, "office");
    for (Action action : Set.of(Action.APPROVE, Action.EVALUATE)) {
      AuthorizationDecision decision = access.decide(bob, action, model(PRODUCTION), signedIn);
      assertThat(rules(decision)).contains("no-demo-identity-at-production-gates");
      assertThat(decision.allowed()).isFalse();
      assertThat(access.decide(bob, action, model(DEVELOPMENT), signedIn).allowed()).isTrue();
    }
  }

  @Test
  void ruleAuthorMayNotActUnderTheRules() {
    Principal author = user(Persona.RULE_AUTHOR, Persona.AUDITOR, Persona.ADMINISTRATOR);
    assertThat(decide(author, Action.CHANGE_RULES, AuthorizationResource.REGISTRY).allowed())
        .isTrue();
    assertThat(decide(author, Action.ADMINISTER, AuthorizationResource.REGISTRY).allowed())
        .isFalse();
    assertThat(decide(author, Action.SEE, model(DEVELOPMENT)).allowed()).isFalse();
    assertThat(
            decide(user(Persona.ADMINISTRATOR), Action.CHANGE_RULES, AuthorizationResource.REGISTRY)
                .allowed())
        .isFalse();
  }

  @Test
  void requiresKnownNetworkForRestrictedData() {
    AuthorizationResource restricted =
        model(new AccessAttributes("credit", "development", "restricted"));
    Principal scientist = user(Persona.DATA_SCIENTIST);
    assertThat(decide(scientist, Action.READ_MODEL, restricted).allowed()).isFalse();
    AuthorizationContext office = new AuthorizationContext(Set.of(), Set.of(), true, "office");
    assertThat(access.decide(scientist, Action.READ_MODEL, restricted, office).allowed()).isTrue();
    AuthorizationResource released = restricted.releasedTo(Set.of("production"));
    assertThat(decide(workload(Persona.INFERENCE_SERVICE), Action.READ_MODEL, released).allowed())
        .isTrue();
  }

  @Test
  void inferenceServiceMayReadReleasedModels() {
    Principal service = workload(Persona.INFERENCE_SERVICE);
    AuthorizationResource model = model(DEVELOPMENT);
    assertThat(decide(service, Action.READ_MODEL, model))
        .isInstanceOf(AuthorizationDecision.Denied.class);
    assertThat(decide(service, Action.READ_MODEL, model.releasedTo(Set.of("staging"))).allowed())
        .isTrue();
    assertThat(decide(service, Action.READ_MODEL, model(OTHER).releasedTo(Set.of("production"))))
        .isInstanceOf(AuthorizationDecision.Denied.class);
    assertThat(decide(workload(Persona.PIPELINE), Action.READ_MODEL, model).allowed()).isTrue();
  }

  /// Neither runs nor their results, whatever the other attributes are.
  @Test
  void inferenceServiceMayNotReadExperiments() {
    for (Principal service :
        List.of(
            workload(Persona.INFERENCE_SERVICE),
            user(Persona.INFERENCE_SERVICE, Persona.DATA_SCIENTIST, Persona.DATA_STEWARD),
            workload(Persona.INFERENCE_SERVICE, Persona.PIPELINE))) {
      for (Action action : Action.values()) {
        if (action.appliesTo(AuthorizationResource.Kind.EXPERIMENT)) {
          AuthorizationDecision decision = decide(service, action, experiment(DEVELOPMENT));
          assertThat(decision)
              .as("%s %s", service, action)
              .isInstanceOf(AuthorizationDecision.Denied.class);
          assertThat(rules(decision)).containsExactly("no-experiments-for-services");
        }
      }
    }
    assertThat(
            decide(workload(Persona.INFERENCE_SERVICE), Action.SEE, model(DEVELOPMENT)).allowed())
        .isTrue();
  }

  /// All permissions of each persona, in its own project and in others, with an unknown context. A
  /// longer line is a permission that was granted.
  @Test
  void personasHaveExactlyTheListedPermissions() {
    Map<Persona, String> may = new EnumMap<>(Persona.class);
    for (Persona persona : Persona.values()) {
      may.put(persona, rights(workload(persona)));
    }
    String member = "experiment: see; model: see; registry:";
    assertThat(rights(workload())).isEqualTo(member + "; elsewhere:");
    assertThat(may)
        .containsExactlyEntriesOf(
            new EnumMap<>(
                Map.of(
                    Persona.DATA_SCIENTIST,
                    "experiment: see record readRunArtifact writeArtifact delete;"
                        + " model: see record register readRunArtifact readModel writeArtifact"
                        + " delete; registry:; elsewhere:",
                    Persona.MLOPS_ENGINEER,
                    "experiment: see readRunArtifact;"
                        + " model: see readRunArtifact readModel release; registry:; elsewhere:",
                    Persona.MODEL_REVIEWER,
                    "experiment: see; model: see readModel evaluate approve; registry:; elsewhere:",
                    Persona.DATA_STEWARD,
                    "experiment: see erase hold; model: see erase hold; registry:; elsewhere:",
                    Persona.AUDITOR,
                    "experiment: see; model: see; registry: readLedger; elsewhere: see",
                    Persona.ADMINISTRATOR,
                    "experiment: see; model: see; registry: createProject administer; elsewhere:",
                    Persona.RULE_AUTHOR,
                    "experiment:; model:; registry: changeRules; elsewhere:",
                    Persona.PIPELINE,
                    "experiment: see record readRunArtifact writeArtifact;"
                        + " model: see record register readRunArtifact readModel writeArtifact"
                        + " evaluate; registry:; elsewhere:",
                    Persona.INFERENCE_SERVICE,
                    "experiment:; model: see; registry:; elsewhere:")));
  }

  private static String rights(Principal who) {
    return "experiment:%s; model:%s; registry:%s; elsewhere:%s"
        .formatted(
            rights(who, experiment(DEVELOPMENT)),
            rights(who, model(DEVELOPMENT)),
            rights(who, AuthorizationResource.REGISTRY),
            rights(who, model(OTHER)));
  }

  private static String rights(Principal who, AuthorizationResource what) {
    return Arrays.stream(Action.values())
        .filter(action -> action.appliesTo(what.kind()))
        .filter(action -> decide(who, action, what).allowed())
        .map(action -> " " + action.id())
        .collect(Collectors.joining());
  }

  @Test
  void everyRuleHasASentence() throws CedarPolicyException {
    assertThat(CedarPolicySet.builtIn().all())
        .hasSize(20)
        .allSatisfy(rule -> assertThat(rule.sentence()).as(rule.id()).endsWith("."));
  }

  private static final String EVERYTHING =
      "// Everybody may everything.\npermit (principal, action, resource);";

  /// A policy that fails to evaluate neither permits nor is ignored.
  @Test
  void deniesWhenOneRuleCannotBeEvaluated() throws CedarPolicyException {
    String failing = "forbid (principal, action, resource) when { 9223372036854775807 + 1 == 0 };";
    Authorizer failed =
        new Authorizer(CedarPolicySet.of(Map.of("all", EVERYTHING, "failing", failing)));
    assertThat(failed.decide(user(), Action.SEE, model(OTHER), AuthorizationContext.UNKNOWN))
        .isEqualTo(new AuthorizationDecision.Denied(List.of()));
    Authorizer all = new Authorizer(CedarPolicySet.of(Map.of("all", EVERYTHING)));
    assertThat(all.decide(user(), Action.SEE, model(OTHER), AuthorizationContext.UNKNOWN).allowed())
        .isTrue();
  }

  /// As the schema defines it, action by action.
  @Test
  void actionsApplyToResourceKindsOfTheSchema() {
    Map<AuthorizationResource.Kind, String> of = new EnumMap<>(AuthorizationResource.Kind.class);
    for (AuthorizationResource.Kind kind : AuthorizationResource.Kind.values()) {
      of.put(
          kind,
          Arrays.stream(Action.values())
              .filter(action -> action.appliesTo(kind))
              .map(Action::id)
              .collect(Collectors.joining(" ")));
    }
    assertThat(of)
        .containsEntry(
            AuthorizationResource.Kind.EXPERIMENT,
            "see record readRunArtifact writeArtifact delete erase hold")
        .containsEntry(
            AuthorizationResource.Kind.MODEL,
            "see record register readRunArtifact readModel writeArtifact delete evaluate approve"
                + " release erase hold")
        .containsEntry(
            AuthorizationResource.Kind.REGISTRY, "createProject readLedger changeRules administer");
    assertThatThrownBy(() -> decide(user(), Action.ADMINISTER, model(OTHER)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decide(user(), Action.RELEASE, experiment(OTHER)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parsesPersonaNames() {
    for (Persona persona : Persona.values()) {
      assertThat(Persona.of(persona.id())).contains(persona);
    }
    assertThat(Persona.of("Auditor")).isEmpty();
    assertThat(Persona.of("")).isEmpty();
  }

  @Test
  void refusesPrincipalWithoutIdOrName() {
    for (String blank : List.of("", " ")) {
      assertThatThrownBy(() -> new Principal(Kind.USER, blank, "alice", Set.of(), Set.of(), false))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Principal(Kind.USER, "id", blank, Set.of(), Set.of(), false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// The registry has no project and none of the attributes that only experiments and models have.
  @Test
  void registryHasNoAttributes() throws CedarPolicyException {
    String labelled =
        """
        forbid (principal, action == Redoubt::Action::"administer", resource)
        when { resource has project };
        """;
    Authorizer own =
        new Authorizer(CedarPolicySet.of(Map.of("all", EVERYTHING, "labelled", labelled)));
    assertThat(
            own.decide(
                    user(),
                    Action.ADMINISTER,
                    AuthorizationResource.REGISTRY,
                    AuthorizationContext.UNKNOWN)
                .allowed())
        .isTrue();
  }

  @Test
  void readsOneRuleFromEachFileOfFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("zoo.cedar"), EVERYTHING);
    Files.writeString(
        folder.resolve("ark.cedar"), "// Nobody may see.\n// At all.\n" + NOBODY_SEES);
    Files.writeString(folder.resolve("README.md"), "no rule");
    CedarPolicySet rules = CedarPolicySet.in(folder);
    assertThat(rules.all()).extracting(CedarPolicy::id).containsExactly("ark", "zoo");
    assertThat(rules.all())
        .extracting(CedarPolicy::sentence)
        .containsExactly("Nobody may see. At all.", "Everybody may everything.");
    assertThat(
            rules(
                new Authorizer(rules)
                    .decide(user(), Action.SEE, model(OTHER), AuthorizationContext.UNKNOWN)))
        .containsExactly("ark");
    assertThat(rules.digest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(CedarPolicySet.in(folder).digest());
    String before = rules.digest();
    Files.move(folder.resolve("ark.cedar"), folder.resolve("arc.cedar"));
    assertThat(CedarPolicySet.in(folder).digest()).isNotEqualTo(before);
    Files.writeString(folder.resolve("zoo.cedar"), EVERYTHING + "\n");
    assertThat(CedarPolicySet.in(folder).digest()).isNotEqualTo(before);
  }

  private static final String NOBODY_SEES =
      "forbid (principal, action == Redoubt::Action::\"see\", resource);";

  @Test
  void refusesFolderWithoutRules(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("rules.txt"), EVERYTHING);
    assertThatThrownBy(() -> CedarPolicySet.in(folder))
        .isInstanceOf(CedarPolicyException.class)
        .hasMessageContaining("contains no file that ends in `.cedar`");
  }

  /// The digest covers all policies in this order, so that it is the same in each process.
  @Test
  void ordersRulesById() throws CedarPolicyException {
    CedarPolicySet rules = CedarPolicySet.builtIn();
    assertThat(rules.all()).extracting(CedarPolicy::id).hasSizeGreaterThan(5).isSorted();
    List<CedarPolicy> back = rules.all().reversed();
    Map<String, String> texts = new LinkedHashMap<>();
    back.forEach(rule -> texts.put(rule.id(), rule.text()));
    assertThat(CedarPolicySet.of(texts).digest()).isEqualTo(rules.digest());
  }

  @Test
  void refusesRulesThatDoNotMatchTheSchema() {
    assertThatThrownBy(
            () ->
                CedarPolicySet.of(
                    Map.of(
                        "colourful",
                        "permit (principal, action, resource) when { principal.colour == 1 };")))
        .isInstanceOf(CedarPolicyException.class)
        .hasMessageContaining("colourful");
    assertThatThrownBy(() -> CedarPolicySet.of(Map.of("broken", "permit (principal, action")))
        .isInstanceOf(CedarPolicyException.class)
        .hasMessageContaining("broken");
  }
}
