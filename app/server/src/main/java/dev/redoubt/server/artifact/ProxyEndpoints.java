package dev.redoubt.server.artifact;

import dev.redoubt.access.RefusedException;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.Artifacts;
import dev.redoubt.artifacts.Listed;
import dev.redoubt.artifacts.Location;
import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.Load;
import dev.redoubt.http.route.Method;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.registry.registration.Contributions;
import dev.redoubt.server.stores.Stores;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `mlflow-artifacts/artifacts/...`: files are put, got, listed and deleted by the path of their
/// address. The path names rows, never files of ours.
final class ProxyEndpoints {

  private final Artifacts artifacts;
  private final Places places;
  private final Reads reads;
  private final Contributions contributions;

  ProxyEndpoints(Stores stores, Places places, Reads reads) {
    this.artifacts = stores.artifacts();
    this.places = places;
    this.reads = reads;
    this.contributions = new Contributions(stores.database());
  }

  List<Route> below(String root) {
    String list = root + "mlflow-artifacts/artifacts";
    String one = list + "/{*path}";
    Permission read = places.reading(ProxyEndpoints::inPath);
    Permission write = places.writing(ProxyEndpoints::inPath);
    return List.of(
        new Route(Method.GET, list, places.reading(ProxyEndpoints::inQuery), this::list),
        new Route(Method.GET, one, read, this::get).as(Load.DOWNLOAD),
        new Route(Method.PUT, one, write, this::put).as(Load.UPLOAD),
        new Route(Method.DELETE, one, write, this::delete),
        new Route(Method.GET, root + "mlflow-artifacts/presigned/{*path}", read, this::presigned));
  }

  private static Location inPath(Call call) {
    String path = call.path("path");
    return Places.location(path.startsWith("/") ? path.substring(1) : path);
  }

  private static Location inQuery(Call call) {
    return Places.location(call.fields().text("path"));
  }

  private Answer list(Call call) {
    Location where = inQuery(call);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode files = answer.putArray("files");
    artifacts.list(where.home(), where.path()).forEach(each -> files.add(json(each)));
    return Answer.json(answer);
  }

  /// By the name alone, as clients expect it here.
  private static ObjectNode json(Listed listed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", listed.path().name());
    return switch (listed) {
      case Listed.File(Artifact artifact) ->
          json.put("is_dir", false).put("file_size", artifact.size());
      case Listed.Folder _ -> json.put("is_dir", true);
    };
  }

  private Answer get(Call call) throws IOException {
    Location where = inPath(call);
    Artifact artifact = artifacts.get(where.home(), where.path());
    reads.reading(call, where.home());
    return Download.of(
        call, artifact, () -> artifacts.open(call.caller(), where.home(), where.path()));
  }

  private Answer put(Call call) throws IOException {
    Location where = inPath(call);
    if (where.path().isRoot()) {
      throw RefusedException.invalid("the path names no file");
    }
    contributions.puts(call.who(), where.home());
    artifacts.put(call.caller(), where.home(), where.path(), call.body());
    return Answer.done();
  }

  private Answer delete(Call call) {
    Location where = inPath(call);
    artifacts.delete(call.caller(), where.home(), where.path());
    return Answer.done();
  }

  /// Clients fall back to [#get] upon this. An address that anybody may read from has no place
  /// where each read is decided.
  private Answer presigned(Call call) {
    return Answer.notOffered("presigned downloads are not offered: read the artifact itself");
  }
}
