package dev.redoubt.http.identity;

import dev.redoubt.http.route.Identification;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that has to do with who somebody is, put together for one server.
///
/// @param identification of requests
/// @param events those that transmitters tell of
/// @param revocations what was ended
/// @param signIns what became of requests at the door
public record Identities(
    Identification identification,
    SecurityEvents events,
    Revocations revocations,
    SignIns signIns) {

  /// Puts it together.
  ///
  /// @param local null where the server listens to other machines
  public static Identities of(
      TrustConfiguration trust,
      @Nullable LocalIssuer local,
      Revocations revocations,
      InstantSource clock) {
    List<Issuer> issuers = new ArrayList<>();
    trust.issuers().forEach(each -> issuers.add(running(each, clock)));
    Optional.ofNullable(local).ifPresent(each -> issuers.add(each.issuer()));
    SignIns signIns = new SignIns();
    List<SecurityEvents.Source> sources =
        trust.transmitters().stream()
            .map(each -> new SecurityEvents.Source(each, keys(each, clock)))
            .toList();
    return new Identities(
        new Tokens(issuers, trust.networks(), revocations, signIns, clock),
        new SecurityEvents(sources, revocations::revoke, clock),
        revocations,
        signIns);
  }

  private static Issuer running(TrustedIssuer issuer, InstantSource clock) {
    KeyFetcher fetcher = new KeyFetcher(issuer.authority());
    return new Issuer(
        issuer.issuer(),
        issuer.audiences(),
        issuer.algorithms(),
        issuer.pinned(),
        new FetchedKeys(() -> fetcher.keys(issuer.issuer(), issuer.keys()), clock),
        new ClaimMapping(issuer),
        issuer.device(),
        false);
  }

  private static Keys keys(Transmitter transmitter, InstantSource clock) {
    KeyFetcher fetcher = new KeyFetcher(transmitter.authority());
    return new FetchedKeys(() -> fetcher.keys(transmitter.issuer(), transmitter.keys()), clock);
  }
}
