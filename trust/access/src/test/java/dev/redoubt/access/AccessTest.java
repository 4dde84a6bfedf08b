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

class AccessTest {

  private static final Label DEVELOPMENT = new Label("credit", "development", "internal");
  private static final Label PRODUCTION = new Label("credit", "production", "internal");
  private static final Label SECRET = new Label("credit", "development", "confidential");
  private static final Label OTHER = new Label("fraud", "development", "internal");

  private static Access access;

  @BeforeAll
  static void load() throws RulesException {
    access = new Access(Rules.builtIn());
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

  private static Target model(Label label) {
    return Target.of(Target.Kind.MODEL, label);
  }

  private static Target experiment(Label label) {
    return Target.of(Target.Kind.EXPERIMENT, label);
  }

  private static Decision decide(Principal who, Action action, Target what) {
    return access.decide(who, action, what, Situation.UNKNOWN);
  }

  private static Set<String> rules(Decision decision) {
    return (switch (decision) {
          case Decision.Allowed(var by) -> by;
          case Decision.Denied(var by) -> by;
          case Decision.StepUp(var _, var by) -> by;
        })
        .stream().map(Rule::id).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void deniesEverything_toWhoHasNoPersonaAndNoProject(Action action) {
    Principal nobody =
        new Principal(Kind.USER, "https://issuer|eve", "eve", Set.of(), Set.of(), false);
    for (Target.Kind kind : Target.Kind.values()) {
      if (action.appliesTo(kind)) {
        Target what = kind == Target.Kind.REGISTRY ? Target.REGISTRY : Target.of(kind, PRODUCTION);
        assertThat(decide(nobody, action, what)).isInstanceOf(Decision.Denied.class);
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
  void letsADataScientistDevelop_andNotDeploy() {
    Principal scientist = user(Persona.DATA_SCIENTIST);
    assertThat(decide(scientist, Action.RECORD, experiment(DEVELOPMENT)).allowed()).isTrue();
    assertThat(decide(scientist, Action.REGISTER, model(DEVELOPMENT)).allowed()).isTrue();
    assertThat(decide(scientist, Action.REGISTER, model(PRODUCTION)).allowed()).isFalse();
    assertThat(decide(scientist, Action.RELEASE, model(PRODUCTION)).allowed()).isFalse();
    Decision both =
        decide(
            user(Persona.DATA_SCIENTIST, Persona.MLOPS_ENGINEER),
            Action.RELEASE,
            model(DEVELOPMENT));
    assertThat(both).isInstanceOf(Decision.Denied.class);
    assertThat(rules(both)).containsExactly("no-deployment-by-data-scientists");
  }

  @Test
  void keepsRawSensitiveDataFromAnEngineer() {
    Principal engineer = user(Persona.MLOPS_ENGINEER);
    assertThat(decide(engineer, Action.READ_RUN_ARTIFACT, experiment(DEVELOPMENT)).allowed())
        .isTrue();
    assertThat(rules(decide(engineer, Action.READ_RUN_ARTIFACT, experiment(SECRET))))
        .containsExactly("no-raw-sensitive-data-for-engineers");
    assertThat(decide(engineer, Action.READ_MODEL, model(SECRET)).allowed()).isTrue();
  }

  @Test
  void letsAReviewerApprove_butNotTheirOwn() {
    Principal reviewer = user(Persona.MODEL_REVIEWER);
    assertThat(decide(reviewer, Action.APPROVE, model(DEVELOPMENT)).allowed()).isTrue();
    Target own =
        new Target(Target.Kind.MODEL, "m/1", DEVELOPMENT, Set.of("https://issuer|alice"), Set.of());
    assertThat(rules(decide(reviewer, Action.APPROVE, own)))
        .containsExactly("no-approval-of-own-work");
    Principal machine = workload(Persona.MODEL_REVIEWER);
    Target made =
        new Target(Target.Kind.MODEL, "m/1", DEVELOPMENT, Set.of(), Set.of("https://issuer|ci"));
    assertThat(rules(decide(machine, Action.APPROVE, made)))
        .containsExactly("no-approval-of-own-work");
  }

  @Test
  void asksForMore_atAGateOfProduction() {
    Decision decision = decide(user(Persona.MODEL_REVIEWER), Action.APPROVE, model(PRODUCTION));
    assertThat(decision).isInstanceOf(Decision.StepUp.class);
    assertThat(((Decision.StepUp) decision).context()).isEqualTo("c1");
    Situation signedIn = new Situation(Set.of("c1"), Set.of("mfa"), false, "");
    assertThat(
            access
                .decide(user(Persona.MODEL_REVIEWER), Action.APPROVE, model(PRODUCTION), signedIn)
                .allowed())
        .isTrue();
  }

  @Test
  void asksNobodyToSignInAgainForNothing() {
    Decision decision = decide(user(Persona.DATA_SCIENTIST), Action.APPROVE, model(PRODUCTION));
    assertThat(decision).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void countsADemoIdentityForNothing_inProduction() {
    Principal bob = demo(Persona.MODEL_REVIEWER, Persona.PIPELINE);
    Situation signedIn = new Situation(Set.of("c1"), Set.of("mfa"), true, "office");
    for (Action action : Set.of(Action.APPROVE, Action.EVALUATE)) {
      Decision decision = access.decide(bob, action, model(PRODUCTION), signedIn);
      assertThat(rules(decision)).contains("no-demo-identity-at-production-gates");
      assertThat(decision.allowed()).isFalse();
      assertThat(access.decide(bob, action, model(DEVELOPMENT), signedIn).allowed()).isTrue();
    }
  }

  @Test
  void letsNobodyChangeTheRulesAndActUnderThem() {
    Principal author = user(Persona.RULE_AUTHOR, Persona.AUDITOR, Persona.ADMINISTRATOR);
    assertThat(decide(author, Action.CHANGE_RULES, Target.REGISTRY).allowed()).isTrue();
    assertThat(decide(author, Action.ADMINISTER, Target.REGISTRY).allowed()).isFalse();
    assertThat(decide(author, Action.SEE, model(DEVELOPMENT)).allowed()).isFalse();
    assertThat(decide(user(Persona.ADMINISTRATOR), Action.CHANGE_RULES, Target.REGISTRY).allowed())
        .isFalse();
  }

  @Test
  void wantsAKnownPlace_forWhatIsRestricted() {
    Target restricted = model(new Label("credit", "development", "restricted"));
    Principal scientist = user(Persona.DATA_SCIENTIST);
    assertThat(decide(scientist, Action.READ_MODEL, restricted).allowed()).isFalse();
    Situation office = new Situation(Set.of(), Set.of(), true, "office");
    assertThat(access.decide(scientist, Action.READ_MODEL, restricted, office).allowed()).isTrue();
    Target released = restricted.releasedTo(Set.of("production"));
    assertThat(decide(workload(Persona.INFERENCE_SERVICE), Action.READ_MODEL, released).allowed())
        .isTrue();
  }

  @Test
  void letsAServiceRead_whatIsReleased() {
    Principal service = workload(Persona.INFERENCE_SERVICE);
    Target model = model(DEVELOPMENT);
    assertThat(decide(service, Action.READ_MODEL, model)).isInstanceOf(Decision.Denied.class);
    assertThat(decide(service, Action.READ_MODEL, model.releasedTo(Set.of("staging"))).allowed())
        .isTrue();
    assertThat(decide(service, Action.READ_MODEL, model(OTHER).releasedTo(Set.of("production"))))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide(workload(Persona.PIPELINE), Action.READ_MODEL, model).allowed()).isTrue();
  }

  /// Neither runs nor what they left, whatever else it is.
  @Test
  void keepsExperiments_fromAService() {
    for (Principal service :
        List.of(
            workload(Persona.INFERENCE_SERVICE),
            user(Persona.INFERENCE_SERVICE, Persona.DATA_SCIENTIST, Persona.DATA_STEWARD),
            workload(Persona.INFERENCE_SERVICE, Persona.PIPELINE))) {
      for (Action action : Action.values()) {
        if (action.appliesTo(Target.Kind.EXPERIMENT)) {
          Decision decision = decide(service, action, experiment(DEVELOPMENT));
          assertThat(decision).as("%s %s", service, action).isInstanceOf(Decision.Denied.class);
          assertThat(rules(decision)).containsExactly("no-experiments-for-services");
        }
      }
    }
    assertThat(
            decide(workload(Persona.INFERENCE_SERVICE), Action.SEE, model(DEVELOPMENT)).allowed())
        .isTrue();
  }

  /// All that one persona may, in a project of theirs and in others, with nothing further known of
  /// how they come. A line that grows is a right that somebody was given.
  @Test
  void givesEachPersona_whatIsWrittenHereAndNothingElse() {
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
            rights(who, Target.REGISTRY),
            rights(who, model(OTHER)));
  }

  private static String rights(Principal who, Target what) {
    return Arrays.stream(Action.values())
        .filter(action -> action.appliesTo(what.kind()))
        .filter(action -> decide(who, action, what).allowed())
        .map(action -> " " + action.id())
        .collect(Collectors.joining());
  }

  @Test
  void explainsEachRuleInASentence() throws RulesException {
    assertThat(Rules.builtIn().all())
        .hasSize(20)
        .allSatisfy(rule -> assertThat(rule.sentence()).as(rule.id()).endsWith("."));
  }

  private static final String EVERYTHING =
      "// Everybody may everything.\npermit (principal, action, resource);";

  /// A rule that fails is neither a permission nor passed over.
  @Test
  void denies_whenOneRuleCannotBeEvaluated() throws RulesException {
    String failing = "forbid (principal, action, resource) when { 9223372036854775807 + 1 == 0 };";
    Access failed = new Access(Rules.of(Map.of("all", EVERYTHING, "failing", failing)));
    assertThat(failed.decide(user(), Action.SEE, model(OTHER), Situation.UNKNOWN))
        .isEqualTo(new Decision.Denied(List.of()));
    Access all = new Access(Rules.of(Map.of("all", EVERYTHING)));
    assertThat(all.decide(user(), Action.SEE, model(OTHER), Situation.UNKNOWN).allowed()).isTrue();
  }

  /// As the schema says, action by action.
  @Test
  void asksOfEachAction_whatItIsFor() {
    Map<Target.Kind, String> of = new EnumMap<>(Target.Kind.class);
    for (Target.Kind kind : Target.Kind.values()) {
      of.put(
          kind,
          Arrays.stream(Action.values())
              .filter(action -> action.appliesTo(kind))
              .map(Action::id)
              .collect(Collectors.joining(" ")));
    }
    assertThat(of)
        .containsEntry(
            Target.Kind.EXPERIMENT, "see record readRunArtifact writeArtifact delete erase hold")
        .containsEntry(
            Target.Kind.MODEL,
            "see record register readRunArtifact readModel writeArtifact delete evaluate approve"
                + " release erase hold")
        .containsEntry(Target.Kind.REGISTRY, "createProject readLedger changeRules administer");
    assertThatThrownBy(() -> decide(user(), Action.ADMINISTER, model(OTHER)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decide(user(), Action.RELEASE, experiment(OTHER)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsPersonasByTheirNames() {
    for (Persona persona : Persona.values()) {
      assertThat(Persona.of(persona.id())).contains(persona);
    }
    assertThat(Persona.of("Auditor")).isEmpty();
    assertThat(Persona.of("")).isEmpty();
  }

  @Test
  void refusesPrincipals_withoutAnIdOrAName() {
    for (String blank : List.of("", " ")) {
      assertThatThrownBy(() -> new Principal(Kind.USER, blank, "alice", Set.of(), Set.of(), false))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Principal(Kind.USER, "id", blank, Set.of(), Set.of(), false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// A registry has no project, nor what only experiments and models have.
  @Test
  void tellsRulesNothing_ofTheRegistry() throws RulesException {
    String labelled =
        """
        forbid (principal, action == Redoubt::Action::"administer", resource)
        when { resource has project };
        """;
    Access own = new Access(Rules.of(Map.of("all", EVERYTHING, "labelled", labelled)));
    assertThat(own.decide(user(), Action.ADMINISTER, Target.REGISTRY, Situation.UNKNOWN).allowed())
        .isTrue();
  }

  @Test
  void readsRulesOfAFolder_oneInEachFile(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("zoo.cedar"), EVERYTHING);
    Files.writeString(
        folder.resolve("ark.cedar"), "// Nobody may see.\n// At all.\n" + NOBODY_SEES);
    Files.writeString(folder.resolve("README.md"), "no rule");
    Rules rules = Rules.in(folder);
    assertThat(rules.all()).extracting(Rule::id).containsExactly("ark", "zoo");
    assertThat(rules.all())
        .extracting(Rule::sentence)
        .containsExactly("Nobody may see. At all.", "Everybody may everything.");
    assertThat(rules(new Access(rules).decide(user(), Action.SEE, model(OTHER), Situation.UNKNOWN)))
        .containsExactly("ark");
    assertThat(rules.digest()).matches("[0-9a-f]{64}").isEqualTo(Rules.in(folder).digest());
    String before = rules.digest();
    Files.move(folder.resolve("ark.cedar"), folder.resolve("arc.cedar"));
    assertThat(Rules.in(folder).digest()).isNotEqualTo(before);
    Files.writeString(folder.resolve("zoo.cedar"), EVERYTHING + "\n");
    assertThat(Rules.in(folder).digest()).isNotEqualTo(before);
  }

  private static final String NOBODY_SEES =
      "forbid (principal, action == Redoubt::Action::\"see\", resource);";

  @Test
  void refusesAFolder_withoutRules(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("rules.txt"), EVERYTHING);
    assertThatThrownBy(() -> Rules.in(folder))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("has no file that ends in `.cedar`");
  }

  /// The digest is over all rules in this order, so that it is the same in each process.
  @Test
  void ordersRulesById() throws RulesException {
    Rules rules = Rules.builtIn();
    assertThat(rules.all()).extracting(Rule::id).hasSizeGreaterThan(5).isSorted();
    List<Rule> back = rules.all().reversed();
    Map<String, String> texts = new LinkedHashMap<>();
    back.forEach(rule -> texts.put(rule.id(), rule.text()));
    assertThat(Rules.of(texts).digest()).isEqualTo(rules.digest());
  }

  @Test
  void refusesRulesThatDoNotFitTheSchema() {
    assertThatThrownBy(
            () ->
                Rules.of(
                    Map.of(
                        "colourful",
                        "permit (principal, action, resource) when { principal.colour == 1 };")))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("colourful");
    assertThatThrownBy(() -> Rules.of(Map.of("broken", "permit (principal, action")))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("broken");
  }
}
