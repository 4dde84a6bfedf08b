package dev.redoubt.server.artifact;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.MultipartUploads;
import dev.redoubt.artifacts.MultipartUploads.PartTag;
import dev.redoubt.artifacts.UploadPartToken;
import dev.redoubt.http.route.HttpMethod;
import dev.redoubt.http.route.RequestFields;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.registry.registration.ContributorTracking;
import dev.redoubt.server.stores.RegistryStores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Multipart uploads: `mlflow-artifacts/mpu/...`. Clients upload each part to its own signed URL,
/// which is valid for this part and a limited time. They send no token with it, as with presigned
/// URLs of a cloud store.
final class MultipartUploadEndpoints {

  /// Lifetime of a part URL; enough for 100 MB on a slow connection, in parallel with other parts.
  static final Duration LIFE = Duration.ofHours(1);

  private static final String PARTS = "/api/redoubt/uploads/{upload}/parts/{part}";
  private static final String ROOT = "/api/2.0/mlflow-artifacts/mpu/";

  /// The caller for uploads with a signed URL: they belong to the principal who created the upload;
  /// a caller is needed only to use the artifact key.
  private static final Caller UPLOADER =
      new Caller("redoubt#upload", "holder of a capability", _ -> false);

  private final RegistryStores stores;
  private final MultipartUploads uploads;
  private final ArtifactPermissions permissions;
  private final SecretBytes key;
  private final ContributorTracking contributions;

  /// @param key signs the URLs of parts
  MultipartUploadEndpoints(
      RegistryStores stores, ArtifactPermissions permissions, SecretBytes key) {
    this.stores = stores;
    this.uploads = stores.uploads();
    this.permissions = permissions;
    this.key = key;
    this.contributions = new ContributorTracking(stores.database());
  }

  List<Route> all() {
    RoutePermission write = permissions.writing(MultipartUploadEndpoints::where);
    RoutePermission capability =
        new RoutePermission.Anybody("the URL is signed for one part and expires");
    List<Route> routes = new ArrayList<>();
    for (String end : List.of("", "/{*path}")) {
      routes.add(new Route(HttpMethod.POST, ROOT + "create" + end, write, this::create));
      routes.add(new Route(HttpMethod.POST, ROOT + "complete" + end, write, this::complete));
      routes.add(new Route(HttpMethod.POST, ROOT + "abort" + end, write, this::abort));
    }
    routes.add(new Route(HttpMethod.PUT, PARTS, capability, this::putPart).as(RequestKind.UPLOAD));
    return routes;
  }

  /// Returns the location: the folder from the path and the file name from the field `path`, in
  /// which clients send a local path; only its last segment is used.
  private static ArtifactLocation where(RouteRequest request) {
    String folder = request.pathOrEmpty("path");
    String file = request.fields().required("path");
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return ArtifactPermissions.location(
        (folder + "/" + name).substring(folder.startsWith("/") ? 1 : 0));
  }

  private RouteResponse create(RouteRequest request) throws IOException {
    ArtifactLocation where = where(request);
    int parts = request.fields().size("num_parts", 1);
    contributions.recordUpload(request.principal(), where.root());
    String upload = uploads.create(request.caller(), where.root(), where.path(), parts);
    Instant expires = stores.clock().instant().plus(LIFE);
    ObjectNode response = JsonNodeFactory.instance.objectNode().put("upload_id", upload);
    ArrayNode credentials = response.putArray("credentials");
    for (int part = 1; part <= parts; part++) {
      credentials
          .addObject()
          .put("url", request.base() + address(new UploadPartToken(upload, part, expires)))
          .put("part_number", part)
          .putObject("headers");
    }
    return RouteResponse.json(response);
  }

  private String address(UploadPartToken capability) {
    return "/api/redoubt/uploads/%s/parts/%d?expires=%d&signature=%s"
        .formatted(
            capability.upload(),
            capability.part(),
            capability.expires().getEpochSecond(),
            capability.sign(key));
  }

  private RouteResponse putPart(RouteRequest request) throws IOException {
    UploadPartToken capability = capability(request);
    if (!capability.verify(key, request.query("signature"), stores.clock().instant())) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED, "the URL of the part is invalid or has expired");
    }
    String etag = uploads.putPart(UPLOADER, capability.upload(), capability.part(), request.body());
    return RouteResponse.done().with("ETag", etag);
  }

  private static UploadPartToken capability(RouteRequest request) {
    try {
      int part = Integer.parseInt(request.path("part"));
      Instant expires = Instant.ofEpochSecond(Long.parseLong(request.query("expires")));
      return new UploadPartToken(request.path("upload"), part, expires);
    } catch (RuntimeException _) {
      throw RequestRefusedException.invalid("the URL is not that of a part");
    }
  }

  private RouteResponse complete(RouteRequest request) throws IOException {
    List<PartTag> tags =
        request.fields().objects("parts").stream().map(MultipartUploadEndpoints::tag).toList();
    uploads.complete(request.caller(), upload(request), tags);
    return RouteResponse.done();
  }

  private static PartTag tag(RequestFields fields) {
    return new PartTag(fields.size("part_number", 0), fields.required("etag"));
  }

  private RouteResponse abort(RouteRequest request) {
    uploads.abort(upload(request));
    return RouteResponse.done();
  }

  /// Checks that the upload belongs to the location of the request, which is the one that was
  /// authorized.
  private String upload(RouteRequest request) {
    String upload = request.fields().required("upload_id");
    ArtifactLocation where = where(request);
    uploads.check(upload, where.root(), where.path());
    return upload;
  }
}
