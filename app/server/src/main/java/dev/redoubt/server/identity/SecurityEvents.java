package dev.redoubt.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes what transmitters tell of: security event tokens (RFC 8417) with events of continuous
/// access evaluation (OpenID CAEP 1.0). Whatever weakens what a token says ends the tokens that
/// were issued before it; that is done again and again without harm, so no event is remembered.
public final class SecurityEvents {

  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

  /// How far the time of an event may lie ahead.
  private static final Duration SKEW = Duration.ofMinutes(5);

  /// Who may tell, with the keys by which it is known.
  record Source(Transmitter transmitter, Keys keys) {}

  private final Map<String, Source> sources = new HashMap<>();
  private final Revocations revocations;
  private final InstantSource clock;

  SecurityEvents(List<Source> sources, Revocations revocations, InstantSource clock) {
    sources.forEach(each -> this.sources.put(each.transmitter().issuer(), each));
    this.revocations = revocations;
    this.clock = clock;
  }

  /// What became of a token.
  sealed interface Receipt {
    /// It was followed.
    ///
    /// @param ended how many of its events ended tokens
    record Accepted(int ended) implements Receipt {}

    /// It was not.
    ///
    /// @param code of RFC 8935, section 2.4
    record Refused(String code, String description) implements Receipt {}
  }

  /// Takes one. Never throws for what it holds.
  Receipt receive(String text) {
    Optional<CompactToken> parsed = CompactToken.parse(text);
    if (parsed.isEmpty() || !parsed.get().type().equals("secevent+jwt")) {
      return new Receipt.Refused("invalid_request", "that is no security event token");
    }
    CompactToken token = parsed.get();
    Source source = sources.get(token.issuer());
    if (source == null) {
      return new Receipt.Refused("invalid_issuer", "the issuer is not trusted here");
    }
    if (!source.transmitter().algorithms().contains(token.algorithm())) {
      return new Receipt.Refused("invalid_key", "the algorithm is not the agreed one");
    }
    Optional<String> wrong = TokenCheck.signature(source.keys(), token);
    if (wrong.isPresent()) {
      return new Receipt.Refused("invalid_key", wrong.get());
    }
    if (token.claims().texts("aud").stream()
        .noneMatch(source.transmitter().audiences()::contains)) {
      return new Receipt.Refused("invalid_audience", "the token is for somebody else");
    }
    return follow(source.transmitter(), token.claims());
  }

  /// An event that ends tokens.
  private record End(String principal, Instant time, String reason) {}

  private Receipt follow(Transmitter transmitter, Claims claims) {
    Optional<Claims> events = claims.object("events");
    Optional<Instant> issued = claims.time("iat");
    if (events.isEmpty() || issued.isEmpty()) {
      return new Receipt.Refused("invalid_request", "the token tells of nothing");
    }
    List<End> ends = new ArrayList<>();
    for (String type : events.get().json().propertyNames()) {
      Claims event = events.get().object(type).orElse(null);
      if (event == null) {
        return new Receipt.Refused("invalid_request", "an event is no object");
      }
      if (isEnding(type, event)) {
        Optional<String> principal = principal(transmitter, claims, event);
        Instant time = event.time("event_timestamp").orElse(issued.get());
        if (principal.isEmpty()) {
          return new Receipt.Refused(
              "invalid_request",
              "the subject is no `iss_sub` of an issuer that this transmitter may tell of");
        }
        if (time.isAfter(clock.instant().plus(SKEW))) {
          return new Receipt.Refused("invalid_request", "the event is of the future");
        }
        ends.add(new End(principal.get(), time, type.substring(CAEP.length())));
      }
    }
    ends.forEach(
        each ->
            revocations.revoke(each.principal(), each.time(), each.reason(), transmitter.issuer()));
    return new Receipt.Accepted(ends.size());
  }

  /// Others, for example those by which a transmitter tries the connection, change nothing.
  private static boolean isEnding(String type, Claims event) {
    return switch (type) {
      case CAEP + "session-revoked", CAEP + "token-claims-change", CAEP + "credential-change" ->
          true;
      case CAEP + "assurance-level-change" ->
          !event.text("change_direction").orElse("").equals("increase");
      case CAEP + "device-compliance-change" ->
          !event.text("current_status").orElse("").equals("compliant");
      default -> false;
    };
  }

  /// Whom it is about (RFC 9493): `sub_id` of the token, or as drafts had it, `subject` of the
  /// event; of a complex one, the user.
  private static Optional<String> principal(Transmitter transmitter, Claims claims, Claims event) {
    Claims subject = claims.object("sub_id").or(() -> event.object("subject")).orElse(null);
    if (subject == null) {
      return Optional.empty();
    }
    Claims user = subject.object("user").orElse(subject);
    String format = user.text("format").orElse("");
    String issuer = user.text("iss").orElse("");
    Optional<String> name = user.text("sub").filter(ClaimMapping::isSubject);
    boolean known = format.equals("iss_sub") && transmitter.about().contains(issuer);
    return known ? name.map(each -> ClaimMapping.id(issuer, each)) : Optional.empty();
  }
}
