package dev.redoubt.http.identity;

import dev.redoubt.access.Principal;
import java.util.Optional;

/// Maps the claims of one issuer to a principal. Only the first matching persona mapping applies:
/// combining two would grant the persona of one in the projects of the other.
final class PrincipalMapper implements TokenIssuer.Admission {

  /// Maximum length of a subject in characters (OpenID Connect Core 1.0, section 2).
  private static final int MAX_SUBJECT = 255;

  /// Maximum length of a display name in characters.
  private static final int MAX_NAME = 100;

  private final IssuerConfiguration issuer;

  PrincipalMapper(IssuerConfiguration issuer) {
    this.issuer = issuer;
  }

  @Override
  public TokenIssuer.Outcome of(TokenClaims claims) {
    Optional<String> subject = claims.text(issuer.subject()).filter(PrincipalMapper::isSubject);
    if (subject.isEmpty()) {
      return new TokenIssuer.Outcome.Refused(
          "the token's claim `" + issuer.subject() + "` is missing or not a valid subject");
    }
    Optional<PersonaMapping> mapping =
        issuer.mappings().stream().filter(each -> each.applies(claims)).findFirst();
    if (mapping.isEmpty()) {
      return new TokenIssuer.Outcome.Refused(
          "the token is valid, but no persona mapping of its issuer matches it; " + advice(claims));
    }
    return new TokenIssuer.Outcome.Admitted(
        new Principal(
            mapping.get().kind(),
            id(issuer.issuer(), subject.get()),
            name(claims).orElse(subject.get()),
            mapping.get().personas(),
            mapping.get().projects(),
            false));
  }

  /// Entra ID omits the `groups` claim for users in too many groups (groups overage), and marks
  /// that in one of two ways.
  private static String advice(TokenClaims claims) {
    boolean left =
        claims.object("_claim_names").filter(names -> names.has("groups")).isPresent()
            || claims.text("hasgroups").isPresent();
    return left
        ? "it has no `groups` claim because the user is in too many groups (groups overage), so map"
            + " app roles instead"
        : "an administrator can add one to the server configuration";
  }

  /// Builds the id of a principal. Issuers contain no `#`, so ids of different issuers never
  /// collide.
  static String id(String issuer, String subject) {
    return issuer + "#" + subject;
  }

  /// Whether a subject is safe to use in an id: in the ledger, in pages, on terminals.
  static boolean isSubject(String text) {
    return !text.isBlank()
        && text.length() <= MAX_SUBJECT
        && text.codePoints().noneMatch(PrincipalMapper::isOdd);
  }

  private static boolean isOdd(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private Optional<String> name(TokenClaims claims) {
    return issuer.names().stream()
        .flatMap(each -> claims.text(each).stream())
        .map(PrincipalMapper::shown)
        .filter(each -> !each.isBlank())
        .findFirst();
  }

  private static String shown(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .filter(point -> !isOdd(point))
        .limit(MAX_NAME)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
