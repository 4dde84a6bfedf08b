package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.store.outbox.EventHistory.RecordedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Revokes valid tokens after security events.
class SecurityEventReceiverTest {

  private static final String ALICE = "a11ce000-0000-4000-8000-000000000001";
  private static final String BOB = "b0b00000-0000-4000-8000-000000000002";
  private static final String SECEVENT = "https://schemas.openid.net/secevent/";

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer entra = FakeIssuer.named(CloudTokenClaims.ENTRA);
  @AutoClose private final FakeIssuer events = FakeIssuer.start();
  @AutoClose private AuthenticationFixture authentication;

  @BeforeEach
  void open() {
    authentication =
        AuthenticationFixture.of(
            folder,
            """
            issuers:
              - preset: entra-id
                tenant: %s
                audience: %s
                jwks: %s
                mappings: [{when: {ver: "2.0"}, personas: auditor}]
            transmitters:
              - {issuer: "%s", audience: us, about: "%s"}
            """
                .formatted(
                    CloudTokenClaims.TENANT,
                    CloudTokenClaims.AUDIENCE,
                    entra.keySet(),
                    events.name(),
                    CloudTokenClaims.ENTRA));
  }

  private String token(String oid) {
    return entra.token(CloudTokenClaims.entraUser(authentication.now(), oid, "Somebody"));
  }

