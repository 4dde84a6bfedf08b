package dev.redoubt.http.identity;

import dev.redoubt.http.route.Authenticator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The authentication services of one server.
///
/// @param authenticator authenticates requests
/// @param events receives security events of transmitters
/// @param revocations the revoked tokens
/// @param counters counts authentication results
public record IdentityServices(
    Authenticator authenticator,
    SecurityEventReceiver events,
    TokenRevocations revocations,
    AuthenticationCounters counters) {

  /// Creates the services.
  ///
  /// @param local the local issuer; null if the server is reachable from other machines
  public static IdentityServices of(
      TrustConfiguration trust,
      @Nullable LocalIssuer local,
      TokenRevocations revocations,
      InstantSource clock) {
    List<TokenIssuer> issuers = new ArrayList<>();
    trust.issuers().forEach(each -> issuers.add(running(each, clock)));
    Optional.ofNullable(local).ifPresent(each -> issuers.add(each.issuer()));
    AuthenticationCounters signIns = new AuthenticationCounters();
    List<SecurityEventReceiver.Source> sources =
        trust.transmitters().stream()
            .map(each -> new SecurityEventReceiver.Source(each, keys(each, clock)))
            .toList();
    return new IdentityServices(
        new BearerTokenAuthenticator(issuers, trust.networks(), revocations, signIns, clock),
        new SecurityEventReceiver(sources, revocations::revoke, clock),
        revocations,
        signIns);
  }

  private static TokenIssuer running(IssuerConfiguration issuer, InstantSource clock) {
    KeySetClient fetcher = new KeySetClient(issuer.authority());
    return new TokenIssuer(
        issuer.issuer(),
        issuer.audiences(),
        issuer.algorithms(),
        issuer.pinned(),
        new CachedKeySet(() -> fetcher.keys(issuer.issuer(), issuer.keys()), clock),
        new PrincipalMapper(issuer),
        issuer.device(),
        false);
  }

  private static KeySetProvider keys(SecurityEventTransmitter transmitter, InstantSource clock) {
    KeySetClient fetcher = new KeySetClient(transmitter.authority());
    return new CachedKeySet(() -> fetcher.keys(transmitter.issuer(), transmitter.keys()), clock);
  }
}
