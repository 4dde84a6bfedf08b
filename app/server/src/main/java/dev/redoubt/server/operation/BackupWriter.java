package dev.redoubt.server.operation;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.server.folder.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Backs up the data folder of a server, also while it runs. The order makes the backup consistent:
///
/// 1. *The database*, as one snapshot (`VACUUM INTO` reads in one transaction and blocks nobody).
/// 2. *The blobs that the snapshot references.* Blobs are immutable, and unreferenced ones are kept
///    for a day ([dev.redoubt.artifacts.BlobGarbageCollector#GRACE]). So all of them still exist if
///    the backup takes less than a day; if one is missing, the backup fails.
/// 3. *The wrapped keys.* A key is stored before the first row that needs it.
/// 4. *The ledger, last.* An event is in the database before it is in the ledger, so a ledger that
///    is read later contains every entry that the snapshot knows. Further entries happened after
///    the snapshot; events in the snapshot's outbox are recognized or appended when the restored
///    server starts. The ledger is read in this order: the checkpoint; the partial tiles, which
///    only that checkpoint needs (if they are gone, a newer checkpoint is read); the immutable
///    files.
///
/// The backup does not contain the secrets that open the keys or sign: `keys.secret`, `ledger.key`
/// and `issuer.jwk` are written to a separate file if one is named. Both files together are
/// readable in clear.
public final class BackupWriter {

  /// Name of the entry with the format version.
  static final String FORM_FILE = "redoubt-backup";

  /// The format version.
  static final String FORM = "redoubt backup 1";

  static final String DATABASE = "registry.db";
  static final String BLOBS = "blobs/";
  static final String KEYS = "keys/";
  static final String RULES = "rules/";
  static final String LEDGER = "ledger/";

  /// Each attempt takes milliseconds; the ledger grows a few times per second.
  private static final int ATTEMPTS = 100;

  private final DataFolder folder;

  private BackupWriter(DataFolder folder) {
    this.folder = folder;
  }

  /// The result of a backup.
  ///
  /// @param blobs number of blobs
  /// @param entries number of ledger entries
  public record Saved(long blobs, long entries) {}

  /// Writes a backup.
  ///
  /// @param output a file that does not exist yet
  /// @param secrets a separate file for the secrets, which must not be stored with the backup; null
  ///   to omit them
  /// @throws IOException if the backup fails; then there is no file, and the message is for the
  ///   user
  public static Saved write(DataFolder folder, Path output, @Nullable Path secrets, Instant now)
      throws IOException {
    if (!Files.isRegularFile(folder.database())) {
      throw new IOException("there is no registry in `" + folder.path() + "`");
    }
    if (secrets != null && secrets.toAbsolutePath().equals(output.toAbsolutePath())) {
      throw new IOException("the secrets must be written to a separate file");
    }
    Saved saved;
    try (BackupArchive file = new BackupArchive(output)) {
      saved = new BackupWriter(folder).write(file, now, output);
      if (secrets != null) {
        writeSecrets(folder, secrets);
      }
      file.finish();
    }
    return saved;
  }

  private static void writeSecrets(DataFolder folder, Path secrets) throws IOException {
    try (BackupArchive file = new BackupArchive(secrets)) {
      for (Path each : List.of(folder.keysSecret(), folder.ledgerKey(), folder.issuerKey())) {
        if (Files.exists(each)) {
          file.add(Objects.requireNonNull(each.getFileName()).toString(), each, false);
        }
      }
      file.finish();
    }
  }

  private Saved write(BackupArchive file, Instant now, Path output) throws IOException {
    String form = FORM + "\n" + now.truncatedTo(ChronoUnit.SECONDS) + "\n";
    file.add(FORM_FILE, new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), false);
    Path parent = Objects.requireNonNull(output.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory(parent, ".redoubt-backup", OwnerOnlyFiles.folder(parent));
    Path snapshot = work.resolve(DATABASE);
    try {
      snapshot(folder.database(), snapshot);
      file.add(DATABASE, snapshot, true);
      List<String> blobs = blobs(snapshot);
      for (String blob : blobs) {
        addBlob(file, blob);
      }
      addAll(file, folder.keys(), KEYS);
      addAll(file, folder.rules(), RULES);
      return new Saved(blobs.size(), ledger(file));
    } finally {
      Files.deleteIfExists(snapshot);
      Files.deleteIfExists(work);
    }
  }

