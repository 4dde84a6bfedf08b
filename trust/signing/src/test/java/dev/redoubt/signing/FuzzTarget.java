package dev.redoubt.signing;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.signing.attestation.AttestationStatement;
import dev.redoubt.signing.attestation.PredicateType;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.CertificateReader;
import dev.redoubt.signing.trust.SigstoreBundle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What is fuzzed, and what must hold for any input: it is read, or refused in words for a person.
enum FuzzTarget {
  BUNDLE {
    @Override
    void take(byte[] bytes) throws RefusedException {
      SigstoreBundle bundle = SigstoreBundle.read(bytes);
      require(
          java.util.Arrays.equals(SigstoreBundle.read(bundle.toJson()).payload(), bundle.payload()),
          "a bundle that can be read again");
    }
  },
  MANIFEST {
    @Override
    void take(byte[] bytes) throws RefusedException {
      Manifest manifest = ManifestJson.read(bytes);
      Manifest again = ManifestJson.read(ManifestJson.write(manifest));
      require(again.equals(manifest), "a manifest that is the same when it is read again");
    }
  },
  STATEMENT {
    @Override
    void take(byte[] bytes) throws RefusedException {
      AttestationStatement statement = AttestationStatement.read(bytes);
      require(
          AttestationStatement.read(statement.toJson()).equals(statement),
          "the same statement again");
    }
  },
  PREDICATE {
    @Override
    void take(byte[] bytes) throws RefusedException {
      PredicateType[] types = PredicateType.values();
      if (bytes.length > 0) {
        types[Math.floorMod(bytes[0], types.length)].read(
            java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
      }
    }
  },
  PEM {
    @Override
    void take(byte[] bytes) throws RefusedException {
      keyOrReason(bytes, () -> PemKeys.publicKey(bytes));
      keyOrReason(
          bytes,
          () ->
              PemKeys.privateKey(
                  SecretBytes.copyOf(bytes), () -> SecretBytes.takeOver(new byte[] {'p'})));
      CertificateReader.read(bytes, "the certificates");
    }
  };

  abstract void take(byte[] bytes) throws RefusedException;

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    try {
      take(bytes);
    } catch (RefusedException e) {
      require(!e.reasons().isEmpty(), "a reason");
      checkWords(e, bytes);
    }
  }

  private static void checkWords(Exception refusal, byte[] input) {
    String message = String.valueOf(refusal.getMessage());
    for (String ours : List.of("dev.redoubt", "tools.jackson")) {
      require(!message.contains(ours) || isIn(input, ours), "no class names: " + message);
    }
  }

  /// Whether the input has the words itself: a message repeats the user's.
  private static boolean isIn(byte[] bytes, String text) {
    return letters(new String(bytes, StandardCharsets.ISO_8859_1)).contains(letters(text));
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "");
  }

  private interface KeyReading {
    Object read() throws KeyAccessException;
  }

  private static void keyOrReason(byte[] bytes, KeyReading reading) {
    try {
      reading.read();
    } catch (KeyAccessException e) {
      checkWords(e, bytes);
    }
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "SigningFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
