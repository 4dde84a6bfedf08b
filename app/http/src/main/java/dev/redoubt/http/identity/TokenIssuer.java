package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An issuer that runs: its keys can be asked for.
///
/// @param pinned claims that have to have a value in every token
/// @param device what a token of a compliant device says; nothing if that cannot be told
/// @param loopbackOnly whether its tokens count between programs of this machine alone
record TokenIssuer(
    String name,
    Set<String> audiences,
    Set<JWSAlgorithm> algorithms,
    Map<String, String> pinned,
    KeySetProvider keys,
    Admission admission,
    List<ClaimCondition> device,
    boolean loopbackOnly) {

  /// Says whom a genuine token stands for.
  @FunctionalInterface
  interface Admission {
    /// Whom, or why nobody.
    Outcome of(TokenClaims claims);
  }

  /// Whom a token stands for.
  sealed interface Outcome {
    /// Somebody.
    record Admitted(Principal who) implements Outcome {}

    /// Nobody.
    ///
    /// @param reason for its sender
    record Refused(String reason) implements Outcome {}
  }
}
