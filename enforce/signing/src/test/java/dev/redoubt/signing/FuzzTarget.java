package dev.redoubt.signing;

import dev.redoubt.signing.attestation.PredicateType;
import dev.redoubt.signing.attestation.Statement;
import dev.redoubt.signing.internal.ManifestJson;
import java.util.Locale;

/// What is fuzzed, and what must hold for any input: it is read, or refused in words for a person.
enum FuzzTarget {
  BUNDLE {
    @Override
    void take(byte[] bytes) throws RefusedException {
      Bundle bundle = Bundle.read(bytes);
      require(
          java.util.Arrays.equals(Bundle.read(bundle.toJson()).payload(), bundle.payload()),
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
      Statement statement = Statement.read(bytes);
      require(Statement.read(statement.toJson()).equals(statement), "the same statement again");
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
      refusedOr(() -> PublicKeys.read(bytes, "the key"));
      refusedOr(() -> PrivateKeys.read(bytes, "the key", null));
      Certificates.read(bytes, "the certificates");
    }
  };

  private interface Reading {
    Object read() throws RefusedException;
  }

  abstract void take(byte[] bytes) throws RefusedException;

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    refusedOr(
        () -> {
          take(bytes);
          return this;
        });
  }

  private static void refusedOr(Reading reading) {
    try {
      reading.read();
    } catch (RefusedException e) {
      require(!e.reasons().isEmpty(), "a reason");
      require(!String.valueOf(e.getMessage()).contains("dev.redoubt"), "no class names");
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
