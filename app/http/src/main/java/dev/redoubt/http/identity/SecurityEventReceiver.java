package dev.redoubt.http.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Receives security event tokens (RFC 8417) by push delivery (RFC 8935). An event that reduces the
/// trust in existing tokens revokes the tokens issued before it. Processing an event twice has no
/// further effect, so events are not remembered: transmitters may deliver one twice, and replaying
/// a captured one changes nothing.
public final class SecurityEventReceiver {

  /// A trusted transmitter with its key set.
  record Source(SecurityEventTransmitter transmitter, KeySetProvider keys) {}

  private final Map<String, Source> sources = new HashMap<>();
  private final Ending ending;
  private final InstantSource clock;

  /// Revokes tokens of a principal that were issued up to a time.
  @FunctionalInterface
  interface Ending {
    /// As [TokenRevocations#revoke].
    void end(String principal, Instant time, String reason, String by);
  }

  SecurityEventReceiver(List<Source> sources, Ending ending, InstantSource clock) {
    sources.forEach(each -> this.sources.put(each.transmitter().issuer(), each));
    this.ending = ending;
    this.clock = clock;
  }

  /// The result of processing a security event token.
  sealed interface Receipt {
    /// The token was accepted.
    ///
    /// @param ended number of events that revoked tokens
    record Accepted(int ended) implements Receipt {}

    /// The token was rejected.
    ///
    /// @param code error code of RFC 8935, section 2.4
    record Refused(String code, String description) implements Receipt {}
  }

  /// Processes a token. Never throws for malformed input.
  Receipt receive(String text) {
    Optional<CompactJwt> parsed = CompactJwt.parse(text);
    if (parsed.isEmpty() || !parsed.get().type().equals("secevent+jwt")) {
      return new Receipt.Refused("invalid_request", "the body is not a security event token");
    }
    CompactJwt token = parsed.get();
    Source source = sources.get(token.issuer());
    if (source == null) {
      return new Receipt.Refused("invalid_issuer", "the issuer is not a configured transmitter");
    }
    if (!source.transmitter().algorithms().contains(token.algorithm())) {
      return new Receipt.Refused(
          "invalid_key", "the signature algorithm is not allowed for this transmitter");
    }
    Optional<String> wrong = TokenVerifier.signature(source.keys(), token);
    if (wrong.isPresent()) {
      return new Receipt.Refused("invalid_key", wrong.get());
    }
    if (token.claims().texts("aud").stream()
        .noneMatch(source.transmitter().audiences()::contains)) {
      return new Receipt.Refused(
          "invalid_audience", "the audience of the token is not this server");
    }
    return follow(source.transmitter(), token.claims());
  }

  private Receipt follow(SecurityEventTransmitter transmitter, TokenClaims claims) {
    return switch (RevocationEvents.of(transmitter, claims, clock.instant())) {
      case RevocationEvents.Unclear(String description) ->
          new Receipt.Refused("invalid_request", description);
      case RevocationEvents.Of(List<RevocationEvents.End> ends) -> {
        ends.forEach(
            each -> ending.end(each.principal(), each.time(), each.reason(), transmitter.issuer()));
        yield new Receipt.Accepted(ends.size());
      }
    };
  }
}
