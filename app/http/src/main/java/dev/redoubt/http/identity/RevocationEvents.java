package dev.redoubt.http.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The token revocations that a security event token requests: continuous access evaluation events
/// (OpenID CAEP 1.0) that reduce the trust in existing tokens, and account events (OpenID RISC
/// 1.0).
sealed interface RevocationEvents {

  /// The requested revocations, possibly none.
  record Of(List<End> ends) implements RevocationEvents {
    /// Copies the list.
    public Of {
      ends = List.copyOf(ends);
    }
  }

  /// The token is invalid; none of its events is processed.
  record Unclear(String description) implements RevocationEvents {}

  /// An event that revokes tokens.
  ///
  /// @param time when the event happened
  record End(String principal, Instant time, String reason) {}

  /// How far the time of an event may lie in the future.
  Duration SKEW = Duration.ofMinutes(5);

  private static String caep(String name) {
    return "https://schemas.openid.net/secevent/caep/event-type/" + name;
  }

  private static String risc(String name) {
    return "https://schemas.openid.net/secevent/risc/event-type/" + name;
  }

  /// Reads the claims of a verified token.
  static RevocationEvents of(
      SecurityEventTransmitter transmitter, TokenClaims claims, Instant now) {
    Optional<TokenClaims> events = claims.object("events");
    Optional<Instant> issued = claims.time("iat");
    if (events.isEmpty() || issued.isEmpty() || claims.text("jti").isEmpty()) {
      return new Unclear("the token must have the claims `events`, `iat` and `jti`");
    }
    List<End> ends = new ArrayList<>();
    for (String type : events.get().json().propertyNames()) {
      TokenClaims event = events.get().object(type).orElse(null);
      if (event == null) {
        return new Unclear("an event is not a JSON object");
      }
      if (isEnding(type, event)) {
        Optional<String> principal = principal(transmitter, claims, event);
        if (principal.isEmpty()) {
          return new Unclear(
              "the subject is not an `iss_sub` of an issuer that this transmitter is configured"
                  + " for");
        }
        Optional<Instant> time =
            event.has("event_timestamp") ? event.time("event_timestamp") : issued;
        if (time.isEmpty() || time.get().isAfter(now.plus(SKEW))) {
          return new Unclear("the time of the event is missing, invalid or in the future");
        }
        String name = type.substring(type.lastIndexOf('/') + 1);
        ends.add(new End(principal.get(), time.get(), name));
      }
    }
    return new Of(ends);
  }

  /// Other events, such as the verification event of a transmitter, have no effect.
  private static boolean isEnding(String type, TokenClaims event) {
    if (type.equals(caep("assurance-level-change"))) {
      return !event.text("change_direction").orElse("").equals("increase");
    }
    if (type.equals(caep("device-compliance-change"))) {
      return !event.text("current_status").orElse("").equals("compliant");
    }
    return List.of(
            caep("session-revoked"),
            caep("token-claims-change"),
            caep("credential-change"),
            risc("account-disabled"),
            risc("account-purged"),
            risc("account-credential-change-required"),
            risc("credential-compromise"),
            risc("sessions-revoked"))
        .contains(type);
  }

  /// Returns the principal (RFC 9493): `sub_id` of the token or, as in earlier drafts, `subject` of
  /// the event; of a complex subject, the user.
  private static Optional<String> principal(
      SecurityEventTransmitter transmitter, TokenClaims claims, TokenClaims event) {
    TokenClaims subject = claims.object("sub_id").or(() -> event.object("subject")).orElse(null);
    if (subject == null) {
      return Optional.empty();
    }
    TokenClaims user = subject.object("user").orElse(subject);
    String format = user.text("format").orElse("");
    String issuer = user.text("iss").orElse("");
    Optional<String> name = user.text("sub").filter(PrincipalMapper::isSubject);
    boolean known = format.equals("iss_sub") && transmitter.about().contains(issuer);
    return known ? name.map(each -> PrincipalMapper.id(issuer, each)) : Optional.empty();
  }
}
