package dev.redoubt.server;

import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicyException;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.Attester;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.PolicyDriftCheck;
import dev.redoubt.gate.ReleaseGuard;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.http.identity.IdentityRoutes;
import dev.redoubt.http.identity.IdentityServices;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TokenRevocations;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.route.Route;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.registry.intake.IntakeWorker;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.gate.GateRoutes;
import dev.redoubt.server.gate.GateServices;
import dev.redoubt.server.gate.RequestReleaseRights;
import dev.redoubt.server.ledger.LedgerRoutes;
import dev.redoubt.server.operation.HealthRoutes;
import dev.redoubt.server.operation.ServerOperation;
import dev.redoubt.server.page.CookieAuthenticator;
import dev.redoubt.server.page.WebInterface;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.PolicyChangeEvents;
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

/// A complete server with all its data in one folder. The first start creates everything that is
/// missing.
public final class EmbeddedServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  /// Resources to close, most recently opened first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private @Nullable RegistryServer server;

  private EmbeddedServer() {}

  /// Starts a server. When this returns, it accepts requests.
  ///
  /// @throws IOException if it cannot start; the message is for the user
  public static EmbeddedServer start(ServerSettings settings, TrustConfiguration trust)
      throws IOException {
    return start(settings, trust, ServerOperation.defaults());
  }

  /// Starts a server. When this returns, it accepts requests.
  ///
  /// @throws IOException if it cannot start; the message is for the user
  public static EmbeddedServer start(
      ServerSettings settings, TrustConfiguration trust, ServerOperation operation)
      throws IOException {
    if (!settings.isLocal() && (settings.tls().isEmpty() || !trust.hasIssuers())) {
      throw new IOException(
          "`%s` is reachable from other machines, which requires TLS and a token issuer"
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

  private void run(ServerSettings settings, TrustConfiguration trust, ServerOperation operation)
      throws IOException {
    DataFolder folder = prepared(settings.dataFolder());
    FileChannel lock = folder.take();
    open.push(lock);
    InstantSource clock = InstantSource.system();
    CedarPolicySet rules = rules(settings, folder);
    LocalIssuer local = settings.isLocal() ? LocalIssuer.open(folder.issuerKey()) : null;
    StorageFactory storageFactory = new StorageFactory(folder, settings.storage());
    RegistryDatabase database = storageFactory.database();
    open.push(database);
    LedgerForwarding forwarding = LedgerForwarding.start(folder, database);
    open.push(forwarding);
    KeyProvider keys = storageFactory.keys();
    open.push(keys);
    Authorizer access = new Authorizer(rules);
    GatePolicy policy = settings.gates();
    recordChange(database, clock, "rules", rules.digest());
    if (recordChange(database, clock, "gates", policy.digest())) {
      PolicyDriftCheck.recordDrift(database, policy, Attester.REGISTRY.id(), clock.instant())
          .forEach(LOG::warn);
    }
    TransitionGuard guard =
        new ReleaseGuard(policy, RequestReleaseRights.callers(() -> access), clock);
    IntakeWorker.Options intake = IntakeWorker.Options.defaults(folder.scratch(), LOG::warn);
    BlobStore blobs = storageFactory.blobs();
    RegistryStores stores =
        RegistryStores.open(database, clock, blobs, keys, storageFactory.keyType(), guard, intake);
    open.push(stores.artifactKeys());
    open.push(stores.intake());
    open.push(PeriodicCleanup.start(stores, blobs));
    IdentityServices identities =
        IdentityServices.of(trust, local, new TokenRevocations(database, clock), clock);
    WebInterface pages = new WebInterface();
    HealthRoutes health = new HealthRoutes(HealthChecks.of(folder, database, blobs, forwarding));
    RegistryApplication registry =
        new RegistryApplication(
            stores,
            new CookieAuthenticator(identities.authenticator()),
            access,
            routes(folder, stores, policy, pages, identities, rules, access, clock, health),
            pages.errorRenderer());
    HealthChecks.measure(operation.telemetry(), database);
    server = listen(settings, registry, operation);
    open.push(server);
    open.push(() -> operation.giveNotice(health));
  }

  private static DataFolder prepared(Path path) throws IOException {
    DataFolder folder = DataFolder.prepare(path, LOG::warn);
    if (!OwnerOnlyFiles.isKept(path)) {
      LOG.warn(
          "the file system of `{}` does not support POSIX permissions: make sure that the access"
              + " control list of the folder allows only the server's user",
          path);
    }
    return folder;
  }

  private static boolean recordChange(
      RegistryDatabase database, InstantSource clock, String what, String digest) {
    boolean changed =
        PolicyChangeEvents.recordChange(
            database, what, Attester.REGISTRY.id(), digest, clock.instant());
    if (changed) {
      LOG.info("configuration changed: {} now have the digest {}", what, digest);
    }
    return changed;
  }

  private static CedarPolicySet rules(ServerSettings settings, DataFolder folder)
      throws IOException {
    Path own = settings.rules().orElse(null);
    if (own == null) {
      return rules(folder);
    }
    try {
      return CedarPolicySet.in(own);
    } catch (CedarPolicyException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  /// Returns the access rules of the data folder, or the built-in ones.
  ///
  /// @throws IOException if they cannot be read or are invalid; the message is for the user
  public static CedarPolicySet rules(DataFolder folder) throws IOException {
    try {
      return Files.isDirectory(folder.rules())
          ? CedarPolicySet.in(folder.rules())
          : CedarPolicySet.builtIn();
    } catch (CedarPolicyException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private static List<Route> routes(
      DataFolder folder,
      RegistryStores stores,
      GatePolicy policy,
      WebInterface pages,
      IdentityServices identities,
      CedarPolicySet rules,
      Authorizer access,
      InstantSource clock,
      HealthRoutes health)
      throws IOException {
    List<Route> more = new ArrayList<>(IdentityRoutes.of(identities, access, rules.all(), clock));
    more.addAll(health.routes());
    more.addAll(LedgerRoutes.of(stores, LedgerReader.of(folder.ledger()), folder.ledger()));
    GateServices gate = GateServices.of(stores, policy);
    more.addAll(GateRoutes.of(gate));
    more.addAll(pages.routes(gate, identities.authenticator()));
    return more;
  }

  private static RegistryServer listen(
      ServerSettings settings, RegistryApplication registry, ServerOperation operation)
      throws IOException {
    try {
      return RegistryServer.start(settings, registry, operation);
    } catch (RuntimeException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IOException(
              "port %d is already in use; choose another port, or 0 for any free port"
                  .formatted(settings.port()),
              failed);
        }
      }
      throw failed;
    }
  }

  /// Returns the base URL of the server.
  public URI address() {
    if (server == null) {
      throw new IllegalStateException("the server has not started");
    }
    return server.address();
  }

  /// Shuts down gracefully: completes in-flight requests, appends waiting events to the ledger, and
  /// closes everything.
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failed) {
        LOG.warn("shutdown: a component failed to close: {}", failed.getMessage());
      }
    }
  }
}
