package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Maps tokens of cloud issuers to principals.
class PersonaMappingTest {

  private static final String ALICE = "a11ce000-0000-4000-8000-000000000001";
  private static final String SCORING = "5c0e1000-0000-4000-8000-000000000002";

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer entra = FakeIssuer.named(CloudTokenClaims.ENTRA);

  private AuthenticationFixture tenant() {
    return AuthenticationFixture.of(
        folder,
        """
        issuers:
          - preset: entra-id
            tenant: %s
            audience: [%s]
            jwks: %s
            compliant-device: {xms_dc: compliant}
            mappings:
              - when: {roles: {contains: [Registry.Engineer, Registry.Operator]}}
                personas: mlops-engineer
                projects: [credit, fraud]
              - when: {groups: {contains: %s}}
                personas: model-reviewer
                projects: credit
              - when: {preferred_username: {like: "*@contoso.example"}, name: [Alice, Alan]}
                personas: data-scientist
                projects: credit
              - when: {oid: %s}
                kind: workload
                personas: inference-service
                projects: credit
        networks:
          office: [10.0.0.0/8, "2001:db8::/32"]
          lab: 10.20.0.0/16
        """
            .formatted(
                CloudTokenClaims.TENANT,
                CloudTokenClaims.AUDIENCE,
                entra.keySet(),
                CloudTokenClaims.REVIEWERS,
                SCORING));
  }

  private static Map<String, Object> alice(AuthenticationFixture authentication) {
    return CloudTokenClaims.entraUser(authentication.now(), ALICE, "Alice");
  }

  private static String refused(
      AuthenticationFixture authentication, FakeIssuer issuer, Map<String, Object> claims) {
    return authentication.refusal(issuer.token(claims));
  }

  @Test
  void mapsEntraIdUsersByRolesGroupsAndClaims() {
    try (AuthenticationFixture authentication = tenant()) {
      Principal scientist = authentication.known(entra.token(alice(authentication)));
      assertThat(scientist.id()).isEqualTo(CloudTokenClaims.ENTRA + "#" + ALICE);
      assertThat(scientist.name()).isEqualTo("alice@contoso.example");
      assertThat(scientist.kind()).isEqualTo(Principal.Kind.USER);
      assertThat(scientist.personas()).containsExactly(Persona.DATA_SCIENTIST);

      Map<String, Object> grouped = alice(authentication);
      grouped.put("groups", List.of("0000", CloudTokenClaims.REVIEWERS));
      assertThat(authentication.known(entra.token(grouped)).personas())
          .containsExactly(Persona.MODEL_REVIEWER);

      Map<String, Object> roles =
          CloudTokenClaims.entraUser(
              authentication.now(), ALICE, "Alice", "Other", "Registry.Operator");
      assertThat(authentication.known(entra.token(roles)).projects())
          .containsExactlyInAnyOrder("credit", "fraud");
    }
  }

