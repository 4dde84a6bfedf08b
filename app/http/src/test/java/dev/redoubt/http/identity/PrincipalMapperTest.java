package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalMapperTest {

  private static PersonaMapping mapping(String team, Persona persona) {
    return new PersonaMapping(
        List.of(new ClaimCondition.OneOf("team", Set.of(team))),
        Principal.Kind.USER,
        Set.of(persona),
        Set.of(team));
  }

  private final PrincipalMapper mapping =
      new PrincipalMapper(
          new IssuerConfiguration(
              "https://issuer.example",
              Set.of("registry"),
              Set.of(JWSAlgorithm.ES256),
              new KeySetLocation.KeySet(URI.create("https://issuer.example/keys")),
              null,
              Map.of(),
              "oid",
              List.of("nick", "name"),
              List.of(),
              List.of(
                  mapping("credit", Persona.DATA_SCIENTIST),
                  mapping("credit", Persona.ADMINISTRATOR),
                  mapping("fraud", Persona.AUDITOR))));

  private final Map<String, Object> claims = new HashMap<>(Map.of("oid", "1", "team", "credit"));

  private Principal principal() {
    TokenIssuer.Outcome outcome = mapping.of(FixedIssuer.parsed(claims));
    assertThat(outcome).isInstanceOf(TokenIssuer.Outcome.Admitted.class);
    return ((TokenIssuer.Outcome.Admitted) outcome).who();
  }

  private String refusal() {
    TokenIssuer.Outcome outcome = mapping.of(FixedIssuer.parsed(claims));
    assertThat(outcome).isInstanceOf(TokenIssuer.Outcome.Refused.class);
    return ((TokenIssuer.Outcome.Refused) outcome).reason();
  }

  @Test
  void appliesOnlyFirstMatchingMapping() {
    assertThat(principal())
        .isEqualTo(
            new Principal(
                Principal.Kind.USER,
                "https://issuer.example#1",
                "1",
                Set.of(Persona.DATA_SCIENTIST),
                Set.of("credit"),
                false));
    claims.put("team", "fraud");
    assertThat(principal().personas()).containsExactly(Persona.AUDITOR);
  }

  @Test
  void usesFirstPrintableNameClaim() {
    claims.put("name", "Alice");
    assertThat(principal().name()).isEqualTo("Alice");
    claims.put("nick", "ali");
    assertThat(principal().name()).isEqualTo("ali");
    claims.put("nick", " \u202E\u0007 ");
    assertThat(principal().name()).isEqualTo("Alice");
    claims.put("name", List.of("x"));
    assertThat(principal().name()).isEqualTo("1");
  }

  @Test
  void truncatesNamesBeyondMaximumLength() {
    claims.put("nick", "x".repeat(100));
    assertThat(principal().name()).hasSize(100);
    claims.put("nick", "x".repeat(101));
    assertThat(principal().name()).isEqualTo("x".repeat(100));
    // Characters beyond the first plane are one each.
    claims.put("nick", "\uD83D\uDE00".repeat(101));
    assertThat(principal().name()).isEqualTo("\uD83D\uDE00".repeat(100));
  }

  @Test
  void rejectsTokenWithoutSubject() {
    claims.remove("oid");
    assertThat(refusal()).isEqualTo("the token's claim `oid` is missing or not a valid subject");
    claims.put("oid", "");
    assertThat(refusal()).contains("is missing or not a valid subject");
  }

  @Test
  void acceptsSubjectsUpToMaximumLength() {
    assertThat(PrincipalMapper.isSubject("x".repeat(255))).isTrue();
    assertThat(PrincipalMapper.isSubject("x".repeat(256))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u0000",
        "a\n",
        "a\u001b[2J",
        "a\u200B",
        "a\u202E",
        "a\u2028",
        "a\u2029",
        "\ud800"
      })
  void rejectsUnprintableSubject(String text) {
    assertThat(PrincipalMapper.isSubject(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "a b", "repo:contoso/credit:ref", "Zoë", "\uD83D\uDE00", "#"})
  void acceptsOtherSubjects(String text) {
    assertThat(PrincipalMapper.isSubject(text)).isTrue();
  }

  @Test
  void explainsMissingPersonaMapping() {
    claims.put("team", "other");
    assertThat(refusal())
        .isEqualTo(
            "the token is valid, but no persona mapping of its issuer matches it; an"
                + " administrator can add one to the server configuration");
    claims.put("_claim_names", Map.of("other", "src1"));
    assertThat(refusal()).contains("an administrator can add one");
    claims.put("_claim_names", Map.of("groups", "src1"));
    assertThat(refusal()).contains("too many groups");
    claims.remove("_claim_names");
    claims.put("hasgroups", true);
    assertThat(refusal()).contains("too many groups");
  }

  /// A mapping without conditions would hold for everybody, and holds for nobody.
  @Test
  void mappingWithoutConditionsNeverMatches() {
    PersonaMapping none =
        new PersonaMapping(List.of(), Principal.Kind.USER, Set.of(Persona.ADMINISTRATOR), Set.of());
    assertThat(none.applies(FixedIssuer.parsed(claims))).isFalse();
    PersonaMapping two =
        new PersonaMapping(
            List.of(
                new ClaimCondition.OneOf("team", Set.of("credit")),
                new ClaimCondition.OneOf("oid", Set.of("2"))),
            Principal.Kind.USER,
            Set.of(),
            Set.of());
    assertThat(two.applies(FixedIssuer.parsed(claims))).isFalse();
    claims.put("oid", "2");
    assertThat(two.applies(FixedIssuer.parsed(claims))).isTrue();
  }
}
