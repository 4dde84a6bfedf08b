package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may tell of events, as the configuration has it.
///
/// @param issuer as its event tokens name it
/// @param about the issuers about whose principals it may tell
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
