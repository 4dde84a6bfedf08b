package dev.redoubt.http.identity;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Principal;
import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.http.route.Authenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Authenticates requests by their bearer token (RFC 6750).
public final class BearerTokenAuthenticator implements Authenticator {

  private static final String SCHEME = "bearer ";

  /// How long the result of a signature verification is cached. Revocations take effect
  /// immediately, the removal of an issuer's key after this time.
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final TokenVerifier check;
  private final NamedNetworks networks;
  private final TokenRevocations revocations;
  private final AuthenticationCounters signIns;
  private final VerifiedTokenCache verified;

  BearerTokenAuthenticator(
      Collection<TokenIssuer> issuers,
      NamedNetworks networks,
      TokenRevocations revocations,
      AuthenticationCounters signIns,
      InstantSource clock) {
    this.check = new TokenVerifier(issuers, clock);
    this.networks = networks;
    this.revocations = revocations;
    this.signIns = signIns;
    this.verified = new VerifiedTokenCache(clock);
  }

  @Override
  public AuthenticationResult of(HttpServletRequest request) {
    AuthenticationResult identity = identify(request);
    if (identity instanceof AuthenticationResult.Anonymous) {
      signIns.count(AuthenticationCounters.Outcome.ANONYMOUS);
    }
    return identity;
  }

  private AuthenticationResult identify(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Authorization");
    if (!headers.hasMoreElements()) {
      return new AuthenticationResult.Anonymous();
    }
    String header = headers.nextElement();
    if (headers.hasMoreElements()) {
      return rejected("the request has more than one `Authorization` header");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return rejected(
          "unsupported authentication scheme; send a bearer token (MLflow clients: set"
              + " `MLFLOW_TRACKING_TOKEN`)");
    }
    return of(header.substring(SCHEME.length()).strip(), request.getRemoteAddr());
  }

  private AuthenticationResult rejected(String reason) {
    signIns.count(AuthenticationCounters.Outcome.REJECTED);
    return new AuthenticationResult.Rejected(reason);
  }

  /// Authenticates a token.
  ///
  /// @param peer the IP address that the request comes from
  AuthenticationResult of(String token, String peer) {
    Optional<VerifiedTokenCache.Entry> known = verified.find(token);
    if (known.isPresent()) {
      return admitted(known.get(), peer);
    }
    return switch (check.check(token)) {
      case TokenVerifier.Result.Refused(String reason) -> rejected(reason);
      case TokenVerifier.Result.Genuine genuine -> mapped(token, genuine, peer);
    };
  }

  private AuthenticationResult mapped(
      String token, TokenVerifier.Result.Genuine genuine, String peer) {
    return switch (genuine.issuer().admission().of(genuine.claims())) {
      case TokenIssuer.Outcome.Refused(String reason) -> {
        signIns.count(AuthenticationCounters.Outcome.UNMAPPED);
        yield new AuthenticationResult.Rejected(reason);
      }
      case TokenIssuer.Outcome.Admitted(Principal who) -> {
        VerifiedTokenCache.Entry entry = new VerifiedTokenCache.Entry(genuine, who);
        verified.keep(token, entry, REMEMBERED);
        yield admitted(entry, peer);
      }
    };
  }

  private AuthenticationResult admitted(VerifiedTokenCache.Entry entry, String peer) {
    TokenVerifier.Result.Genuine token = entry.token();
    if (token.issuer().loopbackOnly() && !isLoopback(peer)) {
      return rejected("tokens of the local issuer are accepted only from the server's own machine");
    }
    Optional<Instant> notBefore = revocations.notBefore(entry.who().id());
    if (notBefore.isPresent() && token.issued().isBefore(notBefore.get())) {
      signIns.count(AuthenticationCounters.Outcome.REVOKED);
      return new AuthenticationResult.Outdated(
          "the token was revoked; request a new one", notBefore.get());
    }
    signIns.count(AuthenticationCounters.Outcome.KNOWN);
    return new AuthenticationResult.Known(entry.who(), situation(token, peer));
  }

  private AuthorizationContext situation(TokenVerifier.Result.Genuine token, String peer) {
    TokenClaims claims = token.claims();
    Set<String> contexts = new HashSet<>(claims.texts("acrs"));
    Set<String> methods = new HashSet<>(claims.texts("amr"));
    boolean compliant =
        !token.issuer().device().isEmpty()
            && token.issuer().device().stream().allMatch(each -> each.holds(claims));
    return new AuthorizationContext(contexts, methods, compliant, networks.name(peer));
  }

  private static boolean isLoopback(String peer) {
    try {
      return InetAddress.ofLiteral(peer).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
