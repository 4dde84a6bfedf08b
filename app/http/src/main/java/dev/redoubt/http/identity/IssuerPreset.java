package dev.redoubt.http.identity;

import dev.redoubt.access.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Defaults for well-known issuers: the claims with subject and display name, and the kind of
/// principal.
///
/// Sources: Microsoft identity platform, "Access token claims reference" and "OpenID Connect";
/// GitHub, "OpenID Connect reference"; Kubernetes, "Managing Service Accounts"; read in November
/// 2026.
enum IssuerPreset {
  /// Users and applications of one Microsoft Entra ID tenant. `oid` is the same in tokens for every
  /// application and is never reused.
  ENTRA_ID("entra-id", "oid", "preferred_username upn name", Principal.Kind.USER),
  /// Azure managed identities, also issued by Entra ID.
  MANAGED_IDENTITY("managed-identity", "oid", "azp appid", Principal.Kind.WORKLOAD),
  /// GitHub Actions jobs.
  GITHUB_ACTIONS("github-actions", "sub", "sub", Principal.Kind.WORKLOAD),
  /// Service accounts of a Kubernetes cluster.
  KUBERNETES("kubernetes", "sub", "sub", Principal.Kind.WORKLOAD),
  /// Any other OpenID Connect issuer.
  NONE("oidc", "sub", "preferred_username name email", Principal.Kind.USER);

  private final String id;
  private final String subject;

  /// Separated by spaces.
  private final String names;

  private final Principal.Kind kind;

  IssuerPreset(String id, String subject, String names, Principal.Kind kind) {
    this.id = id;
    this.subject = subject;
    this.names = names;
    this.kind = kind;
  }

  static Optional<IssuerPreset> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(each -> each.id).toList();
  }

  String subject() {
    return subject;
  }

  List<String> names() {
    return List.of(names.split(" "));
  }

  Principal.Kind kind() {
    return kind;
  }

  /// Returns the conditions that distinguish tokens of users from tokens of workloads, so that
  /// neither passes as the other: a workload is never asked for step-up authentication, and an ID
  /// token is not an access token. Entra ID sets `scp` only in access tokens that act on behalf of
  /// a user.
  List<ClaimCondition> of(Principal.Kind kind) {
    return isOfEntra()
        ? List.of(new ClaimCondition.Present("scp", kind == Principal.Kind.USER))
        : List.of();
  }

  boolean isOfEntra() {
    return this == ENTRA_ID || this == MANAGED_IDENTITY;
  }
}
