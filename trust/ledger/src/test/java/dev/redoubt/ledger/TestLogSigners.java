package dev.redoubt.ledger;

import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/// Signers whose keys live as long as a test.
final class TestLogSigners {

  private TestLogSigners() {}

  static CheckpointSigner signer(String name) {
    return signer(name, VerifierKey.Type.ED25519);
  }

  static CheckpointSigner witness(String name) {
    return signer(name, VerifierKey.Type.COSIGNATURE);
  }

  private static CheckpointSigner signer(String name, VerifierKey.Type type) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      VerifierKey key = new VerifierKey(name, type, pair.getPublic());
      return new CheckpointSigner() {
        @Override
        public VerifierKey verifierKey() {
          return key;
        }

        @Override
        public byte[] sign(byte[] message) throws IOException {
          try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
          } catch (GeneralSecurityException e) {
            throw new IOException(e);
          }
        }
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
