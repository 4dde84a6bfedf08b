package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Uploads of a file in parts, which come in any order and beside each other. The file is there
/// when the upload is completed; until then, what was there before is.
///
/// An upload that is completed, aborted, expired or never was is refused with
/// `RESOURCE_DOES_NOT_EXIST`; otherwise as [ArtifactStore].
public final class MultipartUploads {

  /// As many as clouds take.
  public static final int MAX_PARTS = 10_000;

  /// How long an upload may take from its beginning to its end.
  public static final Duration LIFE = Duration.ofDays(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys vaults;
  private final ArtifactStore artifacts;
  private final EncryptedBlobWriter sealer;

  /// Uploads of artifacts.
  public MultipartUploads(
      RegistryDatabase database,
      InstantSource clock,
      BlobStore store,
      ArtifactKeys vaults,
      ArtifactStore artifacts) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.vaults = vaults;
    this.artifacts = artifacts;
    this.sealer = new EncryptedBlobWriter(database, clock, store);
  }

  /// What a client says of a part that it has put.
  ///
  /// @param etag as [#putPart] answered it
  public record PartTag(int number, String etag) {}

  /// Begins an upload.
  ///
  /// @param parts how many there will be, 1 to [#MAX_PARTS]
  /// @return its id, which cannot be guessed
  public String create(Caller caller, ArtifactRoot home, ArtifactPath path, int parts)
      throws IOException {
    if (parts < 1 || parts > MAX_PARTS) {
      throw RequestRefusedException.invalid(
          "an upload has 1 to " + MAX_PARTS + " parts, and not " + parts);
    }
    ArtifactRootRows.Row row = artifacts.prepare(caller, home, path);
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    Instant expires = clock.instant().plus(LIFE);
    return database.write(
        sql -> {
          UploadRows.insert(sql, id, row, path, parts, expires);
          return id;
        });
  }

  /// Puts a part, in place of what was put under its number.
  ///
  /// @param number from 1
  /// @return its tag: the SHA-256 of its bytes in hexadecimal digits
  public String putPart(Caller caller, String upload, int number, InputStream content)
      throws IOException {
    UploadRows.Row row = find(upload);
    if (number < 1 || number > row.parts()) {
      throw RequestRefusedException.invalid(
          "the upload has parts 1 to " + row.parts() + ", and not " + number);
    }
    try (IntermediateKey key = vaults.open(caller, row.vault())) {
      EncryptedBlobWriter.Sealed sealed =
          sealer.seal(key.at(ArtifactPart.place(upload, number)), content);
      UploadRows.Put put = new UploadRows.Put(sealed.part(number), sealed.sha256());
      Instant now = clock.instant();
      database.write(
          sql -> {
            UploadRows.find(sql, upload, now).vault().refuseIfErased();
            sealed.refuseIfSwept(sql);
            UploadRows.put(sql, upload, put, now);
            return put;
          });
      return put.etag();
    }
  }

  /// Makes sure that an upload is one of a file of a path, since who may write there was asked for
  /// that one.
  public void check(String upload, ArtifactRoot home, ArtifactPath path) {
    UploadRows.Row row = find(upload);
    if (!row.home().equals(home) || !row.path().equals(path)) {
      throw UploadRows.missing();
    }
  }

  private UploadRows.Row find(String upload) {
    Instant now = clock.instant();
    return database.read(sql -> UploadRows.find(sql, upload, now));
  }

  /// Completes an upload: all parts, in the order of their numbers, are the file.
  ///
  /// @param tags of all parts, in any order
  public Artifact complete(Caller caller, String upload, List<PartTag> tags) throws IOException {
    Begun begun = begun(upload);
    UploadRows.Row row = begun.row();
    List<UploadRows.Put> puts = begun.puts();
    check(row, puts, tags);
    List<ArtifactPart> parts = puts.stream().map(UploadRows.Put::part).toList();
    try (IntermediateKey key = vaults.open(caller, row.vault())) {
      Sha256Digest sha256 = digest(upload, parts, key.copy());
      List<ArtifactPart> placed = placed(row, parts, key);
      long size = parts.stream().mapToLong(ArtifactPart::size).reduce(0, Math::addExact);
      Instant now = Instant.ofEpochMilli(clock.millis());
      Artifact artifact = new Artifact(row.path(), size, sha256, now);
      return database.write(
          sql -> {
            refuseIfChanged(sql, upload, puts, now);
            UploadRows.delete(sql, upload, now);
            ArtifactStore.replace(sql, caller, row.home(), artifact, placed);
            return artifact;
          });
    }
  }

  /// An upload and its parts, as they are at one time.
  private record Begun(UploadRows.Row row, List<UploadRows.Put> puts) {}

  private Begun begun(String upload) {
    Instant now = clock.instant();
    return database.read(
        sql -> new Begun(UploadRows.find(sql, upload, now), UploadRows.parts(sql, upload)));
  }

  private static void check(UploadRows.Row row, List<UploadRows.Put> puts, List<PartTag> tags) {
    List<PartTag> there =
        puts.stream().map(each -> new PartTag(each.part().number(), each.etag())).toList();
    List<PartTag> said =
        tags.stream().sorted((a, b) -> Integer.compare(a.number(), b.number())).toList();
    if (there.size() != row.parts()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "%d of %d parts have been put".formatted(there.size(), row.parts()));
    }
    for (int i = 0; i < there.size(); i++) {
      if (i >= said.size() || !there.get(i).equals(said.get(i))) {
        throw RequestRefusedException.invalid(
            "part " + (i + 1) + " is not said, or has another tag: it is not what was put last");
      }
    }
    if (said.size() != there.size()) {
      throw RequestRefusedException.invalid("there are more tags than parts, or one is said twice");
    }
  }

  /// Of the whole, which nobody has seen in one piece so far.
  private Sha256Digest digest(String upload, List<ArtifactPart> parts, IntermediateKey key)
      throws IOException {
    try (SeekableByteChannel whole =
            new ReadChannel(
                new DecryptedArtifactBytes(
                    store, key, parts, number -> ArtifactPart.place(upload, number)));
        ParallelDigest digest = new ParallelDigest()) {
      ByteBuffer bytes;
      do {
        bytes = ByteBuffer.wrap(digest.buffer());
        while (bytes.hasRemaining() && whole.read(bytes) >= 0) {}
        digest.add(bytes.array(), bytes.position());
      } while (!bytes.hasRemaining());
      return digest.finish();
    }
  }

  private static List<ArtifactPart> placed(
      UploadRows.Row row, List<ArtifactPart> parts, IntermediateKey key) throws KeyAccessException {
    List<ArtifactPart> placed = new ArrayList<>();
    for (ArtifactPart part : parts) {
      placed.add(
          part.with(
              EnvelopeEncryption.rewrap(
                  key.at(ArtifactPart.place(row.id(), part.number())),
                  part.header(),
                  key.at(
                      ArtifactPart.place(row.home(), row.path(), part.number(), parts.size())))));
    }
    return placed;
  }

  private static void refuseIfChanged(
      JdbcClient sql, String upload, List<UploadRows.Put> puts, Instant now) {
    UploadRows.find(sql, upload, now);
    if (!UploadRows.parts(sql, upload).equals(puts)) {
      throw UploadRows.changed();
    }
  }

  /// Gives an upload up.
  public void abort(String upload) {
    Instant now = clock.instant();
    database.write(
        sql -> {
          UploadRows.find(sql, upload, now);
          UploadRows.delete(sql, upload, now);
          return upload;
        });
  }
}
