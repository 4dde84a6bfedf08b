package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which security events revoke tokens, with a fixed clock and without network.
class RevocationEventsTest {

  private static final Instant NOW = FixedIssuer.NOW;
  private static final long SECOND = NOW.getEpochSecond();
  private static final String EVENTS = "https://events.example";
  private static final String REVOKED =
      "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

  private static final SecurityEventTransmitter TRANSMITTER =
      new SecurityEventTransmitter(
          EVENTS,
          Set.of("us"),
          Set.of(JWSAlgorithm.ES256),
          new KeySetLocation.KeySet(URI.create("https://events.example/keys")),
          null,
          Set.of(FixedIssuer.NAME));

  private final Map<String, Object> event = new HashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  RevocationEventsTest() {
    claims.put("iss", EVENTS);
    claims.put("aud", "us");
    claims.put("jti", "1");
    claims.put("iat", SECOND - 10);
    claims.put("sub_id", subject("alice"));
    claims.put("events", Map.of(REVOKED, event));
  }

  private static Map<String, Object> subject(String sub) {
    return Map.of("format", "iss_sub", "iss", FixedIssuer.NAME, "sub", sub);
  }

  private RevocationEvents ended() {
    return RevocationEvents.of(TRANSMITTER, FixedIssuer.parsed(claims), NOW);
  }

  private List<RevocationEvents.End> ends() {
    RevocationEvents ended = ended();
    assertThat(ended).isInstanceOf(RevocationEvents.Of.class);
    return ((RevocationEvents.Of) ended).ends();
  }

  private String unclear() {
    RevocationEvents ended = ended();
    assertThat(ended).isInstanceOf(RevocationEvents.Unclear.class);
    return ((RevocationEvents.Unclear) ended).description();
  }

  @Test
  void revokesTokensOfSubjectAtEventTime() {
    assertThat(ends())
        .containsExactly(
            new RevocationEvents.End(
                FixedIssuer.NAME + "#alice", NOW.minusSeconds(10), "session-revoked"));
    event.put("event_timestamp", SECOND - 500);
    assertThat(ends().getFirst().time()).isEqualTo(NOW.minusSeconds(500));
  }

  @Test
  void acceptsFutureEventsWithinClockSkew() {
    long skew = RevocationEvents.SKEW.toSeconds();
    event.put("event_timestamp", SECOND + skew);
    assertThat(ends()).hasSize(1);
    event.put("event_timestamp", SECOND + skew + 1);
    assertThat(unclear()).isEqualTo("the time of the event is missing, invalid or in the future");
    event.remove("event_timestamp");
    claims.put("iat", SECOND + skew);
    assertThat(ends()).hasSize(1);
    claims.put("iat", SECOND + skew + 1);
    assertThat(unclear()).contains("in the future");
    claims.put("iat", SECOND);
    event.put("event_timestamp", "yesterday");
    assertThat(unclear()).contains("is missing, invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "caep, session-revoked, '', '', true",
    "caep, token-claims-change, '', '', true",
    "caep, credential-change, '', '', true",
    "caep, assurance-level-change, '', '', true",
    "caep, assurance-level-change, change_direction, decrease, true",
    "caep, assurance-level-change, change_direction, increase, false",
    "caep, assurance-level-change, current_status, compliant, true",
    "caep, device-compliance-change, '', '', true",
    "caep, device-compliance-change, current_status, not-compliant, true",
    "caep, device-compliance-change, current_status, compliant, false",
    "caep, device-compliance-change, change_direction, increase, true",
    "caep, session-established, '', '', false",
    "caep, session-presented, '', '', false",
    "risc, account-disabled, '', '', true",
    "risc, account-purged, '', '', true",
    "risc, account-credential-change-required, '', '', true",
    "risc, credential-compromise, '', '', true",
    "risc, sessions-revoked, '', '', true",
    "risc, session-revoked, '', '', false",
    "risc, account-enabled, '', '', false",
    "risc, identifier-changed, '', '', false",
    "ssf, verification, '', '', false"
  })
  void revokesTokensOnWeakeningEvents(
      String family, String type, String name, String value, boolean ends) {
    if (!name.isEmpty()) {
      event.put(name, value);
    }
    claims.put(
        "events",
        Map.of("https://schemas.openid.net/secevent/" + family + "/event-type/" + type, event));
    assertThat(ends()).hasSize(ends ? 1 : 0);
    if (ends) {
      assertThat(ends().getFirst().reason()).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "iat", "jti"})
  void requiresEventClaims(String needed) {
    claims.remove(needed);
    assertThat(unclear()).isEqualTo("the token must have the claims `events`, `iat` and `jti`");
  }

