package dev.redoubt.http.identity;

import dev.redoubt.access.Principal;
import dev.redoubt.access.Situation;
import dev.redoubt.http.route.Identification;
import dev.redoubt.http.route.Identity;
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

/// Finds out who sends a request by its bearer token (RFC 6750).
public final class Tokens implements Identification {

  private static final String SCHEME = "bearer ";

  /// How long a verified token is not verified again. What is revoked counts at once, a key that is
  /// withdrawn after this.
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final TokenCheck check;
  private final Networks networks;
  private final Revocations revocations;
  private final SignIns signIns;
  private final VerifiedTokens verified;

  Tokens(
      Collection<Issuer> issuers,
      Networks networks,
      Revocations revocations,
      SignIns signIns,
      InstantSource clock) {
    this.check = new TokenCheck(issuers, clock);
    this.networks = networks;
    this.revocations = revocations;
    this.signIns = signIns;
    this.verified = new VerifiedTokens(clock);
  }

  @Override
  public Identity of(HttpServletRequest request) {
    Identity identity = identify(request);
    if (identity instanceof Identity.Anonymous) {
      signIns.count(SignIns.Outcome.ANONYMOUS);
    }
    return identity;
  }

  private Identity identify(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Authorization");
    if (!headers.hasMoreElements()) {
      return new Identity.Anonymous();
    }
    String header = headers.nextElement();
    if (headers.hasMoreElements()) {
      return rejected("there are two `Authorization` headers");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return rejected(
          "there are no passwords here; a bearer token is needed, for MLflow in the variable"
              + " `MLFLOW_TRACKING_TOKEN`");
    }
    return of(header.substring(SCHEME.length()).strip(), request.getRemoteAddr());
  }

  private Identity rejected(String reason) {
    signIns.count(SignIns.Outcome.REJECTED);
    return new Identity.Rejected(reason);
  }

  /// Who has a token.
  ///
  /// @param peer the address that it comes from
  Identity of(String token, String peer) {
    Optional<VerifiedTokens.Entry> known = verified.find(token);
    if (known.isPresent()) {
      return admitted(known.get(), peer);
    }
    return switch (check.check(token)) {
      case TokenCheck.Result.Refused(String reason) -> rejected(reason);
      case TokenCheck.Result.Genuine genuine -> mapped(token, genuine, peer);
    };
  }

  private Identity mapped(String token, TokenCheck.Result.Genuine genuine, String peer) {
    return switch (genuine.issuer().admission().of(genuine.claims())) {
      case Issuer.Outcome.Refused(String reason) -> {
        signIns.count(SignIns.Outcome.UNMAPPED);
        yield new Identity.Rejected(reason);
      }
      case Issuer.Outcome.Admitted(Principal who) -> {
        VerifiedTokens.Entry entry = new VerifiedTokens.Entry(genuine, who);
        verified.keep(token, entry, REMEMBERED);
        yield admitted(entry, peer);
      }
    };
  }

  private Identity admitted(VerifiedTokens.Entry entry, String peer) {
    TokenCheck.Result.Genuine token = entry.token();
    if (token.issuer().loopbackOnly() && !isLoopback(peer)) {
      return rejected("the token counts on the machine of the server alone");
    }
    Optional<Instant> notBefore = revocations.notBefore(entry.who().id());
    if (notBefore.isPresent() && token.issued().isBefore(notBefore.get())) {
      signIns.count(SignIns.Outcome.REVOKED);
      return new Identity.Outdated(
          "the token was issued before something that ended it", notBefore.get());
    }
    signIns.count(SignIns.Outcome.KNOWN);
    return new Identity.Known(entry.who(), situation(token, peer));
  }

  private Situation situation(TokenCheck.Result.Genuine token, String peer) {
    Claims claims = token.claims();
    Set<String> contexts = new HashSet<>(claims.texts("acrs"));
    Set<String> methods = new HashSet<>(claims.texts("amr"));
    boolean compliant =
        !token.issuer().device().isEmpty()
            && token.issuer().device().stream().allMatch(each -> each.holds(claims));
    return new Situation(contexts, methods, compliant, networks.name(peer));
  }

  private static boolean isLoopback(String peer) {
    try {
      return InetAddress.ofLiteral(peer).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
