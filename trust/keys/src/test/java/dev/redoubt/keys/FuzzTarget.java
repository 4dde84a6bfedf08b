package dev.redoubt.keys;

import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.keys.pem.TlsPemFiles;
import dev.redoubt.keys.release.ReleaseFuzz;
import dev.redoubt.keys.release.ReleasePolicy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What is fuzzed, and what must hold for any input: it is read, or refused in words for a person;
/// a form that is read is the only one of what it says.
enum FuzzTarget {
  POLICY {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      ReleasePolicy policy = ReleasePolicy.parse(new String(bytes, StandardCharsets.UTF_8));
      require(!policy.authorities().isEmpty(), "an authority");
    }
  },
  TOKEN {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      ReleaseFuzz.token(new String(bytes, StandardCharsets.ISO_8859_1));
      require(false, "no token without its issuer");
    }
  },
  CLAIMS {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      ReleaseFuzz.claims(bytes);
    }
  },
  KEYSET {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      ReleaseFuzz.keySet(bytes);
    }
  },
  WRAPPED {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      require(Arrays.equals(WrappedKey.decode(bytes).encoded(), bytes), "one form");
    }
  },
  HEADER {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      require(Arrays.equals(EnvelopeHeader.decode(bytes).encoded(), bytes), "one form");
    }
  },
  PEM {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      PemKeys.Pair pair = PemKeys.privateKey(SecretBytes.copyOf(bytes));
      require(pair.publicKey() != null, "a public half");
    }
  },
  TLS {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      try {
        require(!TlsPemFiles.certificates(bytes).isEmpty(), "certificates");
      } catch (KeyAccessException _) {
        // It may have a key alone.
      }
      require(TlsPemFiles.privateKey(SecretBytes.copyOf(bytes)).getEncoded() != null, "a key");
    }
  },
  REFERENCE {
    @Override
    void attempt(byte[] bytes) throws KeyAccessException {
      KeyReference reference = KeyReference.parse(new String(bytes, StandardCharsets.UTF_8));
      require(
          KeyReference.parse(reference.toString()).equals(reference),
          "the same reference again: " + reference);
    }
  };

  abstract void attempt(byte[] bytes) throws KeyAccessException;

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    try {
      attempt(bytes);
    } catch (KeyAccessException refused) {
      String message = String.valueOf(refused.getMessage());
      require(!message.isBlank() && !message.equals("null"), "a message");
      require(!message.contains("dev.redoubt") || contains(bytes, "dev.redoubt"), "no class names");
    }
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "KeysFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
