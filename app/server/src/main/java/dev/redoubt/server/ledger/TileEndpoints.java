package dev.redoubt.server.ledger;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Serves the ledger in the format of C2SP tlog-tiles: `ledger/...`. Hashes are public: entries
/// cannot be guessed from them, so they reveal only how many there are. Entries require permission
/// to read the ledger.
final class TileEndpoints {

  /// `<level>/<number>`: the number in groups of three digits, all but the last with an `x`; a
  /// partial tile has its width appended.
  private static final Pattern TILE =
      Pattern.compile("/[0-9]{1,2}(/x[0-9]{3}){0,6}/[0-9]{3}(\\.p/[0-9]{1,3})?");

  private static final Pattern ENTRIES =
      Pattern.compile("/(x[0-9]{3}/){0,6}[0-9]{3}(\\.p/[0-9]{1,3})?");

  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final Path folder;

  TileEndpoints(Path folder) {
    this.folder = folder;
  }

  List<Route> all() {
    RoutePermission anybody =
        new RoutePermission.Anybody(
            "hashes and checkpoints reveal the number of entries, not their content");
    RoutePermission readers =
        RoutePermission.needs(Action.READ_LEDGER, _ -> AuthorizationResource.REGISTRY);
    return List.of(
        new Route(HttpMethod.GET, "/ledger/checkpoint", anybody, _ -> text("checkpoint")),
        new Route(HttpMethod.GET, "/ledger/vkey", anybody, _ -> text("vkey")),
        new Route(HttpMethod.GET, "/ledger/tile/entries/{*path}", readers, this::entries),
        new Route(HttpMethod.GET, "/ledger/tile/{*path}", anybody, this::tile));
  }

  private RouteResponse text(String file) throws IOException {
    return RouteResponse.text(200, "text/plain", Files.readString(existing(file)));
  }

  private RouteResponse tile(RouteRequest request) throws IOException {
    return bytes("tile", TILE, request.path("path")).with("Cache-Control", FOREVER);
  }

  private RouteResponse entries(RouteRequest request) throws IOException {
    return bytes("tile/entries", ENTRIES, request.path("path"));
  }

  private RouteResponse bytes(String below, Pattern form, String path) throws IOException {
    if (!form.matcher(path).matches()) {
      throw RequestRefusedException.missing("the log has no tile `" + path + "`");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(existing(below + path));
    } catch (NoSuchFileException _) {
      throw RequestRefusedException.missing("the log has no tile `" + path + "`");
    }
    return new RouteResponse(
        200, "application/octet-stream", Map.of(), bytes.length, out -> out.write(bytes));
  }

  private Path existing(String path) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw RequestRefusedException.missing("the log has no `" + path + "`");
    }
    return file;
  }
}
