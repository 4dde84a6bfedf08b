package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads issuer configurations: presets, settings and defaults.
class IssuerConfigurationReaderTest {

  private static final Path FOLDER = Path.of("/etc/redoubt");
  private static final String MAPPING = "mappings: [{when: {a: b}, personas: auditor}]";
  private static final String END = "/.well-known/openid-configuration";

  private static IssuerConfiguration issuer(String keys) {
    return AuthenticationFixture.trust(
            "issuers: [{" + keys + ", audience: us, " + MAPPING + "}]", FOLDER)
        .issuers()
        .getFirst();
  }

  private static List<String> mistakes(String yaml) {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class, () -> AuthenticationFixture.read(yaml, FOLDER));
    assertThat(wrong).as("a mistake").isNotNull();
    return wrong.errors().stream().map(ConfigurationError::message).toList();
  }

  @Test
  void appliesDefaults() {
    IssuerConfiguration issuer = issuer("issuer: 'https://issuer.example/x/'");
    assertThat(issuer)
        .isEqualTo(
            new IssuerConfiguration(
                "https://issuer.example/x/",
                Set.of("us"),
                Set.of(JWSAlgorithm.RS256),
                new KeySetLocation.Discovery(URI.create("https://issuer.example/x" + END)),
                null,
                Map.of(),
                "sub",
                List.of("preferred_username", "name", "email"),
                List.of(),
                List.of(
                    new PersonaMapping(
                        List.of(new ClaimCondition.OneOf("a", Set.of("b"))),
                        Principal.Kind.USER,
                        Set.of(Persona.AUDITOR),
                        Set.of()))));
    assertThat(issuer("issuer: https://issuer.example").keys())
        .isEqualTo(new KeySetLocation.Discovery(URI.create("https://issuer.example" + END)));
  }

  @Test
  void configuredValuesOverrideDefaults() {
    IssuerConfiguration issuer =
        issuer(
            "preset: oidc, issuer: https://issuer.example, subject: uid, name: [nick, uid],"
                + " algorithms: [ES256, PS256], jwks: https://keys.example/k, ca: tls/ca.pem,"
                + " compliant-device: {dev: ok}");
    assertThat(issuer.subject()).isEqualTo("uid");
    assertThat(issuer.names()).containsExactly("nick", "uid");
    assertThat(issuer.algorithms())
        .containsExactlyInAnyOrder(JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    assertThat(issuer.keys())
        .isEqualTo(new KeySetLocation.KeySet(URI.create("https://keys.example/k")));
    assertThat(issuer.authority()).isEqualTo(FOLDER.resolve("tls/ca.pem"));
    assertThat(issuer.device()).containsExactly(new ClaimCondition.OneOf("dev", Set.of("ok")));
    assertThat(issuer("issuer: https://issuer.example, jwks-file: keys.json").keys())
        .isEqualTo(new KeySetLocation.InFile(FOLDER.resolve("keys.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "entra-id, 2, https://login.microsoftonline.com/T/v2.0,"
        + " https://login.microsoftonline.com/T/v2.0",
    "entra-id, 1, https://sts.windows.net/T/, https://login.microsoftonline.com/T",
    "managed-identity, 2, https://login.microsoftonline.com/T/v2.0,"
        + " https://login.microsoftonline.com/T/v2.0"
  })
  void appliesEntraIdPreset(String preset, int version, String name, String document) {
    IssuerConfiguration issuer =
        issuer(
            "preset: " + preset + ", tenant: " + CloudTokenClaims.TENANT + ", version: " + version);
    assertThat(issuer.issuer()).isEqualTo(name.replace("T", CloudTokenClaims.TENANT));
    assertThat(issuer.keys())
        .isEqualTo(
            new KeySetLocation.Discovery(
                URI.create(document.replace("T", CloudTokenClaims.TENANT) + END)));
    assertThat(issuer.pinned()).isEqualTo(Map.of("tid", CloudTokenClaims.TENANT));
    assertThat(issuer.subject()).isEqualTo("oid");
    boolean person = preset.equals("entra-id");
    assertThat(issuer.mappings().getFirst().kind())
        .isEqualTo(person ? Principal.Kind.USER : Principal.Kind.WORKLOAD);
    assertThat(issuer.mappings().getFirst().conditions())
        .containsExactly(
            new ClaimCondition.OneOf("a", Set.of("b")), new ClaimCondition.Present("scp", person));
  }

  @Test
  void appliesGitHubAndKubernetesPresets() {
    IssuerConfiguration github = issuer("preset: github-actions");
    assertThat(github.issuer()).isEqualTo("https://token.actions.githubusercontent.com");
    assertThat(github.names()).containsExactly("sub");
    assertThat(github.mappings().getFirst().kind()).isEqualTo(Principal.Kind.WORKLOAD);
    assertThat(github.mappings().getFirst().conditions()).hasSize(1);
    IssuerConfiguration cluster = issuer("preset: kubernetes, issuer: https://cluster.example");
    assertThat(cluster.issuer()).isEqualTo("https://cluster.example");
    assertThat(cluster.mappings().getFirst().kind()).isEqualTo(Principal.Kind.WORKLOAD);
  }

  @Test
  void readsMappings() {
    IssuerConfiguration issuer =
        AuthenticationFixture.trust(
                """
                issuers:
                  - issuer: https://issuer.example
                    audience: [us, them]
                    mappings:
                      - when: {a: [b, c], d: {contains: [e], like: "f*"}}
                        kind: workload
                        personas: [pipeline, auditor]
                        projects: [credit, fraud]
                """,
                FOLDER)
            .issuers()
            .getFirst();
    assertThat(issuer.audiences()).containsExactlyInAnyOrder("us", "them");
    PersonaMapping mapping = issuer.mappings().getFirst();
    assertThat(mapping.kind()).isEqualTo(Principal.Kind.WORKLOAD);
    assertThat(mapping.personas()).containsExactlyInAnyOrder(Persona.PIPELINE, Persona.AUDITOR);
    assertThat(mapping.projects()).containsExactlyInAnyOrder("credit", "fraud");
    assertThat(mapping.conditions()).hasSize(3);
    assertThat(mapping.conditions().get(0))
        .isEqualTo(new ClaimCondition.OneOf("a", Set.of("b", "c")));
    assertThat(mapping.conditions().get(1))
        .isEqualTo(new ClaimCondition.Contains("d", Set.of("e")));
    assertThat(mapping.conditions().get(2)).isInstanceOf(ClaimCondition.Glob.class);
  }

  @Test
  void readsTransmitters() {
    String issuers = "issuers: [{issuer: https://issuer.example, audience: us, " + MAPPING + "}]\n";
    SecurityEventTransmitter named =
        AuthenticationFixture.trust(
                issuers
                    + "transmitters: [{issuer: https://events.example, audience: us,"
                    + " algorithms: ES384, about: https://issuer.example}]",
                FOLDER)
            .transmitters()
            .getFirst();
    assertThat(named)
        .isEqualTo(
            new SecurityEventTransmitter(
                "https://events.example",
                Set.of("us"),
                Set.of(JWSAlgorithm.ES384),
                new KeySetLocation.Discovery(URI.create("https://events.example" + END)),
                null,
                Set.of("https://issuer.example")));
    SecurityEventTransmitter itself =
        AuthenticationFixture.trust(
                issuers + "transmitters: [{issuer: https://issuer.example, audience: us}]", FOLDER)
            .transmitters()
            .getFirst();
    assertThat(itself.about()).containsExactly("https://issuer.example");
    assertThat(
            mistakes(
                issuers
                    + "transmitters: [{issuer: https://events.example, audience: us, what: 1}]"))
        .hasSize(2)
        .anyMatch(each -> each.contains("`https://events.example` is not one of the `issuers`"))
        .anyMatch(each -> each.contains("unknown setting `what`"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: https://issuer.example, jwks: https://a.example, jwks-file: b | are mutually"
            + " exclusive",
        "issuer: https://issuer.example, jwks: 'https://a b' | `https://a b` is not an"
            + " `https` URL",
        "issuer: https://issuer.example, jwks: ftp://a.example | is not an `https` URL",
        "issuer: 'https://{tenant}.example' | is a multi-tenant issuer",
        "issuer: https://login.microsoftonline.com/organizations/v2.0 | is a multi-tenant issuer",
        "issuer: https://login.microsoftonline.com/consumers | is a multi-tenant issuer",
        "issuer: 'https://a b' | is not an issuer",
        "issuer: http://issuer.example | is not an issuer",
        "preset: kubernetes | `issuer` is missing",
        "preset: entra-id, tenant: common | `common` is not a tenant id",
        "preset: entra-id, tenant: 8b7f2c1e-4a35-4f0d-9c3b-6f1d2e3a4b5 | is not a tenant id",
        "preset: entra-id, tenant: 8b7f2c1e-4a35-4f0d-9c3b-6f1d2e3a4b5c, version: 3 | version",
        "issuer: https://issuer.example, algorithms: HS256 | is not a valid value of `algorithms`",
        "issuer: https://issuer.example, preset: entra | `entra` is not a valid value of `preset`;"
            + " valid values: `entra-id`, `managed-identity`,"
      })
  void reportsEachErrorOnce(String keys, String words) {
    List<String> mistakes = mistakes("issuers: [{" + keys + ", audience: us, " + MAPPING + "}]");
    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.getFirst()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/x", "http://localhost", "http://[::1]:1/"})
  void allowsHttpForLoopbackIssuer(String name) {
    assertThat(issuer("issuer: '" + name + "'").issuer()).isEqualTo(name);
  }

  @Test
  void reportsMissingSettings() {
    assertThat(mistakes("issuers: [{issuer: https://issuer.example}]"))
        .hasSize(2)
        .anyMatch(each -> each.contains("`audience` is missing"))
        .anyMatch(each -> each.contains("`mappings` is missing"));
    assertThat(
            mistakes(
                "issuers: [{issuer: https://issuer.example, audience: us, mappings: [{kind:"
                    + " user}]}]"))
        .hasSize(2)
        .anyMatch(each -> each.contains("`when` is missing"))
        .anyMatch(each -> each.contains("`personas` is missing"));
    assertThat(
            mistakes(
                "issuers: [{issuer: https://issuer.example, audience: us,"
                    + " mappings: [{when: {a: b}, personas: auditor, project: x}]}]"))
        .hasSize(1)
        .allMatch(each -> each.contains("unknown setting `project`"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "personas: wizard | `wizard` is not a valid value of `personas`; valid values:"
            + " `data-scientist`, `mlops-engineer`,",
        "personas: auditor, kind: robot | `robot` is not a valid value of `kind`; valid values:"
            + " `user`, `workload`"
      })
  void listsValidWordsForUnknownOne(String keys, String words) {
    assertThat(
            mistakes(
                "issuers: [{issuer: https://issuer.example, audience: us, mappings: [{when: {a: b},"
                    + " "
                    + keys
                    + "}]}]"))
        .singleElement()
        .asString()
        .startsWith(words);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {like: '*'}} | `*` would match every value",
        "{a: {like: '* *'}} | would match every value",
        "{a: {like: 'x*********'}} | has more than eight `*`",
        "{a: {contains: []}} | `contains` is empty; write at least one expected value",
        "{a: []} | `a` is empty; write the expected value of the claim",
        "{a: {is: b}} | `a` needs `contains` or `like`",
        "{a: {contains: [b], are: c}} | unknown setting `are`"
      })
  void rejectsEmptyCondition(String when, String words) {
    assertThat(
            mistakes(
                "issuers: [{issuer: https://issuer.example, audience: us, mappings: [{when: "
                    + when
                    + ", personas: auditor}]}]"))
        .anyMatch(each -> each.contains(words));
  }

  @Test
  void acceptsEightWildcards() {
    IssuerConfiguration issuer =
        AuthenticationFixture.trust(
                "issuers: [{issuer: https://issuer.example, audience: us, mappings:"
                    + " [{when: {a: {like: 'x********'}}, personas: auditor}]}]",
                FOLDER)
            .issuers()
            .getFirst();
    assertThat(issuer.mappings().getFirst().conditions()).hasSize(1);
  }

  @Test
  void trustsConfiguredIssuersAndTransmitters() {
    assertThat(TrustConfiguration.NONE.hasIssuers()).isFalse();
    TrustConfiguration trust =
        AuthenticationFixture.trust(
            "issuers: [{issuer: https://issuer.example, audience: us, "
                + MAPPING
                + "}]\nnetworks: {office: [10.0.0.0/8, '2001:db8::/32'], lab: 10.1.0.0/16}",
            FOLDER);
    assertThat(trust.hasIssuers()).isTrue();
    assertThat(trust.networks().name("10.1.0.1")).isEqualTo("lab");
    assertThat(trust.networks().name("2001:db8::1")).isEqualTo("office");
    assertThat(mistakes("networks: {office: [10.0.0.0/8, 10.0.0.1/8, x]}"))
        .hasSize(2)
        .allMatch(each -> each.contains("is not a CIDR range"));
  }
}
