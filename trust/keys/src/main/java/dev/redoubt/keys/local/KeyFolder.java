package dev.redoubt.keys.local;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.keys.internal.AesGcm;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.internal.Hkdf;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the files of a keystore: `keystore.json` describes how the root key is
/// obtained; `NAME.key` describes a key, authenticated with the root key; `NAME.VERSION.material`
/// contains the material of one version, encrypted with the root key and bound to the description
/// of the key.
final class KeyFolder {

  /// The minimum that OWASP recommends for PBKDF2 with HMAC-SHA512 is 210,000 (2023); this number
  /// takes about half a second.
  private static final int ITERATIONS = 600_000;

  private static final int MIN_ITERATIONS = 210_000;

  /// Limits the time that a hostile description can cost.
  private static final int MAX_ITERATIONS = 10_000_000;

  /// A description with a release policy is far below this.
  private static final int MAX_FILE = 1024 * 1024;

  private static final JsonMapper JSON = new JsonMapper();

  /// Synchronizes the threads of this process; a file lock only synchronizes processes.
  private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;
  private final SecretBytes root;
  private final byte[] id;

  private KeyFolder(Path folder, SecretBytes root, byte[] id) {
    this.folder = folder;
    this.root = root;
    this.id = id;
  }

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve("keystore.json"));
  }

  static KeyFolder create(Path folder, RootSecret secret) throws IOException {
    OwnerOnlyFiles.createFolders(folder);
    if (OwnerOnlyFiles.isWritableByOthers(folder)) {
      throw new KeyAccessException.Refused(
          "the folder `"
              + folder
              + "` is writable by users other than its owner, so no keystore is created there; run"
              + " `chmod 700 "
              + folder
              + "`");
    }
    if (exists(folder)) {
      throw new KeyAccessException.Refused("the keystore `" + folder + "` already exists");
    }
    byte[] id = SecretBytes.random(16).reveal(byte[]::clone);
    SecretBytes root = derive(secret, id, ITERATIONS);
    byte[] check = AesGcm.seal(root, SecretBytes.takeOver(new byte[0]), id);
    AtomicFiles.write(
        folder.resolve("keystore.json"),
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("form", 1)
                .put("id", HexFormat.of().formatHex(id))
                .put("root", secret.title())
                .put("iterations", ITERATIONS)
                .put("check", Base64.getEncoder().encodeToString(check))));
    return new KeyFolder(folder, root, id);
  }

  static KeyFolder open(Path folder, RootSecret secret) throws IOException {
    try {
      JsonNode json = JSON.readTree(bounded(folder.resolve("keystore.json")));
      byte[] id = HexFormat.of().parseHex(json.path("id").asString(""));
      int iterations = json.path("iterations").asInt(0);
      if (json.path("form").asInt(0) != 1
          || id.length != 16
          || iterations < MIN_ITERATIONS
          || iterations > MAX_ITERATIONS) {
        throw new KeyAccessException.Malformed(
            "`"
                + folder.resolve("keystore.json")
                + "` is not a keystore description of format version 1");
      }
      String kind = json.path("root").asString("");
      if (!kind.equals(secret.title())) {
        throw new KeyAccessException.Refused(
            "the keystore `"
                + folder
                + "` must be opened with a "
                + kind
                + ", not a "
                + secret.title());
      }
      SecretBytes root = derive(secret, id, iterations);
      byte[] check = Base64.getDecoder().decode(json.path("check").asString(""));
      AesGcm.open(root, check, id, "the keystore");
      return new KeyFolder(folder, root, id);
    } catch (NoSuchFileException missing) {
      throw new KeyAccessException.NotFound("there is no keystore in `" + folder + "`");
    } catch (KeyAccessException.NotAuthentic wrong) {
      throw new KeyAccessException.Refused(
          "the " + secret.title() + " does not open the keystore `" + folder + "`");
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed(
          "`" + folder.resolve("keystore.json") + "` is not a valid keystore description");
    }
  }

  private static SecretBytes derive(RootSecret secret, byte[] id, int iterations)
      throws KeyAccessException {
    try (SecretBytes loaded = secret.load(id, iterations)) {
      return Hkdf.derive(
          loaded, id, "redoubt keystore 1".getBytes(StandardCharsets.US_ASCII), RootSecret.SIZE);
    }
  }

  private static byte[] bounded(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE) {
      throw new KeyAccessException.Malformed(
          "`" + file + "` is too large for a file of a keystore");
    }
    return Files.readAllBytes(file);
  }

  /// A change that is made while the keystore is locked.
  interface Change<T extends @Nullable Object> {
    T apply() throws IOException;
  }

  <T extends @Nullable Object> T locked(Change<T> change) throws KeyAccessException {
    ReentrantLock lock =
        LOCKS.computeIfAbsent(folder.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    lock.lock();
    try (FileChannel channel = OwnerOnlyFiles.open(folder.resolve(".lock"));
        FileLock held = channel.lock()) {
      java.util.Objects.requireNonNull(held);
      return change.apply();
    } catch (KeyAccessException known) {
      throw known;
    } catch (IOException disk) {
      throw new KeyAccessException("the keystore `" + folder + "` cannot be written", disk);
    } finally {
      lock.unlock();
    }
  }

  List<String> names() throws KeyAccessException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> String.valueOf(each.getFileName()))
          .filter(each -> each.endsWith(".key"))
          .map(each -> each.substring(0, each.length() - 4))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException disk) {
      throw new KeyAccessException("the keystore `" + folder + "` cannot be read", disk);
    }
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name + ".key"));
  }

  KeyRecord read(String name) throws KeyAccessException {
    Path file = folder.resolve(name + ".key");
    byte[] bytes;
    try {
      bytes = bounded(file);
    } catch (NoSuchFileException missing) {
      throw new KeyAccessException.NotFound(
          "there is no key `" + name + "` in the keystore `" + folder + "`");
    } catch (KeyAccessException known) {
      throw known;
    } catch (IOException disk) {
      throw new KeyAccessException("`" + file + "` cannot be read", disk);
    }
    int line = bytes.length - 64;
    if (line < 0
        || !MessageDigest.isEqual(
            mac(name, Arrays.copyOf(bytes, line)), Arrays.copyOfRange(bytes, line, bytes.length))) {
      throw new KeyAccessException.NotAuthentic(
          "`" + file + "` does not authenticate: it was modified outside of Redoubt");
    }
    return KeyRecord.of(Arrays.copyOf(bytes, line));
  }

  void write(KeyRecord key) throws IOException {
    byte[] json = key.json();
    AtomicFiles.write(
        folder.resolve(key.name() + ".key"),
        new BinaryWriter().raw(json).raw(mac(key.name(), json)).toBytes());
  }

  private byte[] mac(String name, byte[] json) {
    byte[] label = "redoubt key records 1".getBytes(StandardCharsets.US_ASCII);
    try (SecretBytes key = Hkdf.derive(root, id, label, RootSecret.SIZE)) {
      byte[] message = new BinaryWriter().text(name).raw(json).toBytes();
      Mac mac = Mac.getInstance("HmacSHA256");
      key.<Mac, GeneralSecurityException>reveal(
          bytes -> {
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac;
          });
      return HexFormat.of().formatHex(mac.doFinal(message)).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  SecretBytes material(KeyRecord key, int version) throws KeyAccessException {
    Path file = material(key.name(), version);
    try {
      return AesGcm.open(
          root,
          bounded(file),
          binding(key, version),
          "`" + file + "` does not authenticate: it was modified, or belongs to another key");
    } catch (KeyAccessException known) {
      throw known;
    } catch (NoSuchFileException missing) {
      throw new KeyAccessException.NotFound(
          "the material of key `local:" + key.name() + "/" + version + "` is missing: " + file);
    } catch (IOException disk) {
      throw new KeyAccessException("`" + file + "` cannot be read", disk);
    }
  }

  void write(KeyRecord key, int version, SecretBytes material) throws IOException {
    AtomicFiles.write(
        material(key.name(), version), AesGcm.seal(root, material, binding(key, version)));
  }

  void destroy(String name, int version) throws IOException {
    AtomicFiles.destroy(material(name, version));
  }

  private Path material(String name, int version) {
    return folder.resolve(name + "." + version + ".material");
  }

  private byte[] binding(KeyRecord key, int version) {
    String policy = key.releasePolicy();
    return new BinaryWriter()
        .text("redoubt material 1")
        .raw(id)
        .text(key.name())
        .u32(version)
        .text(key.type().title())
        .u8(policy == null ? 0 : 1)
        .raw(digest((policy == null ? "" : policy).getBytes(StandardCharsets.UTF_8)))
        .toBytes();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException(broken);
    }
  }

  void close() {
    root.close();
  }
}
