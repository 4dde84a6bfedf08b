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

/// Uploads files in parts, which may arrive in any order and concurrently. The file changes only
/// when the upload is completed.
///
/// An upload that was completed, aborted, has expired or never existed is refused with
/// `RESOURCE_DOES_NOT_EXIST`; other errors are those of [ArtifactStore].
public final class MultipartUploads {

  /// The limit of cloud object stores.
  public static final int MAX_PARTS = 10_000;

  /// Time from the creation of an upload to its expiry.
  public static final Duration LIFE = Duration.ofDays(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys artifactKeys;
  private final ArtifactStore artifacts;
  private final EncryptedBlobWriter blobWriter;

  /// Creates the service.
  public MultipartUploads(
      RegistryDatabase database,
      InstantSource clock,
      BlobStore store,
      ArtifactKeys artifactKeys,
      ArtifactStore artifacts) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.artifactKeys = artifactKeys;
    this.artifacts = artifacts;
    this.blobWriter = new EncryptedBlobWriter(database, clock, store);
  }

  /// A part as the client lists it when it completes an upload.
  ///
  /// @param etag the ETag that [#putPart] returned
  public record PartTag(int number, String etag) {}

  /// Creates an upload.
  ///
  /// @param parts number of parts, 1 to [#MAX_PARTS]
  /// @return its unguessable id
  public String create(Caller caller, ArtifactRoot root, ArtifactPath path, int parts)
      throws IOException {
    if (parts < 1 || parts > MAX_PARTS) {
      throw RequestRefusedException.invalid(
          "the number of parts must be 1 to " + MAX_PARTS + "; it is " + parts);
    }
    ArtifactRootRows.Row row = artifacts.prepare(caller, root, path);
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

  /// Uploads a part, and replaces an earlier upload of the same number.
  ///
  /// @param number from 1
  /// @return its ETag: the SHA-256 of its content in hexadecimal digits
  public String putPart(Caller caller, String upload, int number, InputStream content)
      throws IOException {
    UploadRows.Row row = find(upload);
    if (number < 1 || number > row.parts()) {
      throw RequestRefusedException.invalid(
          "the part number must be 1 to " + row.parts() + "; it is " + number);
    }
    try (IntermediateKey key = artifactKeys.open(caller, row.artifactKey())) {
      EncryptedBlobWriter.Sealed sealed =
          blobWriter.seal(key.at(ArtifactPart.keyContext(upload, number)), content);
      UploadRows.UploadedPart put =
          new UploadRows.UploadedPart(sealed.part(number), sealed.sha256());
      Instant now = clock.instant();
      database.write(
          sql -> {
            UploadRows.find(sql, upload, now).artifactKey().refuseIfErased();
            sealed.refuseIfCollected(sql);
            UploadRows.put(sql, upload, put, now);
            return put;
          });
      return put.etag();
    }
  }

  /// Verifies that an upload is for the given file, because the request was authorized for that
  /// file.
  public void check(String upload, ArtifactRoot root, ArtifactPath path) {
    UploadRows.Row row = find(upload);
    if (!row.root().equals(root) || !row.path().equals(path)) {
      throw UploadRows.missing();
    }
  }

  private UploadRows.Row find(String upload) {
    Instant now = clock.instant();
    return database.read(sql -> UploadRows.find(sql, upload, now));
  }

  /// Completes an upload: the file consists of all parts, ordered by number.
  ///
  /// @param tags of all parts, in any order
  public Artifact complete(Caller caller, String upload, List<PartTag> tags) throws IOException {
    UploadState load = load(upload);
    UploadRows.Row row = load.row();
    List<UploadRows.UploadedPart> uploaded = load.uploaded();
    check(row, uploaded, tags);
    List<ArtifactPart> parts = uploaded.stream().map(UploadRows.UploadedPart::part).toList();
    try (IntermediateKey key = artifactKeys.open(caller, row.artifactKey())) {
      Sha256Digest sha256 = digest(upload, parts, key.copy());
      List<ArtifactPart> placed = placed(row, parts, key);
      long size = parts.stream().mapToLong(ArtifactPart::size).reduce(0, Math::addExact);
      Instant now = Instant.ofEpochMilli(clock.millis());
      Artifact artifact = new Artifact(row.path(), size, sha256, now);
      return database.write(
          sql -> {
            refuseIfChanged(sql, upload, uploaded, now);
            UploadRows.delete(sql, upload, now);
            ArtifactStore.replace(sql, caller, row.root(), artifact, placed);
            return artifact;
          });
    }
  }

  /// An upload with its parts, read in one transaction.
  private record UploadState(UploadRows.Row row, List<UploadRows.UploadedPart> uploaded) {}

  private UploadState load(String upload) {
    Instant now = clock.instant();
    return database.read(
        sql -> new UploadState(UploadRows.find(sql, upload, now), UploadRows.parts(sql, upload)));
  }

  private static void check(
      UploadRows.Row row, List<UploadRows.UploadedPart> uploaded, List<PartTag> tags) {
    List<PartTag> expected =
        uploaded.stream().map(each -> new PartTag(each.part().number(), each.etag())).toList();
    List<PartTag> listed =
        tags.stream().sorted((a, b) -> Integer.compare(a.number(), b.number())).toList();
    if (expected.size() != row.parts()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "%d of %d parts have been uploaded".formatted(expected.size(), row.parts()));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (i >= listed.size() || !expected.get(i).equals(listed.get(i))) {
        throw RequestRefusedException.invalid(
            "part "
                + (i + 1)
                + " is missing from the request, or its ETag is not that of the last "
                + "upload of this part");
      }
    }
    if (listed.size() != expected.size()) {
      throw RequestRefusedException.invalid(
          "the request lists more parts than the upload has, or one of them twice");
    }
  }

  /// Digest of the whole file, which has not been read in one piece so far.
  private Sha256Digest digest(String upload, List<ArtifactPart> parts, IntermediateKey key)
      throws IOException {
    try (SeekableByteChannel whole =
            new ReadChannel(
                new DecryptedArtifactBytes(
                    store, key, parts, number -> ArtifactPart.keyContext(upload, number)));
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
                  key.at(ArtifactPart.keyContext(row.id(), part.number())),
                  part.header(),
                  key.at(
                      ArtifactPart.keyContext(
                          row.root(), row.path(), part.number(), parts.size())))));
    }
    return placed;
  }

  private static void refuseIfChanged(
      JdbcClient sql, String upload, List<UploadRows.UploadedPart> uploaded, Instant now) {
    UploadRows.find(sql, upload, now);
    if (!UploadRows.parts(sql, upload).equals(uploaded)) {
      throw UploadRows.changed();
    }
  }

  /// Aborts an upload.
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