  @Test
  void rejectsEventThatIsNoObject() {
    claims.put("events", Map.of(REVOKED, "soon"));
    assertThat(unclear()).isEqualTo("an event is not a JSON object");
  }

  @Test
  void parsesSubjectFormats() {
    claims.put("sub_id", Map.of("format", "complex", "user", subject("bob")));
    assertThat(ends().getFirst().principal()).isEqualTo(FixedIssuer.NAME + "#bob");
    claims.remove("sub_id");
    assertThat(unclear()).contains("the subject is not an `iss_sub`");
    event.put("subject", subject("carol"));
    assertThat(ends().getFirst().principal()).isEqualTo(FixedIssuer.NAME + "#carol");
    claims.put("sub_id", subject("alice"));
    assertThat(ends().getFirst().principal()).isEqualTo(FixedIssuer.NAME + "#alice");
  }

  @Test
  void rejectsSubjectsOfOtherIssuers() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("format", "iss_sub", "iss", "https://other.example", "sub", "alice"),
            Map.of("format", "iss_sub", "iss", FixedIssuer.NAME),
            Map.of("format", "iss_sub", "iss", FixedIssuer.NAME, "sub", "a\nb"),
            Map.of("format", "email", "iss", FixedIssuer.NAME, "sub", "alice"),
            Map.of("iss", FixedIssuer.NAME, "sub", "alice"),
            Map.of("format", "iss_sub", "sub", "alice"))) {
      claims.put("sub_id", wrong);
      assertThat(unclear()).as(wrong.toString()).contains("the subject is not an `iss_sub`");
    }
  }

  private record Ended(String principal, Instant time, String reason, String by) {}

  private final List<Ended> ended = new ArrayList<>();

  private SecurityEventReceiver.Receipt receive(Map<String, Object> header) {
    JsonWebKeySet keySet = FixedIssuer.keySet(FixedIssuer.KEY);
    SecurityEventReceiver events =
        new SecurityEventReceiver(
            List.of(new SecurityEventReceiver.Source(TRANSMITTER, _ -> Optional.of(keySet))),
            (principal, time, reason, by) -> ended.add(new Ended(principal, time, reason, by)),
            () -> NOW);
    return events.receive(FixedIssuer.KEY.sign(header, claims));
  }

  private static Map<String, Object> header() {
    return new HashMap<>(Map.of("typ", "secevent+jwt", "alg", "ES256", "kid", "first"));
  }

  @Test
  void recordsTransmitterOfRevocation() {
    assertThat(receive(header())).isEqualTo(new SecurityEventReceiver.Receipt.Accepted(1));
    assertThat(ended)
        .containsExactly(
            new Ended(
                FixedIssuer.NAME + "#alice", NOW.minusSeconds(10), "session-revoked", EVENTS));
  }

  private void refused(SecurityEventReceiver.Receipt receipt, String code, String description) {
    assertThat(receipt).isEqualTo(new SecurityEventReceiver.Receipt.Refused(code, description));
    assertThat(ended).isEmpty();
  }

  @Test
  void explainsRejectedEvent() {
    Map<String, Object> header = header();
    header.put("typ", "JWT");
    refused(receive(header), "invalid_request", "the body is not a security event token");
    header = header();
    header.put("alg", "ES384");
    refused(
        receive(header),
        "invalid_key",
        "the signature algorithm is not allowed for this transmitter");
    header = header();
    header.put("kid", "second");
    refused(
        receive(header),
        "invalid_key",
        "the token's signing key is not in the key set of its issuer");
    claims.put("aud", "them");
    refused(receive(header()), "invalid_audience", "the audience of the token is not this server");
    claims.put("aud", List.of("them", "us"));
    claims.remove("jti");
    refused(
        receive(header()),
        "invalid_request",
        "the token must have the claims `events`, `iat` and `jti`");
    claims.put("iss", "https://evil.example");
    refused(receive(header()), "invalid_issuer", "the issuer is not a configured transmitter");
  }

  @Test
  void rejectsMalformedInput() {
    SecurityEventReceiver nobody =
        new SecurityEventReceiver(List.of(), (_, _, _, _) -> {}, () -> NOW);
    assertThat(nobody.receive("nonsense"))
        .isEqualTo(
            new SecurityEventReceiver.Receipt.Refused(
                "invalid_request", "the body is not a security event token"));
  }
}
