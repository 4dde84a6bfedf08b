package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rejects invalid trust configurations. Each error would admit somebody unintended, or nobody.
class TrustConfigurationTest {

  private static final String GOOD =
      """
      issuers:
        - issuer: https://issuer.example
          audience: registry
          algorithms: RS256
          mappings:
            - when: {sub: alice, team: {contains: [credit]}}
              personas: auditor
              projects: credit
      networks: {office: 10.0.0.0/8}
      transmitters:
        - issuer: https://events.example
          audience: registry
          about: https://issuer.example
      """;

  private static String mistakes(String yaml) {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> AuthenticationFixture.read(yaml, Path.of("/nowhere")));
    assertThat(wrong).as("a mistake").isNotNull();
    return wrong.mistakes().stream().map(ConfigurationError::message).toList().toString();
  }

  @Test
  void readsValidConfiguration() throws ConfigurationException {
    TrustConfiguration trust = AuthenticationFixture.read(GOOD, Path.of("/nowhere"));
    assertThat(trust.issuers()).hasSize(1);
    assertThat(trust.transmitters()).hasSize(1);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: https://issuer.example | issuer: http://issuer.example | is not an issuer",
        "issuer: https://issuer.example | issuer: https://issuer.example?a=b | is not an issuer",
        "issuer: https://issuer.example | issuer: https://issuer.example#a | is not an issuer",
        "issuer: https://issuer.example | issuer: https://me@issuer.example | is not an issuer",
        "issuer: https://issuer.example | issuer: https://login.microsoftonline.com/common/v2.0 |"
            + " multi-tenant issuer",
        "issuer: https://issuer.example | 'issuer:"
            + " https://login.microsoftonline.com/{tenantid}/v2.0' | multi-tenant issuer",
        "issuer: https://issuer.example | preset: entra-id | `tenant` is missing",
        "issuer: https://issuer.example | preset: azure | is not a valid value of `preset`",
        "audience: registry | audience: [] | `audience` is missing",
        "algorithms: RS256 | algorithms: none | is not a valid value of `algorithms`",
        "algorithms: RS256 | algorithms: [RS256, HS256] | is not a valid value of `algorithms`",
        "algorithms: RS256 | jwks: http://10.0.0.1/keys | is not an `https` URL",
        "algorithms: RS256 | algorithm: RS256 | unknown setting `algorithm`",
        "sub: alice, | sub: [], | `sub` is empty; write",
        "sub: alice, | sub: '', | must be a string",
        "contains: [credit] | contains: [] | `contains` is empty",
        "contains: [credit] | contain: [credit] | needs `contains` or `like`",
        "contains: [credit] | like: '**' | would match every value",
        "'{sub: alice, team: {contains: [credit]}}' | '{}' | no condition is given",
        "'when: {sub: alice, team: {contains: [credit]}}' | kind: user | `when` is missing",
        "personas: auditor | personas: root | is not a valid value of `personas`",
        "personas: auditor | kind: robot | is not a valid value of `kind`",
        "office: 10.0.0.0/8 | office: 10.0.0.1/8 | the bits after the prefix must be zero",
        "office: 10.0.0.0/8 | office: everywhere | is not a CIDR range",
        "about: https://issuer.example | about: https://issuer.example/ | is not one of the"
            + " `issuers`"
      })
  void rejectsInvalidConfiguration(String good, String bad, String words) {
    assertThat(GOOD).contains(good);
    int at = good.startsWith("issuer:") ? GOOD.indexOf(good) : GOOD.lastIndexOf(good);
    String yaml = GOOD.substring(0, at) + bad + GOOD.substring(at + good.length());
    assertThat(mistakes(yaml)).contains(words);
  }

  @Test
  void rejectsDuplicateIssuer() {
    String issuer = GOOD.substring(GOOD.indexOf("  - "), GOOD.indexOf("networks"));
    assertThat(mistakes("issuers:\n" + issuer + issuer)).contains("duplicate issuer");
  }

  @Test
  void reportsPositionOfInvalidCharacter() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> AuthenticationFixture.read("issuers:\n  - issuer: \u0007", Path.of("/nowhere")));
    assertThat(wrong.mistakes())
        .containsExactly(
            new ConfigurationError(2, 13, "not valid YAML: the character U+0007 is not allowed"));
  }

  /// A message goes to a terminal, and an escape in YAML is any character.
  @Test
  void replacesControlCharactersInMessages() {
    assertThat(mistakes("issuers: [{preset: \"a\\e[2Jb\\u202Ec\"}]"))
        .contains("`a\uFFFD[2Jb\uFFFDc` is not a valid value of `preset`");
  }

  @Test
  void reportsAllErrorsAtOnce() {
    String yaml = GOOD.replace("alice", "[]").replace("RS256", "none").replace("auditor", "root");
    assertThat(mistakes(yaml)).contains("algorithms", "is empty", "personas");
  }
}
