package dev.redoubt.server;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.artifacts.blob.FolderBlobStore;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.ReleaseGuard;
import dev.redoubt.http.identity.IdentityRoutes;
import dev.redoubt.http.identity.IdentityServices;
import dev.redoubt.http.identity.TokenRevocations;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.http.route.Route;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.registry.intake.IntakeWorker;
import dev.redoubt.server.gate.GateRoutes;
import dev.redoubt.server.gate.GateServices;
import dev.redoubt.server.gate.RequestReleaseRights;
import dev.redoubt.server.ledger.LedgerRoutes;
import dev.redoubt.server.operation.HealthRoutes;
import dev.redoubt.server.operation.ServerOperation;
import dev.redoubt.server.page.CookieAuthenticator;
import dev.redoubt.server.page.WebInterface;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.SqliteDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server with its own folder, whose tokens are the names of principals that the test has
/// registered.
public final class TestServer implements AutoCloseable {

  /// The name of whoever comes without a token, who is nobody unless introduced.
  public static final String WITHOUT_TOKEN = "";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Principal> people = new HashMap<>();
  private final RegistryStores stores;
  private final RegistryApplication registry;
  private final RegistryServer server;

  private TestServer(Path folder, boolean gated, ServerOperation operation) {
    try {
      InstantSource clock = InstantSource.system();
      CedarPolicySet rules = CedarPolicySet.builtIn();
      Authorizer access = new Authorizer(rules);
      GatePolicy policy = GatePolicy.builtIn();
      EmptyDatabase.in(folder);
      stores =
          RegistryStores.open(
              SqliteDatabase.open(folder.resolve("registry.db"), ServerMigrations.MIGRATIONS),
              InstantSource.system(),
              FolderBlobStore.open(folder.resolve("blobs")),
              LocalKeyStore.create(
                  folder.resolve("keys"), RootSecret.KeyFile.create(folder.resolve("secret"))),
              KeyType.AES_256,
              gated
                  ? new ReleaseGuard(policy, RequestReleaseRights.callers(() -> access), clock)
                  : (_, _, _, _) -> {},
              IntakeWorker.Options.defaults(folder.resolve("scratch"), System.err::println));
      Path log = folder.resolve("ledger");
      Ledger.create(log, KeyFileSigner.generate(folder.resolve("ledger.key"), "redoubt.test"))
          .close();
      IdentityServices identities =
          IdentityServices.of(
              TrustConfiguration.NONE, null, new TokenRevocations(stores.database(), clock), clock);
      List<Route> more = new ArrayList<>(IdentityRoutes.of(identities, access, rules.all(), clock));
      more.addAll(new HealthRoutes(List.of(HealthChecks.database(stores.database()))).routes());
      more.addAll(LedgerRoutes.of(stores, LedgerReader.of(log), log));
      GateServices gate = GateServices.of(stores, policy);
      more.addAll(GateRoutes.of(gate));
      WebInterface pages = new WebInterface();
      more.addAll(pages.routes(gate, this::identify));
      registry =
          new RegistryApplication(
              stores, new CookieAuthenticator(this::identify), access, more, pages.errorRenderer());
      server = RegistryServer.start(ServerSettings.local(folder, 0), registry, operation);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Starts one.
  public static TestServer start(Path folder) {
    return new TestServer(folder, true, ServerOperation.defaults());
  }

  /// Starts one that is operated in some way.
  public static TestServer start(Path folder, ServerOperation operation) {
    return new TestServer(folder, true, operation);
  }

  /// Starts one where everything may be released: for what comes after the gate.
  public static TestServer ungated(Path folder) {
    return new TestServer(folder, false, ServerOperation.defaults());
  }

  /// What it keeps.
  public RegistryStores stores() {
    return stores;
  }

  /// All that it does.
  public List<Route> routes() {
    return registry.routes().all();
  }

  /// Where it answers.
  public URI address() {
    return server.address();
  }

  /// Lets a name be a token of a person.
  public TestServer introduce(String name, Persona persona, String... projects) {
    String known = name.equals(WITHOUT_TOKEN) ? "anybody" : name;
    people.put(
        name,
        new Principal(
            Principal.Kind.USER, "test#" + known, known, Set.of(persona), Set.of(projects), false));
    return this;
  }

  private AuthenticationResult identify(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    Principal who = people.get(header == null ? WITHOUT_TOKEN : header.replace("Bearer ", ""));
    if (who != null) {
      return new AuthenticationResult.Known(who, AuthorizationContext.UNKNOWN);
    }
    return header == null
        ? new AuthenticationResult.Anonymous()
        : new AuthenticationResult.Rejected("the token is nobody's");
  }

  /// An answer.
  public record Reply(int status, Map<String, String> headers, String body) {
    /// Its body as JSON.
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /// The code of its error.
    public String error() {
      return json().path("error_code").asString();
    }
  }

  /// Sends JSON.
  ///
  /// @param who a name that was introduced, or empty for nobody
  public Reply post(String who, String path, String json) {
    return send(who, "POST", path, json);
  }

  /// Asks.
  public Reply get(String who, String path) {
    return send(who, "GET", path, "");
  }

  /// Sends anything.
  public Reply send(String who, String method, String path, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (more.length > 0) {
      request.headers(more);
    }
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + who);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Reply(response.statusCode(), headers, response.body());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    stores.close();
  }
}
