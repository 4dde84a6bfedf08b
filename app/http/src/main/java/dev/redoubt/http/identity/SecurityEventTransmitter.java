package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The configuration of a trusted transmitter of security events.
///
/// @param issuer the `iss` claim of its security event tokens
/// @param about the issuers about whose principals it may report
record SecurityEventTransmitter(
    String issuer,
    Set<String> audiences,
    Set<JWSAlgorithm> algorithms,
    KeySetLocation keys,
    @Nullable Path authority,
    Set<String> about) {

  SecurityEventTransmitter {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    about = Set.copyOf(about);
  }
}