  /// Two mappings together would give the persona of one in the projects of the other.
  @Test
  void firstMatchingMappingWins() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> both =
          CloudTokenClaims.entraUser(authentication.now(), ALICE, "Alice", "Registry.Engineer");
      both.put("groups", List.of(CloudTokenClaims.REVIEWERS));
      assertThat(authentication.known(entra.token(both)).personas())
          .containsExactly(Persona.MLOPS_ENGINEER);
    }
  }

  @Test
  void rejectsOtherTenant() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> guest = alice(authentication);
      guest.put("tid", "00000000-0000-4000-8000-000000000000");
      assertThat(refused(authentication, entra, guest)).contains("`tid`");
      guest.remove("tid");
      assertThat(refused(authentication, entra, guest)).contains("`tid`");
    }
  }

  @Test
  void mapsManagedIdentityToWorkload() {
    try (AuthenticationFixture authentication = tenant()) {
      Principal service =
          authentication.known(
              entra.token(CloudTokenClaims.managedIdentity(authentication.now(), SCORING)));
      assertThat(service.kind()).isEqualTo(Principal.Kind.WORKLOAD);
      assertThat(service.id()).isEqualTo(CloudTokenClaims.ENTRA + "#" + SCORING);
      assertThat(service.personas()).containsExactly(Persona.INFERENCE_SERVICE);
      assertThat(
              refused(
                  authentication,
                  entra,
                  CloudTokenClaims.managedIdentity(authentication.now(), ALICE)))
          .contains("no persona mapping of its issuer matches it");
    }
  }

  @Test
  void mapsManagedIdentityWithVersionOneToken() {
    try (FakeIssuer old = FakeIssuer.named(CloudTokenClaims.ENTRA_1);
        AuthenticationFixture authentication =
            AuthenticationFixture.of(
                folder,
                """
                issuers:
                  - preset: managed-identity
                    tenant: %s
                    version: 1
                    audience: api://%s
                    jwks: %s
                    mappings:
                      - when: {oid: %s}
                        personas: pipeline
                        projects: credit
                """
                    .formatted(
                        CloudTokenClaims.TENANT,
                        CloudTokenClaims.AUDIENCE,
                        old.keySet(),
                        SCORING))) {
      Principal pipeline =
          authentication.known(
              old.token(CloudTokenClaims.managedIdentity1(authentication.now(), SCORING)));
      assertThat(pipeline.kind()).isEqualTo(Principal.Kind.WORKLOAD);
      assertThat(pipeline.name()).isEqualTo("7c6b5a49-3827-4615-8f4e-3d2c1b0a9f8e");
    }
  }

  /// A workload is asked for no second sign-in: nobody at a keyboard may pass for one.
  @Test
  void distinguishesUsersFromWorkloads() {
    try (AuthenticationFixture authentication = tenant()) {
      assertThat(
              refused(
                  authentication,
                  entra,
                  CloudTokenClaims.entraUser(authentication.now(), SCORING, "Mallory")))
          .contains("no persona mapping");
      Map<String, Object> application =
          CloudTokenClaims.managedIdentity(authentication.now(), ALICE);
      application.put("roles", List.of("Registry.Engineer"));
      assertThat(refused(authentication, entra, application)).contains("no persona mapping");
    }
  }

  /// An ID token tells a client who has signed in. It has no `scp`.
  @Test
  void rejectsIdToken() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> id = alice(authentication);
      id.remove("scp");
      id.put("nonce", "n-0S6_WzA2Mj");
      assertThat(refused(authentication, entra, id)).contains("no persona mapping");
    }
  }

  @Test
  void explainsGroupsOverage() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> many = CloudTokenClaims.entraUser(authentication.now(), ALICE, "Zoe");
      many.put("_claim_names", Map.of("groups", "src1"));
      many.put("_claim_sources", Map.of("src1", Map.of("endpoint", "https://graph.example/x")));
      assertThat(refused(authentication, entra, many))
          .contains("too many groups")
          .contains("roles");
    }
  }

  @Test
  void listAndStringConditionsDoNotMix() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> listed = CloudTokenClaims.entraUser(authentication.now(), ALICE, "Zoe");
      listed.put("name", List.of("Alice"));
      assertThat(refused(authentication, entra, listed)).contains("no persona mapping");
      Map<String, Object> text = CloudTokenClaims.entraUser(authentication.now(), ALICE, "Zoe");
      text.put("groups", CloudTokenClaims.REVIEWERS);
      assertThat(refused(authentication, entra, text)).contains("no persona mapping");
      text.put("roles", "Registry.Engineer");
      assertThat(refused(authentication, entra, text)).contains("no persona mapping");
    }
  }

  @Test
  void removesDeceptiveCharactersFromNames() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> odd =
          CloudTokenClaims.entraUser(authentication.now(), ALICE, "Alice", "Registry.Engineer");
      odd.put("preferred_username", "\u202Eecila\u0007\u200B" + "x".repeat(500));
      String name = authentication.known(entra.token(odd)).name();
      assertThat(name).startsWith("ecilaxxx").hasSize(100);
      odd.put("preferred_username", "\u202E");
      odd.remove("name");
      assertThat(authentication.known(entra.token(odd)).name()).isEqualTo(ALICE);
    }
  }

  @Test
  void readsAuthenticationContextFromToken() {
    try (AuthenticationFixture authentication = tenant()) {
      Map<String, Object> claims = alice(authentication);
      claims.put("acrs", List.of("c1", "c2"));
      claims.put("amr", List.of("pwd", "mfa"));
      claims.put("xms_dc", "compliant");
      AuthorizationContext how = authentication.knownAt(entra.token(claims), "10.20.3.4").how();
      assertThat(how.contexts()).containsExactlyInAnyOrder("c1", "c2");
      assertThat(how.methods()).containsExactlyInAnyOrder("pwd", "mfa");
      assertThat(how.compliantDevice()).isTrue();
      assertThat(how.network()).isEqualTo("lab");
      assertThat(authentication.situation(entra.token(alice(authentication))))
          .isEqualTo(AuthorizationContext.UNKNOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, office",
    "10.20.255.255, lab",
    "10.21.0.0, office",
    "11.0.0.1, ''",
    "2001:db8::1, office",
    "2001:db9::1, ''",
    "::ffff:10.1.2.3, office",
    "nonsense, ''"
  })
  void mapsAddressesToNetworks(String peer, String name) {
    try (AuthenticationFixture authentication = tenant()) {
      assertThat(authentication.knownAt(entra.token(alice(authentication)), peer).how().network())
          .isEqualTo(name);
    }
  }

  private static String workflows(FakeIssuer github) {
    return """
    issuers:
      - preset: github-actions
        audience: %s
        jwks: %s
        mappings:
          - when: {repository_id: 74, sub: "repo:contoso/credit:environment:production"}
            personas: [pipeline, mlops-engineer]
            projects: credit
          - when:
              sub: {like: "repo:contoso/*:ref:refs/heads/*"}
              job_workflow_ref: {like: "contoso/*/.github/workflows/train.yml@refs/heads/main"}
            personas: pipeline
            projects: credit
    """
        .formatted(CloudTokenClaims.AUDIENCE, github.keySet());
  }

  @Test
  void mapsGitHubJobsByRepositoryAndEnvironment() {
    try (FakeIssuer github = FakeIssuer.named(CloudTokenClaims.GITHUB);
        AuthenticationFixture authentication =
            AuthenticationFixture.of(folder, workflows(github))) {
      Instant now = authentication.now();
      Principal release =
          authentication.known(
              github.token(
                  CloudTokenClaims.gitHubJob(now, "contoso/credit", "environment:production")));
      assertThat(release.kind()).isEqualTo(Principal.Kind.WORKLOAD);
      assertThat(release.personas())
          .containsExactlyInAnyOrder(Persona.PIPELINE, Persona.MLOPS_ENGINEER);
      assertThat(release.id())
          .isEqualTo(CloudTokenClaims.GITHUB + "#repo:contoso/credit:environment:production");
      Principal train =
          authentication.known(
              github.token(
                  CloudTokenClaims.gitHubJob(now, "contoso/fraud", "ref:refs/heads/main")));
      assertThat(train.personas()).containsExactly(Persona.PIPELINE);
      for (String[] other :
          new String[][] {
            {"contoso/credit", "pull_request"},
            {"contoso/credit", "ref:refs/heads/feature/x"},
            {"contoso/credit", "ref:refs/tags/v1"},
            {"contoso/credit", "environment:staging"},
            {"contoso-evil/credit", "ref:refs/heads/main"},
            {"evil/contoso", "ref:refs/heads/main"},
            {"contoso/a/b", "ref:refs/heads/main"},
          }) {
        assertThat(
                refused(
                    authentication, github, CloudTokenClaims.gitHubJob(now, other[0], other[1])))
            .as(String.join(" ", other))
            .contains("no persona mapping");
      }
      Map<String, Object> elsewhere =
          CloudTokenClaims.gitHubJob(now, "contoso/x", "ref:refs/heads/main");
      elsewhere.put("job_workflow_ref", "evil/x/.github/workflows/train.yml@refs/heads/main");
      assertThat(refused(authentication, github, elsewhere)).contains("no persona mapping");
    }
  }

  @Test
  void mapsKubernetesServiceAccounts() {
    try (FakeIssuer cluster = FakeIssuer.named(CloudTokenClaims.AKS);
        AuthenticationFixture authentication =
            AuthenticationFixture.of(
                folder,
                """
                issuers:
                  - preset: kubernetes
                    issuer: %s
                    audience: %s
                    jwks: %s
                    mappings:
                      - when: {sub: "system:serviceaccount:serving:scorer"}
                        personas: inference-service
                        projects: credit
                """
                    .formatted(
                        CloudTokenClaims.AKS, CloudTokenClaims.AUDIENCE, cluster.keySet()))) {
      Instant now = authentication.now();
      Principal scorer =
          authentication.known(
              cluster.token(
                  CloudTokenClaims.serviceAccount(now, CloudTokenClaims.AKS, "serving", "scorer")));
      assertThat(scorer.kind()).isEqualTo(Principal.Kind.WORKLOAD);
      assertThat(scorer.personas()).containsExactly(Persona.INFERENCE_SERVICE);
      assertThat(
              refused(
                  authentication,
                  cluster,
                  CloudTokenClaims.serviceAccount(now, CloudTokenClaims.AKS, "evil", "scorer")))
          .contains("no persona mapping");
      String bare = CloudTokenClaims.AKS.substring(0, CloudTokenClaims.AKS.length() - 1);
      assertThat(
              refused(
                  authentication,
                  cluster,
                  CloudTokenClaims.serviceAccount(now, bare, "serving", "scorer")))
          .contains("issuer is not trusted");
    }
  }

  /// Tokens of Kubernetes have no `typ` in their header.
  @Test
  void discoversKeysOfIssuerWithTrailingSlash() {
    try (FakeIssuer cluster = FakeIssuer.at("/tenant/cluster/");
        AuthenticationFixture authentication =
            AuthenticationFixture.of(
                folder,
                """
                issuers:
                  - preset: kubernetes
                    issuer: %s
                    audience: %s
                    mappings:
                      - when: {sub: {like: "system:serviceaccount:serving:*"}}
                        personas: inference-service
                """
                    .formatted(cluster.name(), CloudTokenClaims.AUDIENCE))) {
      String token =
          cluster
              .key()
              .sign(
                  Map.of("alg", "RS256", "kid", cluster.key().id()),
                  CloudTokenClaims.serviceAccount(
                      authentication.now(), cluster.name(), "serving", "scorer"));
      assertThat(authentication.known(token).name())
          .isEqualTo("system:serviceaccount:serving:scorer");
      assertThat(cluster.paths())
          .containsExactly("/tenant/cluster" + FakeIssuer.DISCOVERY, "/keys");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"roles: {contains: [A]}", "sub: {like: 'a*'}", "sub: alice", "sub: [a, b]"})
  void emptyClaimsMatchNoCondition(String condition) {
    IssuerConfiguration issuer =
        AuthenticationFixture.trust(
                """
                issuers:
                  - issuer: https://issuer.example
                    audience: registry
                    mappings: [{when: {%s}, personas: auditor}]
                """
                    .formatted(condition),
                folder)
            .issuers()
            .getFirst();
    TokenClaims empty =
        TokenClaims.parse("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
    assertThat(issuer.mappings()).noneMatch(each -> each.applies(empty));
  }
}
