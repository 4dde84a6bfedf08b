package dev.redoubt.http.route;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as routes see it. Used by one thread.
public final class RouteRequest {

  private final HttpServletRequest request;
  private final Map<String, String> path;
  private final @Nullable CallerPermissions permissions;
  private @Nullable RequestFields fields;

  RouteRequest(
      HttpServletRequest request, Map<String, String> path, @Nullable CallerPermissions rights) {
    this.request = request;
    this.path = Map.copyOf(path);
    this.permissions = rights;
  }

  /// Returns the permissions of the caller.
  ///
  /// @throws IllegalStateException on a route without authentication
  public CallerPermissions permissions() {
    if (permissions == null) {
      throw new IllegalStateException("a route without authentication has no principal");
    }
    return permissions;
  }

  /// Returns the caller as the stores use it.
  public Caller caller() {
    return permissions().caller();
  }

  /// Returns the principal.
  public Principal principal() {
    return permissions().principal();
  }

  /// Returns a path variable, decoded once.
  ///
  /// @param name as in the path pattern
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route's path has no variable `" + name + "`");
    }
    return value;
  }

  /// Returns a path variable; empty if the route has none of that name.
  public String pathOrEmpty(String name) {
    return path.getOrDefault(name, "");
  }

  /// Returns a query parameter; empty if it is absent.
  public String query(String name) {
    String value = RequestParameters.one(request, name);
    return value == null ? "" : value;
  }

  /// Returns a form field; empty if it is absent.
  public String form(String name) {
    return query(name);
  }

  /// Returns the fields of the query or of the JSON body. The body is read on the first call.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if the body is not a JSON object, or too
  ///   large
  public RequestFields fields() {
    RequestFields read = fields;
    if (read == null) {
      read = RequestFields.of(request);
      fields = read;
    }
    return read;
  }

  /// Returns the servlet request, for information about the connection.
  public HttpServletRequest servletRequest() {
    return request;
  }

  /// Returns the body as a stream.
  public InputStream body() throws IOException {
    return request.getInputStream();
  }

  /// Returns the length of the body in bytes; -1 if it is not declared.
  public long length() {
    return request.getContentLengthLong();
  }

  /// Returns a request header.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /// Returns the base URL of this server as the client addresses it, without a path.
  public String base() {
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }
}
