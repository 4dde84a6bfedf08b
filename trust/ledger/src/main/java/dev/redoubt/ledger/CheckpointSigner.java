package dev.redoubt.ledger;

import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;

/// Signs the checkpoints of a log, with a private key in a file, in an HSM or in a key vault.
/// Whoever has the key can fork the log.
public interface CheckpointSigner {

  /// The public key: of type Ed25519, with the origin of the log as its name.
  VerifierKey verifierKey();

  /// Signs with Ed25519 (RFC 8032, pure).
  ///
  /// @param message the text of a checkpoint
  /// @return 64 bytes
  /// @throws IOException if the key cannot be used; the message is for the user
  byte[] sign(byte[] message) throws IOException;
}
