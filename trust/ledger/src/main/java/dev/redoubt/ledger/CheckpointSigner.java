package dev.redoubt.ledger;

import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;

/// Signs the checkpoints of a log, wherever its private key is: in a file, in an HSM, in a key
/// vault. Whoever has the key can fork the log.
public interface CheckpointSigner {

  /// What verifies the signatures: of type Ed25519, named as the origin of the log.
  VerifierKey verifierKey();

  /// Signs by Ed25519 (RFC 8032, pure).
  ///
  /// @param message the text of a checkpoint
  /// @return 64 bytes
  /// @throws IOException if the key cannot be used; the message is for the user
  byte[] sign(byte[] message) throws IOException;
}