  private Map<String, Object> event(String type, Map<String, Object> event) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", events.name());
    claims.put("jti", "756E69717565206964656E746966696572");
    claims.put("iat", authentication.now().getEpochSecond());
    claims.put("aud", "us");
    claims.put("sub_id", Map.of("format", "iss_sub", "iss", CloudTokenClaims.ENTRA, "sub", ALICE));
    claims.put("events", Map.of(SECEVENT + type, event));
    return claims;
  }

  private Map<String, Object> revoked() {
    return event("caep/event-type/session-revoked", Map.of());
  }

  private Map<String, Object> header() {
    return new LinkedHashMap<>(
        Map.of("typ", "secevent+jwt", "alg", "RS256", "kid", events.key().id()));
  }

  private SecurityEventReceiver.Receipt deliver(Map<String, Object> event) {
    return authentication.receive(events.key().sign(header(), event));
  }

  private String refusal(Map<String, Object> header, Map<String, Object> event) {
    SecurityEventReceiver.Receipt receipt =
        authentication.receive(events.key().sign(header, event));
    assertThat(receipt).isInstanceOf(SecurityEventReceiver.Receipt.Refused.class);
    return ((SecurityEventReceiver.Receipt.Refused) receipt).code();
  }

  private String refusal(Map<String, Object> event) {
    return refusal(header(), event);
  }

  @ParameterizedTest
  @CsvSource({
    "caep/event-type/session-revoked, '', ''",
    "caep/event-type/token-claims-change, '', ''",
    "caep/event-type/credential-change, change_type, revoke",
    "caep/event-type/assurance-level-change, change_direction, decrease",
    "caep/event-type/assurance-level-change, '', ''",
    "caep/event-type/device-compliance-change, current_status, not-compliant",
    "risc/event-type/account-disabled, reason, hijacking",
    "risc/event-type/credential-compromise, credential_type, password",
    "risc/event-type/sessions-revoked, '', ''"
  })
  void revokesValidTokens(String type, String name, String value) {
    String before = token(ALICE);
    String bystander = token(BOB);
    authentication.known(before);
    assertThat(deliver(event(type, name.isEmpty() ? Map.of() : Map.of(name, value))))
        .isEqualTo(new SecurityEventReceiver.Receipt.Accepted(1));
    AuthenticationResult after = authentication.of(before);
    assertThat(after).isInstanceOf(AuthenticationResult.Outdated.class);
    assertThat(((AuthenticationResult.Outdated) after).notBefore()).isAfter(authentication.now());
    authentication.known(bystander);
    authentication.pass(Duration.ofSeconds(1));
    authentication.known(token(ALICE));
    assertThat(authentication.of(before)).isInstanceOf(AuthenticationResult.Outdated.class);
  }

  @ParameterizedTest
  @CsvSource({
    "caep/event-type/assurance-level-change, change_direction, increase",
    "caep/event-type/device-compliance-change, current_status, compliant",
    "caep/event-type/session-established, '', ''",
    "ssf/event-type/verification, state, abc",
    "risc/event-type/account-enabled, '', ''"
  })
  void ignoresEventsThatDoNotWeakenTokens(String type, String name, String value) {
    String before = token(ALICE);
    assertThat(deliver(event(type, name.isEmpty() ? Map.of() : Map.of(name, value))))
        .isEqualTo(new SecurityEventReceiver.Receipt.Accepted(0));
    authentication.known(before);
  }

  @Test
  void revokesOnlyTokensIssuedBeforeEvent() {
    String before = token(ALICE);
    authentication.pass(Duration.ofMinutes(10));
    String since = token(ALICE);
    long then = authentication.now().minus(Duration.ofMinutes(5)).getEpochSecond();
    deliver(event("caep/event-type/session-revoked", Map.of("event_timestamp", then)));
    assertThat(authentication.of(before)).isInstanceOf(AuthenticationResult.Outdated.class);
    authentication.known(since);
  }

  /// A transmitter may deliver an event twice (RFC 8935, section 2), and somebody who has caught
  /// one may, too: neither ends anything that has come since, nor is it written down again.
  @Test
  void repeatedEventHasNoFurtherEffect() {
    Map<String, Object> event = revoked();
    deliver(event);
    authentication.pass(Duration.ofMinutes(1));
    String since = token(ALICE);
    for (int i = 0; i < 3; i++) {
      assertThat(deliver(event)).isInstanceOf(SecurityEventReceiver.Receipt.Accepted.class);
    }
    authentication.known(since);
    List<RecordedEvent> log =
        authentication.log().of("principal/" + CloudTokenClaims.ENTRA + "#" + ALICE, 10);
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().event().type()).isEqualTo("identity.revoked");
    assertThat(log.getFirst().event().actor()).isEqualTo(events.name());
    assertThat(log.getFirst().event().body()).contains("session-revoked");
  }

  /// An older event that comes late does not give back what a newer one has ended.
  @Test
  void olderEventDoesNotUndoRevocation() {
    String before = token(ALICE);
    authentication.pass(Duration.ofMinutes(10));
    deliver(revoked());
    long old = authentication.now().minus(Duration.ofHours(1)).getEpochSecond();
    deliver(event("caep/event-type/session-revoked", Map.of("event_timestamp", old)));
    assertThat(authentication.of(before)).isInstanceOf(AuthenticationResult.Outdated.class);
  }

  @Test
  void parsesComplexAndDraftSubjects() {
    String before = token(ALICE);
    Map<String, Object> alice =
        Map.of("format", "iss_sub", "iss", CloudTokenClaims.ENTRA, "sub", ALICE);
    Map<String, Object> complex = revoked();
    complex.put("sub_id", Map.of("format", "complex", "user", alice));
    assertThat(deliver(complex)).isEqualTo(new SecurityEventReceiver.Receipt.Accepted(1));
    assertThat(authentication.of(before)).isInstanceOf(AuthenticationResult.Outdated.class);
    authentication.pass(Duration.ofMinutes(1));
    Map<String, Object> draft = event("caep/event-type/session-revoked", Map.of("subject", alice));
    draft.remove("sub_id");
    assertThat(deliver(draft)).isEqualTo(new SecurityEventReceiver.Receipt.Accepted(1));
  }

  @Test
  void rejectsUntrustedTransmitters() {
    String before = token(ALICE);
    TokenKey evil = TokenKey.rsa(events.key().id());
    assertThat(authentication.receive(evil.sign(header(), revoked())))
        .isInstanceOf(SecurityEventReceiver.Receipt.Refused.class);
    Map<String, Object> stranger = revoked();
    stranger.put("iss", "https://evil.example");
    assertThat(refusal(stranger)).isEqualTo("invalid_issuer");
    Map<String, Object> elsewhere = revoked();
    elsewhere.put("aud", List.of("them"));
    assertThat(refusal(elsewhere)).isEqualTo("invalid_audience");
    elsewhere.remove("aud");
    assertThat(refusal(elsewhere)).isEqualTo("invalid_audience");
    Map<String, Object> other = revoked();
    other.put("sub_id", Map.of("format", "iss_sub", "iss", "https://other", "sub", ALICE));
    assertThat(refusal(other)).isEqualTo("invalid_request");
    other.put("sub_id", Map.of("format", "email", "email", "alice@contoso.example"));
    assertThat(refusal(other)).isEqualTo("invalid_request");
    authentication.known(before);
  }

  /// An issuer of tokens is no transmitter of events, and its tokens are none.
  @Test
  void distinguishesEventTokensFromAccessTokens() {
    Map<String, Object> header = header();
    for (String type : List.of("JWT", "at+jwt", "")) {
      header.put("typ", type);
      assertThat(refusal(header, revoked())).isEqualTo("invalid_request");
    }
    header.remove("typ");
    assertThat(refusal(header, revoked())).isEqualTo("invalid_request");
    assertThat(authentication.receive(token(ALICE)))
        .isInstanceOf(SecurityEventReceiver.Receipt.Refused.class);
    assertThat(authentication.refusal(events.key().sign(header(), revoked())))
        .contains("issuer is not trusted");
    header.put("typ", "secevent+jwt");
    header.put("alg", "HS256");
    assertThat(refusal(header, revoked())).isEqualTo("invalid_key");
  }

  @Test
  void rejectsAllEventsWhenOneIsInvalid() {
    String before = token(ALICE);
    String revoked = SECEVENT + "caep/event-type/session-revoked";
    String changed = SECEVENT + "caep/event-type/token-claims-change";
    for (Map<String, Object> unclear :
        List.<Map<String, Object>>of(
            Map.of(revoked, Map.of(), changed, "soon"),
            Map.of(revoked, Map.of(), changed, Map.of("event_timestamp", 4102444800L)),
            Map.of(revoked, Map.of(), changed, Map.of("event_timestamp", "yesterday")))) {
      Map<String, Object> event = revoked();
      event.put("events", unclear);
      assertThat(refusal(event)).isEqualTo("invalid_request");
    }
    for (String needed : List.of("iat", "jti", "events", "sub_id")) {
      Map<String, Object> event = revoked();
      event.remove(needed);
      assertThat(refusal(event)).as(needed).isEqualTo("invalid_request");
    }
    authentication.known(before);
  }

  @Test
  void revocationSurvivesRestart() {
    String before = token(ALICE);
    deliver(revoked());
    authentication.close();
    open();
    assertThat(authentication.of(before)).isInstanceOf(AuthenticationResult.Outdated.class);
  }
}
