package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks the examples in `docs/access.md`.
class AccessPageTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String OID = "5c0e1000-0000-4000-8000-000000000002";

  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("../../docs/access.md"));
  }

  private static List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(each -> each.group(1))
        .toList();
  }

  /// Whom claims stand for, by the only example that knows their issuer and has a mapping.
  private static Set<Persona> personas(Map<String, Object> claims) {
    TokenClaims read =
        TokenClaims.parse(TokenKey.json(claims).getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return blocks("yaml").stream()
        .flatMap(yaml -> AuthenticationFixture.trust(yaml, Path.of("/nowhere")).issuers().stream())
        .filter(issuer -> issuer.issuer().equals(claims.get("iss")))
        .map(issuer -> new PrincipalMapper(issuer).of(read))
        .flatMap(
            outcome ->
                outcome instanceof TokenIssuer.Outcome.Admitted(Principal who)
                    ? who.personas().stream()
                    : java.util.stream.Stream.empty())
        .collect(Collectors.toSet());
  }

  @Test
  void documentedConfigurationsMapTokens() {
    assertThat(blocks("yaml")).hasSize(5);
    assertThat(personas(CloudTokenClaims.entraUser(NOW, OID, "Erin", "Registry.Engineer")))
        .containsExactly(Persona.MLOPS_ENGINEER);
    Map<String, Object> reviewer = CloudTokenClaims.entraUser(NOW, OID, "Rita");
    assertThat(personas(reviewer)).isEmpty();
    reviewer.put("groups", List.of(CloudTokenClaims.REVIEWERS));
    assertThat(personas(reviewer)).containsExactly(Persona.MODEL_REVIEWER);
    assertThat(personas(CloudTokenClaims.managedIdentity(NOW, OID)))
        .containsExactly(Persona.INFERENCE_SERVICE);
    assertThat(personas(CloudTokenClaims.gitHubJob(NOW, "contoso/credit", "ref:refs/heads/main")))
        .containsExactly(Persona.PIPELINE);
    assertThat(personas(CloudTokenClaims.gitHubJob(NOW, "contoso/credit", "pull_request")))
        .isEmpty();
    assertThat(
            personas(
                CloudTokenClaims.serviceAccount(NOW, CloudTokenClaims.AKS, "serving", "scorer")))
        .containsExactly(Persona.INFERENCE_SERVICE);
  }

  @Test
  void documentedRulesLoadWithBuiltInRules() throws CedarPolicyException {
    Map<String, String> texts = new HashMap<>();
    CedarPolicySet.builtIn().all().forEach((CedarPolicy each) -> texts.put(each.id(), each.text()));
    List<String> shown = blocks("cedar");
    assertThat(shown).hasSize(2);
    shown.forEach(each -> texts.put("own-" + texts.size(), each));
    Authorizer access = new Authorizer(CedarPolicySet.of(texts));
    AuthorizationResource production = AccessQuestion.resource("model:credit/production");
    Principal engineer = AccessQuestion.who("mlops-engineer@credit", Principal.Kind.USER, false);
    AuthorizationContext home = new AuthorizationContext(Set.of("c1"), Set.of(), true, "home");
    AuthorizationContext office = new AuthorizationContext(Set.of("c1"), Set.of(), true, "office");
    assertThat(access.decide(engineer, Action.RELEASE, production, home).allowed()).isFalse();
    assertThat(access.decide(engineer, Action.RELEASE, production, office).allowed()).isTrue();
  }

  @Test
  void documentedChallengeMatchesServer() {
    Matcher shown =
        Pattern.compile("claims=\"([^\"]+)\"\n```\n\nThe decoded [^`]*`claims`[^`]*`([^`]+)`")
            .matcher(page);
    assertThat(shown.find()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(shown.group(1)), StandardCharsets.UTF_8))
        .isEqualTo(shown.group(2));
  }

  @Test
  void documentedQuestionsAreAnswered() throws CedarPolicyException {
    List<String> shown =
        page.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("./redoubt access explain "))
            .toList();
    assertThat(shown)
        .extracting(AccessPageTest::verdict)
        .containsExactly("denied", "allowed", "denied");
    AccessExplanation last = explain(shown.getLast());
    assertThat(last.possibleChanges()).contains(List.of("the version is released"));
  }

  private static String verdict(String line) {
    try {
      return explain(line).verdict();
    } catch (CedarPolicyException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private static AccessExplanation explain(String line) throws CedarPolicyException {
    List<String> words = List.of(line.split(" ", -1));
    Principal.Kind kind =
        words.contains("--workload") ? Principal.Kind.WORKLOAD : Principal.Kind.USER;
    Set<String> contexts = words.contains("--acrs") ? Set.of(words.getLast()) : Set.of();
    CedarPolicySet rules = CedarPolicySet.builtIn();
    return AccessExplanation.of(
        new AccessQuestion(
            AccessQuestion.who(words.get(3), kind, false),
            AccessQuestion.action(words.get(4)),
            AccessQuestion.resource(words.get(5)),
            new AuthorizationContext(contexts, Set.of(), false, "")),
        new Authorizer(rules),
        rules.all());
  }

  @ParameterizedTest
  @EnumSource
  void documentationListsEveryPersonaAndPreset(Persona persona) {
    assertThat(page).contains("| `" + persona.id() + "` |");
    assertThat(IssuerPreset.ids()).allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
  }
}
