package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A trusted issuer with access to its key set.
///
/// @param pinned claims with the value that they must have in every token
/// @param device conditions that a token from a compliant device satisfies; empty if tokens do not
///   tell
/// @param loopbackOnly whether its tokens are accepted only from the loopback interface
record TokenIssuer(
    String name,
    Set<String> audiences,
    Set<JWSAlgorithm> algorithms,
    Map<String, String> pinned,
    KeySetProvider keys,
    Admission admission,
    List<ClaimCondition> device,
    boolean loopbackOnly) {

  /// Maps the claims of a verified token to a principal.
  @FunctionalInterface
  interface Admission {
    /// Returns the principal, or the reason why there is none.
    Outcome of(TokenClaims claims);
  }

  /// The result of mapping a token to a principal.
  sealed interface Outcome {
    /// The token belongs to this principal.
    record Admitted(Principal who) implements Outcome {}

    /// The token belongs to no principal.
    ///
    /// @param reason shown to the sender
    record Refused(String reason) implements Outcome {}
  }
}
