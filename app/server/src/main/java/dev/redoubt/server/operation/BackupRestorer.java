package dev.redoubt.server.operation;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.ledger.AuditFinding;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.VerificationResult;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.server.folder.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Restores a data folder from a backup.
///
/// Everything is extracted into a temporary folder next to the target and verified there: the
/// digest of every file, the integrity of the database, the presence of every blob that it
/// references, the root hash of the ledger computed from its entries, and the presence of every
/// ledger entry that the database references. Only then the folder gets its final name, in one
/// step; an interrupted restore leaves nothing that starts.
public final class BackupRestorer {

  /// Allowed entry names; no other name is used as a path.
  private static final Pattern NAME =
      Pattern.compile(
          "redoubt-backup|registry\\.db|blobs/[0-9a-f]{32}|(keys|rules)/[A-Za-z0-9][A-Za-z0-9._-]*"
              + "|ledger/(vkey|checkpoint|bodies/sha256/[0-9a-f]{2}/[0-9a-f]{64}"
              + "|tile/(entries|[0-9]{1,2})(/x[0-9]{3}){0,6}/[0-9]{3}(\\.p/[0-9]{1,3})?)");

  private static final Pattern SECRET = Pattern.compile("keys\\.secret|ledger\\.key|issuer\\.jwk");

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) {2}(.+)");

  private static final int BUFFER = 1 << 16;

  private final DataFolder folder;

  private BackupRestorer(DataFolder folder) {
    this.folder = folder;
  }

  /// The result of a restore.
  ///
  /// @param blobs number of blobs
  /// @param entries number of ledger entries
  /// @param secrets whether the secrets were restored, too; a server does not start without them
  public record Restored(long blobs, long entries, boolean secrets) {}

  /// Restores a backup.
  ///
  /// @param input an archive written by [BackupWriter]
  /// @param secrets the archive of secrets; null if they are restored by hand
  /// @param to a folder that is empty or does not exist
  /// @throws IOException if the backup is damaged, or the folder is not empty; the message is for
  ///   the user
  public static Restored read(Path input, @Nullable Path secrets, Path to) throws IOException {
    Path target = to.toAbsolutePath();
    refuseIfUsed(target, to);
    Path parent = Objects.requireNonNull(target.getParent());
    Files.createDirectories(parent);
    Path work =
        Files.createTempDirectory(parent, ".redoubt-restore", OwnerOnlyFiles.folder(parent));
    try {
      BackupRestorer restore = new BackupRestorer(new DataFolder(work));
      restore.unpack(input, NAME);
      if (secrets != null) {
        restore.unpack(secrets, SECRET);
      }
      Restored restored = restore.verify();
      refuseIfUsed(target, to);
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
      flush(parent);
      return restored;
    } finally {
      delete(work);
    }
  }

  private static void refuseIfUsed(Path target, Path name) throws IOException {
    if (Files.exists(target)) {
      if (!Files.isDirectory(target)) {
        throw new IOException("`" + name + "` is not a folder");
      }
      try (Stream<Path> inside = Files.list(target)) {
        if (inside.findAny().isPresent()) {
          throw new IOException("the folder `" + name + "` is not empty; nothing was restored");
        }
      }
    }
  }

  private void unpack(Path input, Pattern names) throws IOException {
    try (ZipFile zip = new ZipFile(input.toFile())) {
      Map<String, String> sums = sums(zip, input);
      Set<Path> folders = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.equals(BackupArchive.SUMS)) {
          continue;
        }
        String sum = sums.remove(name);
        if (sum == null || !names.matcher(name).matches()) {
          throw new IOException(
              "`" + input + "` contains an entry that does not belong to a backup");
        }
        Path file = place(name);
        OwnerOnlyFiles.createFolders(Objects.requireNonNull(file.getParent()));
        folders.add(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          if (!copy(in, file).equals(sum)) {
            throw new IOException("`" + name + "` in `" + input + "` does not match its digest");
          }
        }
      }
      if (!sums.isEmpty()) {
        throw new IOException(
            "`" + sums.keySet().iterator().next() + "` is missing in `" + input + "`");
      }
      for (Path each : folders) {
        flush(each);
      }
    } catch (java.util.zip.ZipException wrong) {
      throw new IOException("`" + input + "` is not a backup: " + wrong.getMessage(), wrong);
    }
  }

  private static Map<String, String> sums(ZipFile zip, Path input) throws IOException {
    ZipEntry entry = zip.getEntry(BackupArchive.SUMS);
    if (entry == null) {
      throw new IOException(
          "`" + input + "` is not a backup: it has no `" + BackupArchive.SUMS + "`");
    }
    Map<String, String> sums = new HashMap<>();
    try (InputStream in = zip.getInputStream(entry)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var matcher = SUM.matcher(line);
        if (!matcher.matches() || sums.put(matcher.group(2), matcher.group(1)) != null) {
          throw new IOException("`" + BackupArchive.SUMS + "` in `" + input + "` is damaged");
        }
      }
    }
    return sums;
  }

  private Path place(String name) {
    return name.startsWith(BackupWriter.BLOBS)
        ? BackupWriter.blob(folder.blobs(), name.substring(BackupWriter.BLOBS.length()))
        : folder.path().resolve(name);
  }

  /// Copies a file and returns its digest.
  private static String copy(InputStream in, Path file) throws IOException {
    MessageDigest sha256 = Sha256Digest.newSha256();
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out = OwnerOnlyFiles.create(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
      out.force(true);
    }
    return Sha256Digest.of(sha256.digest()).hex();
  }

  private Restored verify() throws IOException {
    Path form = folder.path().resolve(BackupWriter.FORM_FILE);
    if (!Files.isRegularFile(form)
        || !Files.readString(form).startsWith(BackupWriter.FORM + "\n")) {
      throw new IOException("it is not a backup of the format `" + BackupWriter.FORM + "`");
    }
    Files.delete(form);
    long known = database();
    List<String> blobs = BackupWriter.blobs(folder.database());
    for (String each : blobs) {
      if (!Files.isRegularFile(BackupWriter.blob(folder.blobs(), each))) {
        throw new IOException(
            "the backup is incomplete: its database refers to a missing blob: " + each);
      }
    }
    long entries = ledger();
    if (known >= entries) {
      throw new IOException(
          "the ledger of the backup has %d entries, but its database refers to entry %d"
              .formatted(entries, known));
    }
    OwnerOnlyFiles.createFolders(folder.blobs());
    flush(folder.path());
    return new Restored(blobs.size(), entries, Files.exists(folder.keysSecret()));
  }

  /// Returns the last ledger entry that the database references; -1 if there is none.
  private long database() throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
        Statement statement = connection.createStatement()) {
      for (String check : List.of("PRAGMA integrity_check", "PRAGMA foreign_key_check")) {
        try (ResultSet rows = statement.executeQuery(check)) {
          if (rows.next() && !rows.getString(1).equals("ok")) {
            throw new IOException("the database of the backup is damaged");
          }
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(entry), -1) FROM outbox")) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException failed) {
      throw new IOException(
          "the database of the backup is damaged: " + failed.getMessage(), failed);
    }
  }

  /// Verifies the ledger and returns its number of entries.
  private long ledger() throws IOException {
    LedgerReader reader = LedgerReader.of(folder.ledger());
    VerifierKey key = reader.publishedKey();
    if (key == null) {
      throw new IOException("the ledger of the backup has no public key");
    }
    List<AuditFinding> problems = new ArrayList<>();
    VerificationResult verification =
        reader.verify(
            key,
            true,
            finding -> {
              if (finding.severity() == AuditFinding.Severity.PROBLEM) {
                problems.add(finding);
              }
            });
    if (!verification.isIntact() || !problems.isEmpty()) {
      throw new IOException(
          "the ledger of the backup fails verification"
              + (problems.isEmpty() ? "" : ": " + problems.getFirst().message()));
    }
    return verification.entries();
  }

  private static void flush(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
