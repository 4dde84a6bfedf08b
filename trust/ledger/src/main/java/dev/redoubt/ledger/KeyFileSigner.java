package dev.redoubt.ledger;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.IoErrorMessages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signs with an Ed25519 key in a file: PKCS#8 (RFC 8410) in PEM, as OpenSSL writes it, readable
/// only by its owner.
///
/// The file must be outside the folder of the log, because the folder is published.
public final class KeyFileSigner implements CheckpointSigner {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /// In bytes; a key has about 120.
  private static final int MAX_LENGTH = 4096;

  private final PrivateKey privateKey;
  private final VerifierKey verifierKey;

  private KeyFileSigner(PrivateKey privateKey, VerifierKey verifierKey) {
    this.privateKey = privateKey;
    this.verifierKey = verifierKey;
  }

  /// Creates a key and writes it to a file that must not exist.
  ///
  /// @param name of the key, which is also the origin of the log
  public static KeyFileSigner generate(Path file, String name) throws IOException {
    try {
      PrivateKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
      KeyFileSigner signer = of(key, name);
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
      write(file, BEGIN + "\n" + base64 + "\n" + END + "\n");
      return signer;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new LedgerException(
          "`%s` already exists, and a key file is never overwritten".formatted(file), e);
    } catch (IOException e) {
      throw new LedgerException(
          "the private key cannot be written to `%s`: %s".formatted(file, IoErrorMessages.words(e)),
          e);
    }
  }

  /// Reads a key.
  ///
  /// @param name of the key, which is also the origin of the log
  /// @throws LedgerException if it cannot be read, is not an Ed25519 key, or is accessible to other
  ///   users
  public static KeyFileSigner load(Path file, String name) throws IOException {
    byte[] bytes;
    try {
      refuseOpenToOthers(file);
      try (var in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_LENGTH);
      }
    } catch (LedgerException e) {
      throw e;
    } catch (IOException e) {
      throw new LedgerException(
          "the key `%s` cannot be read: %s".formatted(file, IoErrorMessages.words(e)), e);
    }
    String text = new String(bytes, StandardCharsets.US_ASCII).strip();
    Arrays.fill(bytes, (byte) 0);
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw notAKey(file, null);
    }
    try {
      String base64 = text.substring(BEGIN.length(), text.length() - END.length());
      byte[] pkcs8 = Base64.getMimeDecoder().decode(base64);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return of(key, name);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw notAKey(file, e);
    }
  }

  private static LedgerException notAKey(Path file, @Nullable Exception e) {
    String message = "`" + file + "` is not an Ed25519 private key in PEM (PKCS#8)";
    return e == null ? new LedgerException(message) : new LedgerException(message, e);
  }

  private static void refuseOpenToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!others.isEmpty()) {
      throw new LedgerException(
          "the key file `%s` is accessible to users other than its owner; run `chmod 600`, or create a new key if somebody may have read it"
              .formatted(file));
    }
  }

  private static KeyFileSigner of(PrivateKey key, String name) throws GeneralSecurityException {
    return new KeyFileSigner(
        key, new VerifierKey(name, VerifierKey.Type.ED25519, publicKey((EdECPrivateKey) key)));
  }

  /// A PKCS#8 file has the private key alone. Java derives the public one only when it generates a
  /// pair, so it is given these bytes as what is random.
  private static PublicKey publicKey(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("no bytes"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
    return generator.generateKeyPair().getPublic();
  }

  private static final class Fixed extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }

  @Override
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new LedgerException("the key cannot sign", e);
    }
  }
}
