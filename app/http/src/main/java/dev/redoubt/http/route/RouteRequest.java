package dev.redoubt.http.route;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request, as routes see it. Used by one thread.
public final class RouteRequest {

  private final HttpServletRequest request;
  private final Map<String, String> path;
  private final @Nullable CallerPermissions rights;
  private @Nullable RequestFields fields;

  RouteRequest(
      HttpServletRequest request, Map<String, String> path, @Nullable CallerPermissions rights) {
    this.request = request;
    this.path = Map.copyOf(path);
    this.rights = rights;
  }

  /// The rights of who asks.
  ///
  /// @throws IllegalStateException on a route for anybody
  public CallerPermissions rights() {
    if (rights == null) {
      throw new IllegalStateException("a route without authentication has no principal");
    }
    return rights;
  }

  /// Who asks, as stores know them.
  public Caller caller() {
    return rights().caller();
  }

  /// Who asks.
  public Principal who() {
    return rights().who();
  }

  /// A part of the path, decoded once.
  ///
  /// @param name as the route's path has it
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route's path has no variable `" + name + "`");
    }
    return value;
  }

  /// A part of the path, or nothing if the route has none of that name.
  public String pathOrEmpty(String name) {
    return path.getOrDefault(name, "");
  }

  /// A parameter of the query; empty if it is not there.
  public String query(String name) {
    String value = RequestParameters.one(request, name);
    return value == null ? "" : value;
  }

  /// A field of a form; empty if it is not there.
  public String form(String name) {
    return query(name);
  }

  /// What the query or a body of JSON says. The body is read when this is first asked for.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it is no object of JSON, or too large
  public RequestFields fields() {
    RequestFields read = fields;
    if (read == null) {
      read = RequestFields.of(request);
      fields = read;
    }
    return read;
  }

  /// The request itself, for what concerns the connection.
  public HttpServletRequest request() {
    return request;
  }

  /// The body as it comes.
  public InputStream body() throws IOException {
    return request.getInputStream();
  }

  /// The length of the body in bytes; -1 if it was not said.
  public long length() {
    return request.getContentLengthLong();
  }

  /// A header.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /// The address of this server as the client calls it, without a path.
  public String base() {
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }
}
