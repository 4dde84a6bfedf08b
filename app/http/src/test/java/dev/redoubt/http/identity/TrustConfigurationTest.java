package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a configuration may not say. Each mistake would let in somebody who was not meant, or
/// nobody.
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
  void readsWhatIsGood() throws ConfigurationException {
    TrustConfiguration trust = AuthenticationFixture.read(GOOD, Path.of("/nowhere"));
    assertThat(trust.issuers()).hasSize(1);
    assertThat(trust.transmitters()).hasSize(1);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: https://issuer.example | issuer: http://issuer.example | is no issuer",
        "issuer: https://issuer.example | issuer: https://issuer.example?a=b | is no issuer",
        "issuer: https://issuer.example | issuer: https://issuer.example#a | is no issuer",
        "issuer: https://issuer.example | issuer: https://me@issuer.example | is no issuer",
        "issuer: https://issuer.example | issuer: https://login.microsoftonline.com/common/v2.0 |"
            + " many tenants",
        "issuer: https://issuer.example | 'issuer:"
            + " https://login.microsoftonline.com/{tenantid}/v2.0' | many tenants",
        "issuer: https://issuer.example | preset: entra-id | `tenant` is missing",
        "issuer: https://issuer.example | preset: azure | is no preset",
        "audience: registry | audience: [] | `audience` is missing",
        "algorithms: RS256 | algorithms: none | is no algorithms",
        "algorithms: RS256 | algorithms: [RS256, HS256] | is no algorithms",
        "algorithms: RS256 | jwks: http://10.0.0.1/keys | no address with `https`",
        "algorithms: RS256 | algorithm: RS256 | means nothing here",
        "sub: alice, | sub: [], | does not say what the claim has to be",
        "sub: alice, | sub: '', | has to be a text",
        "contains: [credit] | contains: [] | does not say what the list has to have",
        "contains: [credit] | contain: [credit] | needs `contains` or `like`",
        "contains: [credit] | like: '**' | would hold for everybody",
        "'{sub: alice, team: {contains: [credit]}}' | '{}' | no condition is left",
        "'when: {sub: alice, team: {contains: [credit]}}' | kind: user | `when` is missing",
        "personas: auditor | personas: root | is no personas",
        "personas: auditor | kind: robot | is no kind",
        "office: 10.0.0.0/8 | office: 10.0.0.1/8 | zeros behind the prefix",
        "office: 10.0.0.0/8 | office: everywhere | no range of addresses",
        "about: https://issuer.example | about: https://issuer.example/ | not among the `issuers`"
      })
  void refusesWhatWouldBeWrong(String good, String bad, String words) {
    assertThat(GOOD).contains(good);
    int at = good.startsWith("issuer:") ? GOOD.indexOf(good) : GOOD.lastIndexOf(good);
    String yaml = GOOD.substring(0, at) + bad + GOOD.substring(at + good.length());
    assertThat(mistakes(yaml)).contains(words);
  }

  @Test
  void refusesAnIssuerThatIsThereTwice() {
    String issuer = GOOD.substring(GOOD.indexOf("  - "), GOOD.indexOf("networks"));
    assertThat(mistakes("issuers:\n" + issuer + issuer)).contains("is there twice");
  }

  @Test
  void saysWhere_whenACharacterIsNone() {
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
  void showsNoSignsThatATerminalFollows() {
    assertThat(mistakes("issuers: [{preset: \"a\\e[2Jb\\u202Ec\"}]"))
        .contains("`a\uFFFD[2Jb\uFFFDc` is no preset");
  }

  @Test
  void tellsAllMistakesAtOnce() {
    String yaml = GOOD.replace("alice", "[]").replace("RS256", "none").replace("auditor", "root");
    assertThat(mistakes(yaml)).contains("algorithms", "does not say", "personas");
  }
}
