package dev.redoubt.artifacts;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobSink;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.store.RegistryDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The artifact store on a real database, blob store and keystore, with a clock that a test sets.
final class ArtifactFixture implements AutoCloseable {

  static final Caller ALICE = new Caller("test#alice", "alice", _ -> true);

  final RegistryDatabase database;
  final FaultyBlobStore store;
  final LocalKeyStore provider;
  final ArtifactKeys artifactKeys;
  final ArtifactStore artifacts;
  final MultipartUploads multipart;
  final CryptographicErasure erasures;
  final RetentionService holds;
  final BlobGarbageCollector collector;
  final long experiment;
  private volatile Instant now = Instant.now();

  ArtifactFixture(ArtifactBackends backends, Path folder) throws IOException, SQLException {
    database = backends.databases.open(folder, ArtifactMigrations.MIGRATIONS);
    store = new FaultyBlobStore(backends.stores.open(folder));
    provider =
        LocalKeyStore.create(
            folder.resolve("keys"), new RootSecret.Given(SecretBytes.random(RootSecret.SIZE)));
    artifactKeys = new ArtifactKeys(database, this::now, provider, KeyType.AES_256);
    artifacts = new ArtifactStore(database, this::now, store, artifactKeys);
    multipart = new MultipartUploads(database, this::now, store, artifactKeys, artifacts);
    erasures = new CryptographicErasure(database, this::now, artifactKeys);
    holds = new RetentionService(database, this::now, artifactKeys);
    collector = new BlobGarbageCollector(database, this::now, store, artifactKeys, erasures);
    experiment = experiment("credit");
  }

  Instant now() {
    return now;
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  /// Rows of artifact roots and key owners, as the registry creates them.
  long experiment(String name) {
    return database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO experiment (label, name, artifact_location, lifecycle,
                      creation_time, last_update_time)
                    VALUES (?, ?, '', 'active', 0, 0) RETURNING id
                    """)
                .params(VisibleAttributeIds.id(sql, AccessAttributes.DEFAULT), name)
                .query(Long.class)
                .single());
  }

  ArtifactRoot run() {
    return run(experiment);
  }

  ArtifactRoot run(long of) {
    String id = newId();
    database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO run (id, experiment, name, user_id, owner, status, start_time,
                      lifecycle, artifact_uri)
                    VALUES (?, ?, '', '', '', 'RUNNING', 0, 'active', '')
                    """)
                .params(id, of)
                .update());
    return new ArtifactRoot.OfRun(id);
  }

  ArtifactRoot loggedModel() {
    String id = "m-" + newId();
    database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO logged_model (id, experiment, name, owner, status, lifecycle,
                      artifact_uri, creation_timestamp, last_updated_timestamp)
                    VALUES (?, ?, '', '', 'PENDING', 'active', '', 0, 0)
                    """)
                .params(id, experiment)
                .update());
    return new ArtifactRoot.OfLoggedModel(id);
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  long model(String name) {
    return database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO registered_model (name, label, creation_timestamp,
                      last_updated_timestamp)
                    VALUES (?, ?, 0, 0) RETURNING id
                    """)
                .params(name, VisibleAttributeIds.id(sql, AccessAttributes.DEFAULT))
                .query(Long.class)
                .single());
  }

  static ArtifactPath path(String text) {
    return new ArtifactPath(text);
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  Artifact put(ArtifactRoot root, String path, byte[] content) throws IOException {
    return artifacts.put(ALICE, root, path(path), new ByteArrayInputStream(content));
  }

  Artifact put(ArtifactRoot root, String path, String content) throws IOException {
    return put(root, path, content.getBytes(StandardCharsets.UTF_8));
  }

  byte[] read(ArtifactRoot root, String path) throws IOException {
    try (SeekableByteChannel channel = artifacts.open(ALICE, root, path(path))) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  String text(ArtifactRoot root, String path) throws IOException {
    return new String(read(root, path), StandardCharsets.UTF_8);
  }

  static byte[] read(SeekableByteChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(at);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  ArtifactRoot.OfVersion freeze(ArtifactRoot from, String folder, long model) throws IOException {
    try (ArtifactSnapshots freezing = artifacts.prepareSnapshot(ALICE, from, model)) {
      return database.write(sql -> freezing.create(sql, path(folder)));
    }
  }

  List<String> paths(ArtifactRoot root) {
    return artifacts.all(root).stream().map(each -> each.path().text()).toList();
  }

  /// Returns the blobs of a file, in the order of its parts.
  List<BlobId> blobs(ArtifactRoot root, String path) {
    return database.read(
        sql ->
            ArtifactRows.parts(sql, ArtifactRootRows.find(sql, root).orElseThrow().id(), path(path))
                .stream()
                .map(ArtifactPart::blob)
                .toList());
  }

  /// Returns all blobs in the store.
  List<BlobId> stored() throws IOException {
    List<BlobId> all = new ArrayList<>();
    store.writtenBefore(Instant.parse("2999-01-01T00:00:00Z"), all::add);
    return all;
  }

  byte[] sealed(BlobId id) throws IOException {
    try (SeekableByteChannel channel = store.open(id)) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  /// Replaces the bytes of a blob, as an attacker with access to the store can.
  void tamper(BlobId id, byte[] bytes) throws IOException {
    store.delete(id);
    try (BlobSink sink = store.create(id)) {
      sink.write(bytes);
      sink.commit();
    }
  }

  /// Changes the database behind the registry's back.
  void tamper(String statement, Object... parameters) {
    Assertions.assertThat(
            database.<Integer>write(sql -> sql.sql(statement).params(parameters).update()))
        .isPositive();
  }

  /// Returns the number of events of a type.
  int events(String type) {
    return database.read(
        sql ->
            sql.sql("SELECT COUNT(*) FROM outbox WHERE type = ?")
                .param(type)
                .query(Integer.class)
                .single());
  }

  static void assertRefused(ErrorCode problem, String words, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> Assertions.assertThat(refused.problem()).isEqualTo(problem))
        .hasMessageContaining(words);
  }

  @Override
  public void close() {
    artifactKeys.close();
    database.close();
    provider.close();
  }
}