  private void addBlob(BackupArchive file, String blob) throws IOException {
    try {
      file.add(BLOBS + blob, blob(folder.blobs(), blob), false);
    } catch (NoSuchFileException missing) {
      throw new IOException(
          "the blob `%s` is not in `%s`; back up artifacts in other storage there"
              .formatted(blob, folder.blobs()),
          missing);
    }
  }

  private static void snapshot(Path database, Path to) throws IOException {
    // SQLite treats an empty file as a new database, and keeps its permissions.
    OwnerOnlyFiles.create(to).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, to.toString());
      statement.execute();
    } catch (SQLException failed) {
      throw new IOException("the database cannot be copied: " + failed.getMessage(), failed);
    }
  }

  /// Returns the blobs that a database references.
  static List<String> blobs(Path database) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT blob FROM artifact_part UNION SELECT blob FROM upload_part ORDER BY 1")) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException failed) {
      throw new IOException("the database cannot be read: " + failed.getMessage(), failed);
    }
  }

  /// Returns the file of a blob.
  static Path blob(Path blobs, String id) {
    return blobs.resolve(id.substring(0, 2)).resolve(id.substring(2, 4)).resolve(id);
  }

  private static void addAll(BackupArchive file, Path from, String prefix) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> list = Files.list(from)) {
      for (Path each : list.sorted().toList()) {
        String name = Objects.requireNonNull(each.getFileName()).toString();
        if (Files.isRegularFile(each) && !name.startsWith(".")) {
          file.add(prefix + name, each, true);
        }
      }
    }
  }

  private long ledger(BackupArchive file) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SignedNote note = LedgerReader.of(folder.ledger()).checkpoint();
      Map<String, byte[]> edge = edge(size(note));
      if (edge != null) {
        for (Map.Entry<String, byte[]> each : edge.entrySet()) {
          file.add(LEDGER + each.getKey(), new ByteArrayInputStream(each.getValue()), true);
        }
        addLedger(file);
        file.add(LEDGER + "checkpoint", new ByteArrayInputStream(note.bytes()), true);
        return size(note);
      }
    }
    throw new IOException("the ledger grows too fast to be copied; try again");
  }

  private static long size(SignedNote note) throws IOException {
    try {
      return Checkpoint.parse(note).size();
    } catch (MalformedLogException wrong) {
      throw new IOException("the checkpoint of the ledger is invalid", wrong);
    }
  }

  /// Returns the partial tiles of a tree size; null if one of them no longer exists.
  private @Nullable Map<String, byte[]> edge(long size) throws IOException {
    List<Tile> tiles = new ArrayList<>();
    for (int level = 0; Tile.hashes(size, level) > 0; level++) {
      addPartial(tiles, size, level);
    }
    addPartial(tiles, size, Tile.ENTRIES);
    Map<String, byte[]> edge = new HashMap<>();
    for (Tile tile : tiles) {
      try {
        edge.put(tile.path(), Files.readAllBytes(folder.ledger().resolve(tile.path())));
      } catch (NoSuchFileException _) {
        return null;
      }
    }
    return edge;
  }

  private static void addPartial(List<Tile> tiles, long size, int level) {
    long hashes = Tile.hashes(size, level);
    if (hashes % Tile.WIDTH != 0) {
      tiles.add(Tile.in(size, level, hashes / Tile.WIDTH));
    }
  }

  /// Adds the immutable parts: full tiles, also those beyond the checkpoint, which do no harm;
  /// entry bundles; the public key.
  private void addLedger(BackupArchive file) throws IOException {
    file.add(LEDGER + "vkey", folder.ledger().resolve("vkey"), true);
    addBelow(file, "tile");
    addBelow(file, "bodies/sha256");
  }

  /// Files that disappear meanwhile are not needed: partial tiles, and entries whose erasure was
  /// requested.
  private void addBelow(BackupArchive file, String path) throws IOException {
    Path at = folder.ledger().resolve(path);
    if (path.endsWith(".p")) {
      return;
    }
    if (!Files.isDirectory(at)) {
      try {
        file.add(LEDGER + path, at, true);
      } catch (NoSuchFileException gone) {
        return;
      }
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(at)) {
      for (Path each : inside) {
        addBelow(file, path + "/" + each.getFileName());
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }
}
