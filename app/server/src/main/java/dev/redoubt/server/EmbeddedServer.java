package dev.redoubt.server;

import dev.redoubt.access.Access;
import dev.redoubt.access.Rules;
import dev.redoubt.access.RulesException;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.Giver;
import dev.redoubt.gate.Lapses;
import dev.redoubt.gate.ReleaseGuard;
import dev.redoubt.gate.move.MoveGuard;
import dev.redoubt.http.identity.Identities;
import dev.redoubt.http.identity.IdentityRoutes;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.Revocations;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.route.Route;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.OwnerOnly;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.registry.intake.Intake;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.gate.GateRoutes;
import dev.redoubt.server.gate.GateStores;
import dev.redoubt.server.gate.ReleaseRightsOf;
import dev.redoubt.server.ledger.LedgerRoutes;
import dev.redoubt.server.operation.Health;
import dev.redoubt.server.operation.Operation;
import dev.redoubt.server.page.CookieIdentification;
import dev.redoubt.server.page.Pages;
import dev.redoubt.server.stores.Stores;
import dev.redoubt.store.Database;
import dev.redoubt.store.outbox.PolicyChanges;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server with all that it needs in one folder. The first start makes everything.
public final class EmbeddedServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  /// To be closed, the last one first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private @Nullable Server server;

  private EmbeddedServer() {}

  /// Starts one. When this returns, it answers.
  ///
  /// @throws IOException if it cannot; the message is for the user
  public static EmbeddedServer start(Settings settings, TrustConfiguration trust)
      throws IOException {
    return start(settings, trust, Operation.usual());
  }

  /// Starts one. When this returns, it answers.
  ///
  /// @throws IOException if it cannot; the message is for the user
  public static EmbeddedServer start(
      Settings settings, TrustConfiguration trust, Operation operation) throws IOException {
    if (!settings.isLocal() && (settings.tls().isEmpty() || !trust.hasIssuers())) {
      throw new IOException(
          "`%s` can be reached by other machines, which needs TLS and an issuer of tokens"
              .formatted(settings.address().getHostAddress()));
    }
    EmbeddedServer all = new EmbeddedServer();
    try {
      all.run(settings, trust, operation);
      return all;
    } catch (IOException | RuntimeException failed) {
      all.close();
      throw failed;
    }
  }

  private void run(Settings settings, TrustConfiguration trust, Operation operation)
      throws IOException {
    DataFolder folder = prepared(settings.dataFolder());
    FileChannel lock = folder.take();
    open.push(lock);
    InstantSource clock = InstantSource.system();
    Rules rules = rules(settings, folder);
    LocalIssuer local = settings.isLocal() ? LocalIssuer.open(folder.issuerKey()) : null;
    Places places = new Places(folder, settings.storage());
    Database database = places.database();
    open.push(database);
    LedgerFeed feed = LedgerFeed.start(folder, database);
    open.push(feed);
    KeyProvider keys = places.keys();
    open.push(keys);
    Access access = new Access(rules);
    GatePolicy policy = settings.gates();
    note(database, clock, "rules", rules.digest());
    if (note(database, clock, "gates", policy.digest())) {
      Lapses.note(database, policy, Giver.REGISTRY.id(), clock.instant()).forEach(LOG::warn);
    }
    MoveGuard guard = new ReleaseGuard(policy, ReleaseRightsOf.callers(() -> access), clock);
    Intake.Options intake = Intake.Options.usual(folder.scratch(), LOG::warn);
    BlobStore blobs = places.blobs();
    Stores stores = Stores.open(database, clock, blobs, keys, places.keyType(), guard, intake);
    open.push(stores.vaults());
    open.push(stores.intake());
    open.push(Housekeeping.start(stores, blobs));
    Identities identities = Identities.of(trust, local, new Revocations(database, clock), clock);
    Pages pages = new Pages();
    Health health = new Health(EmbeddedParts.of(folder, database, blobs, feed));
    Registry registry =
        new Registry(
            stores,
            new CookieIdentification(identities.identification()),
            access,
            routes(folder, stores, policy, pages, identities, rules, access, clock, health),
            pages.face());
    EmbeddedParts.measure(operation.telemetry(), database);
    server = listen(settings, registry, operation);
    open.push(server);
    open.push(() -> operation.giveNotice(health));
  }

  private static DataFolder prepared(Path path) throws IOException {
    DataFolder folder = DataFolder.prepare(path, LOG::warn);
    if (!OwnerOnly.isKept(path)) {
      LOG.warn(
          "the file system of `{}` keeps no POSIX permissions: the access list of the folder"
              + " decides who may read it",
          path);
    }
    return folder;
  }

  private static boolean note(Database database, InstantSource clock, String what, String digest) {
    boolean changed =
        PolicyChanges.note(database, what, Giver.REGISTRY.id(), digest, clock.instant());
    if (changed) {
      LOG.info("from now on it is decided by the {} {}", what, digest);
    }
    return changed;
  }

  private static Rules rules(Settings settings, DataFolder folder) throws IOException {
    Path own = settings.rules().orElse(null);
    if (own == null) {
      return rules(folder);
    }
    try {
      return Rules.in(own);
    } catch (RulesException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  /// Those of the folder, or those that Redoubt comes with.
  ///
  /// @throws IOException if they cannot be read or do not fit; the message is for the user
  public static Rules rules(DataFolder folder) throws IOException {
    try {
      return Files.isDirectory(folder.rules()) ? Rules.in(folder.rules()) : Rules.builtIn();
    } catch (RulesException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private static List<Route> routes(
      DataFolder folder,
      Stores stores,
      GatePolicy policy,
      Pages pages,
      Identities identities,
      Rules rules,
      Access access,
      InstantSource clock,
      Health health)
      throws IOException {
    List<Route> more = new ArrayList<>(IdentityRoutes.of(identities, access, rules.all(), clock));
    more.addAll(health.routes());
    more.addAll(LedgerRoutes.of(stores, LedgerReader.of(folder.ledger()), folder.ledger()));
    GateStores gate = GateStores.of(stores, policy);
    more.addAll(GateRoutes.of(gate));
    more.addAll(pages.routes(gate, identities.identification()));
    return more;
  }

  private static Server listen(Settings settings, Registry registry, Operation operation)
      throws IOException {
    try {
      return Server.start(settings, registry, operation);
    } catch (RuntimeException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IOException(
              "the port %d is taken; name another one, or 0 for any that is free"
                  .formatted(settings.port()),
              failed);
        }
      }
      throw failed;
    }
  }

  /// Where it answers.
  public URI address() {
    if (server == null) {
      throw new IllegalStateException("the server has not started");
    }
    return server.address();
  }

  /// Takes no more requests, waits for those that run, brings what waits to the ledger, and closes
  /// everything.
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failed) {
        LOG.warn("something did not close: {}", failed.getMessage());
      }
    }
  }
}
