package dev.redoubt.http.identity;

import dev.redoubt.access.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is known of an issuer already, so that nobody has to find it out.
///
/// Sources: Microsoft identity platform, "Access token claims reference" and "OpenID Connect";
/// GitHub, "OpenID Connect reference"; Kubernetes, "Managing Service Accounts"; read in November
/// 2026.
enum IssuerPreset {
  /// People and applications of one tenant of Microsoft Entra ID. `oid` is the same in tokens for
  /// every application, and is never given again.
  ENTRA_ID("entra-id", "oid", "preferred_username upn name", Principal.Kind.USER),
  /// Managed identities of Azure, which are of Entra ID, too.
  MANAGED_IDENTITY("managed-identity", "oid", "azp appid", Principal.Kind.WORKLOAD),
  /// Jobs of GitHub Actions.
  GITHUB_ACTIONS("github-actions", "sub", "sub", Principal.Kind.WORKLOAD),
  /// Service accounts of a cluster of Kubernetes.
  KUBERNETES("kubernetes", "sub", "sub", Principal.Kind.WORKLOAD),
  /// Any other.
  NONE("oidc", "sub", "preferred_username name email", Principal.Kind.USER);

  private final String id;
  private final String subject;

  /// Separated by blanks.
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

  /// What tokens of a kind have to say besides, so that nobody passes for the other kind: a
  /// person's for a workload, which is asked for no second sign-in, or an ID token for one for
  /// access. Entra ID puts `scp` into access tokens that a person has let somebody have, and into
  /// no others.
  List<ClaimCondition> of(Principal.Kind kind) {
    return isOfEntra()
        ? List.of(new ClaimCondition.Said("scp", kind == Principal.Kind.USER))
        : List.of();
  }

  boolean isOfEntra() {
    return this == ENTRA_ID || this == MANAGED_IDENTITY;
  }
}
