package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static dev.redoubt.artifacts.ArtifactFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.artifacts.MultipartUploads.PartTag;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An attacker who can write to the blob store and the database can make files unreadable, but
/// cannot substitute one for another.
@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class TamperingTest {

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
    all.put(run, "a", random(200_000));
    all.put(run, "b", random(200_001));
  }

  private void assertIntegrityFailure(String path) {
    assertThatThrownBy(() -> all.read(run, path))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @Test
  void refusesSwappedBlobs() throws IOException {
    BlobId a = all.blobs(run, "a").getFirst();
    BlobId b = all.blobs(run, "b").getFirst();
    byte[] ofA = all.sealed(a);
    all.tamper(a, all.sealed(b));
    all.tamper(b, ofA);
    assertIntegrityFailure("a");
    assertIntegrityFailure("b");
  }

  @Test
  void refusesSwappedHeaders() {
    swap("header");
    assertIntegrityFailure("a");
    assertIntegrityFailure("b");
  }

  @Test
  void refusesSwappedFiles() {
    all.tamper("UPDATE artifact SET size = 200000, sha256 = sha256 WHERE path = 'b'");
    all.tamper("UPDATE artifact_part SET size = 200000 WHERE path = 'b'");
    swap("header");
    swap("blob");
    assertIntegrityFailure("a");
    assertIntegrityFailure("b");
  }

  private void swap(String column) {
    Object ofA = value(column, "a");
    Object ofB = value(column, "b");
    String statement = "UPDATE artifact_part SET " + column + " = ? WHERE path = ?";
    all.tamper(statement, ofB, "a");
    all.tamper(statement, ofA, "b");
  }

  private Object value(String column, String path) {
    return all.database.<Object>read(
        sql ->
            sql.sql("SELECT " + column + " FROM artifact_part WHERE path = ?")
                .param(path)
                .query()
                .singleValue());
  }

  @Test
  void refusesFileMovedToAnotherRun() throws IOException {
    ArtifactRoot other = all.run();
    all.put(other, "a", random(200_000));
    all.artifacts.delete(ALICE, other, path("a"));
    all.put(other, "c", random(5));
    all.artifacts.delete(ALICE, run, path("b"));
    all.tamper(
        "INSERT INTO artifact (home, path, size, sha256, created) SELECT h.id, a.path, a.size,"
            + " a.sha256, a.created FROM artifact a, artifact_home h"
            + " WHERE a.path = 'a' AND h.run = ?",
        ((ArtifactRoot.OfRun) other).run());
    all.tamper(
        "INSERT INTO artifact_part (home, path, number, blob, size, header) SELECT h.id, a.path,"
            + " a.number, a.blob, a.size, a.header FROM artifact_part a, artifact_home h"
            + " WHERE a.path = 'a' AND h.run = ?",
        ((ArtifactRoot.OfRun) other).run());
    assertThatThrownBy(() -> all.read(other, "a"))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThat(all.read(run, "a")).isEqualTo(random(200_000));
  }

  @Test
  void refusesTruncatedFileBeforeFirstByte() throws IOException {
    BlobId a = all.blobs(run, "a").getFirst();
    byte[] sealed = all.sealed(a);
    for (int length : new int[] {0, 39, 65_536, 131_072, sealed.length - 1}) {
      all.tamper(a, Arrays.copyOf(sealed, length));
      assertThatThrownBy(() -> all.artifacts.open(ALICE, run, path("a")))
          .as("%d bytes", length)
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
    }
  }

  @Test
  void refusesModifiedByteWhenReadAndReturnsOtherSegments() throws IOException {
    BlobId a = all.blobs(run, "a").getFirst();
    byte[] sealed = all.sealed(a);
    sealed[70_000] ^= 1;
    all.tamper(a, sealed);
    try (SeekableByteChannel channel = all.artifacts.open(ALICE, run, path("a"))) {
      assertThat(ArtifactFixture.read(channel, 0, 1000))
          .isEqualTo(Arrays.copyOf(random(200_000), 1000));
      assertThatThrownBy(() -> ArtifactFixture.read(channel, 70_000, 1))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
    }
  }

  @Test
  void refusesMissingOrReorderedParts() throws IOException {
    String upload = all.multipart.create(ALICE, run, path("c"), 3);
    List<PartTag> tags = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      ByteArrayInputStream part = new ByteArrayInputStream(random(1000));
      tags.add(new PartTag(i, all.multipart.putPart(ALICE, upload, i, part)));
    }
    all.multipart.complete(ALICE, upload, tags);
    swapFirstParts();
    assertIntegrityFailure("c");
    swapFirstParts();
    assertThat(all.read(run, "c")).hasSize(3000);
    all.tamper("DELETE FROM artifact_part WHERE path = 'c' AND number = 3");
    all.tamper("UPDATE artifact SET size = 2000 WHERE path = 'c'");
    assertIntegrityFailure("c");
  }

  private void swapFirstParts() {
    all.tamper("UPDATE artifact_part SET number = 9 WHERE path = 'c' AND number = 1");
    all.tamper("UPDATE artifact_part SET number = 1 WHERE path = 'c' AND number = 2");
    all.tamper("UPDATE artifact_part SET number = 2 WHERE path = 'c' AND number = 9");
  }

  @Test
  void refusesKeyOfAnotherOwner() throws IOException {
    ArtifactRoot other = all.run(all.experiment("fraud"));
    all.put(other, "a", "x");
    all.tamper(
        "UPDATE vault SET wrapped_key = (SELECT o.wrapped_key FROM vault o WHERE o.id <>"
            + " vault.id)");
    all.artifactKeys.close();
    assertIntegrityFailure("a");
  }

  @Test
  void refusesSnapshotOfTamperedFile() {
    long model = all.model("credit");
    swap("header");
    assertRefused(
        ErrorCode.INVALID_STATE, "failed its integrity check", () -> all.freeze(run, "", model));
  }
}
