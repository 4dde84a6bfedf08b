package dev.redoubt.server.operation;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a backup archive: a zip file whose last entry, `SHA256SUMS`, lists the digests of all
/// other entries in `sha256sum` format. The file gets its final name when it is complete and synced
/// to disk; it is accessible only to its owner.
final class BackupArchive implements AutoCloseable {

  /// Name of the entry with the digests.
  static final String SUMS = "SHA256SUMS";

  private final Path file;
  private final Path partial;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final StringBuilder sums = new StringBuilder();
  private boolean finished;

  /// @throws IOException if the file already exists, or cannot be written
  BackupArchive(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    this.partial = this.file.resolveSibling(this.file.getFileName() + ".partial");
    if (Files.exists(this.file)) {
      throw new IOException("`" + file + "` already exists");
    }
    // A leftover file or link that somebody else may have created is removed, never written to.
    Files.deleteIfExists(partial);
    this.channel = OwnerOnlyFiles.create(partial);
    this.zip = new ZipOutputStream(Channels.newOutputStream(channel));
  }

  /// Adds a file.
  ///
  /// @param compressed whether compression helps; ciphertext does not compress
  void add(String name, Path from, boolean compressed) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      add(name, in, compressed);
    }
  }

  void add(String name, InputStream in, boolean compressed) throws IOException {
    MessageDigest sha256 = Sha256Digest.newSha256();
    zip.setLevel(compressed ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
    zip.putNextEntry(new ZipEntry(name));
    OutputStream out = new DigestOutputStream(zip, sha256);
    in.transferTo(out);
    zip.closeEntry();
    sums.append(Sha256Digest.of(sha256.digest()).hex()).append("  ").append(name).append('\n');
  }

  /// Completes the archive and gives it its final name.
  void finish() throws IOException {
    zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(new ZipEntry(SUMS));
    zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
    channel.force(true);
    zip.close();
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(partial);
    }
  }
}
