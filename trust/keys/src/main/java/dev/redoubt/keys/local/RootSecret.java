package dev.redoubt.keys.local;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The secret that opens a keystore. It is not stored in the folder of the keystore unless a user
/// puts its file there.
public sealed interface RootSecret {

  /// A file of 32 random bytes that only its owner may read.
  record KeyFile(Path path) implements RootSecret {

    /// Creates a new root key file.
    ///
    /// @throws FileAlreadyExistsException if the file exists
    public static KeyFile create(Path path) throws IOException {
      try (SecretBytes secret = SecretBytes.random(SIZE);
          FileChannel channel = OwnerOnlyFiles.create(path)) {
        secret.<Integer, IOException>reveal(bytes -> channel.write(ByteBuffer.wrap(bytes)));
        channel.force(true);
      }
      return new KeyFile(path);
    }
  }

  /// A secret of at least 32 bytes with full entropy, which the caller supplies.
  record Given(SecretBytes secret) implements RootSecret {}

  /// A passphrase, as UTF-8. PBKDF2 with HMAC-SHA512 derives a key from it.
  record Passphrase(SecretBytes utf8) implements RootSecret {}

  /// The minimum size of a root secret in bytes.
  int SIZE = 32;

  /// The name in the description of a keystore.
  default String title() {
    return switch (this) {
      case KeyFile _ -> "file";
      case Given _ -> "secret";
      case Passphrase _ -> "passphrase";
    };
  }

  /// The secret itself, before it is bound to a keystore.
  ///
  /// @param iterations of PBKDF2, for a passphrase
  default SecretBytes load(byte[] salt, int iterations) throws KeyAccessException {
    return switch (this) {
      case KeyFile(Path path) -> read(path);
      case Given(SecretBytes secret) -> {
        if (secret.size() < SIZE) {
          throw new KeyAccessException.Refused(
              "the keystore secret has fewer than " + SIZE + " bytes");
        }
        yield secret.reveal(SecretBytes::copyOf);
      }
      case Passphrase(SecretBytes utf8) -> stretched(utf8, salt, iterations);
    };
  }

  private static SecretBytes read(Path path) throws KeyAccessException {
    try {
      if (!OwnerOnlyFiles.others(path).isEmpty()) {
        throw new KeyAccessException.Refused(
            "`"
                + path
                + "` is readable by users other than its owner; run `chmod 600 "
                + path
                + "`");
      }
      if (Files.size(path) != SIZE) {
        throw new KeyAccessException.Malformed(
            "`" + path + "` is not a root key: expected " + SIZE + " bytes");
      }
      return SecretBytes.takeOver(Files.readAllBytes(path));
    } catch (KeyAccessException known) {
      throw known;
    } catch (NoSuchFileException missing) {
      throw new KeyAccessException.NotFound("there is no root key `" + path + "`");
    } catch (IOException unreadable) {
      throw new KeyAccessException.Refused("`" + path + "` cannot be read", unreadable);
    }
  }

  private static SecretBytes stretched(SecretBytes utf8, byte[] salt, int iterations) {
    return utf8.reveal(
        bytes -> {
          CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
          char[] characters = new char[text.remaining()];
          text.get(characters);
          Arrays.fill(text.array(), '\0');
          PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, SIZE * 8);
          Arrays.fill(characters, '\0');
          try {
            return SecretBytes.takeOver(
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded());
          } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("PBKDF2 is not available", broken);
          } finally {
            spec.clearPassword();
          }
        });
  }
}
