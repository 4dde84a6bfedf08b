package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobSink;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.store.Database;
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

/// All of the artifact store on a real database, a real store and a real keystore, with a clock
/// that a test moves.
final class Fixture implements AutoCloseable {

  static final Caller ALICE = new Caller("test#alice", "alice", _ -> true);

  final Database database;
  final BreakingStore store;
  final LocalKeyStore provider;
  final Vaults vaults;
  final Artifacts artifacts;
  final Multipart multipart;
  final Erasures erasures;
  final Holds holds;
  final Sweeper sweeper;
  final long experiment;
  private volatile Instant now = Instant.now();

  Fixture(Backends backends, Path folder) throws IOException, SQLException {
    database = backends.databases.open(folder, ArtifactTables.MIGRATIONS);
    store = new BreakingStore(backends.stores.open(folder));
    provider =
        LocalKeyStore.create(
            folder.resolve("keys"), new RootSecret.Given(SecretBytes.random(RootSecret.SIZE)));
    vaults = new Vaults(database, this::now, provider, KeyType.AES_256);
    artifacts = new Artifacts(database, this::now, store, vaults);
    multipart = new Multipart(database, this::now, store, vaults, artifacts);
    erasures = new Erasures(database, this::now, vaults);
    holds = new Holds(database, this::now, vaults);
    sweeper = new Sweeper(database, this::now, store, vaults, erasures);
    experiment = experiment("credit");
  }

  Instant now() {
    return now;
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  /// Rows of what artifacts belong to, as the registry makes them.
  long experiment(String name) {
    return database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO experiment (label, name, artifact_location, lifecycle,
                      creation_time, last_update_time)
                    VALUES (?, ?, '', 'active', 0, 0) RETURNING id
                    """)
                .params(Visible.id(sql, Label.DEFAULT), name)
                .query(Long.class)
                .single());
  }

  Home run() {
    return run(experiment);
  }

  Home run(long of) {
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
    return new Home.OfRun(id);
  }

  Home loggedModel() {
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
    return new Home.OfLoggedModel(id);
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
                .params(name, Visible.id(sql, Label.DEFAULT))
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

  Artifact put(Home home, String path, byte[] content) throws IOException {
    return artifacts.put(ALICE, home, path(path), new ByteArrayInputStream(content));
  }

  Artifact put(Home home, String path, String content) throws IOException {
    return put(home, path, content.getBytes(StandardCharsets.UTF_8));
  }

  byte[] read(Home home, String path) throws IOException {
    try (SeekableByteChannel channel = artifacts.open(ALICE, home, path(path))) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  String text(Home home, String path) throws IOException {
    return new String(read(home, path), StandardCharsets.UTF_8);
  }

  static byte[] read(SeekableByteChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(at);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  Home.OfVersion freeze(Home from, String folder, long model) throws IOException {
    try (Freezing freezing = artifacts.freezing(ALICE, from, model)) {
      return database.write(sql -> freezing.freeze(sql, path(folder)));
    }
  }

  List<String> paths(Home home) {
    return artifacts.all(home).stream().map(each -> each.path().text()).toList();
  }

  /// The blobs of a file, in the order of its parts.
  List<BlobId> blobs(Home home, String path) {
    return database.read(
        sql ->
            ArtifactRows.parts(sql, Homes.find(sql, home).orElseThrow().id(), path(path)).stream()
                .map(Part::blob)
                .toList());
  }

  /// All blobs that are in the store.
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

  /// Puts other bytes in the place of a blob, as somebody with access to the store can.
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

  /// How many events of a type there are.
  int events(String type) {
    return database.read(
        sql ->
            sql.sql("SELECT COUNT(*) FROM outbox WHERE type = ?")
                .param(type)
                .query(Integer.class)
                .single());
  }

  static void assertRefused(Problem problem, String words, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> Assertions.assertThat(refused.problem()).isEqualTo(problem))
        .hasMessageContaining(words);
  }

  @Override
  public void close() {
    vaults.close();
    database.close();
    provider.close();
  }
}
