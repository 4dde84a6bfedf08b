package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The page that caused a browser to send a request, according to the headers `Origin` (RFC 6454)
/// and `Sec-Fetch-Site` (Fetch Metadata), which a page can neither set nor remove.
///
/// A browser sends cookies no matter which page caused the request (CSRF). So a request that is
/// authenticated by a cookie, or that would set one, must prove that a page of this server sent it;
/// the absence of contrary evidence is not enough. A token in a header is added only by its owner
/// and needs no such proof.
enum RequestOrigin {
  /// A page of this server, or the user: a bookmark, the address bar.
  OWN,
  /// No such header: not a browser, or a read request of a browser older than 2020.
  UNKNOWN,
  /// A page of another origin, as a top-level navigation: the user followed a link.
  LINK,
  /// A page of another origin, or a header that no browser sends.
  FOREIGN;

  /// The message to the client.
  static final String CROSS_SITE =
      "cross-origin request rejected: it was sent by a page of another origin";

  /// Returns the origin of a request.
  static RequestOrigin of(HttpServletRequest request) {
    List<String> sites = all(request, "Sec-Fetch-Site");
    if (sites.size() > 1 || hasForeignOrigin(request)) {
      return FOREIGN;
    }
    if (sites.isEmpty()) {
      return all(request, "Origin").isEmpty() ? UNKNOWN : OWN;
    }
    return switch (sites.getFirst()) {
      case "same-origin", "none" -> OWN;
      case "same-site", "cross-site" -> isLink(request) ? LINK : FOREIGN;
      default -> FOREIGN;
    };
  }

  private static List<String> all(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static boolean isLink(HttpServletRequest request) {
    return HttpMethod.GET.name().equals(request.getMethod())
        && all(request, "Sec-Fetch-Mode").equals(List.of("navigate"))
        && all(request, "Sec-Fetch-Dest").equals(List.of("document"));
  }

  /// Whether a page of another origin sent the request, judged by `Origin`, which browsers send
  /// with all requests that change something and all that a script sends.
  static boolean hasForeignOrigin(HttpServletRequest request) {
    List<String> origins = all(request, "Origin");
    String host = request.getHeader("Host");
    return origins.size() > 1
        || !origins.stream().allMatch(each -> isOwn(each, request.getScheme(), host));
  }

  private static boolean isOwn(String origin, String scheme, @Nullable String host) {
    try {
      URI from = URI.create(origin);
      return scheme.equalsIgnoreCase(from.getScheme())
          && host != null
          && host.equalsIgnoreCase(from.getRawAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Returns the error if the request must be rejected.
  ///
  /// @param request its `Host` has been checked
  /// @param ambient whether the browser added the credentials by itself
  static Optional<String> problem(
      HttpServletRequest request, RoutePermission permission, boolean ambient) {
    boolean changes = !HttpMethod.GET.name().equals(request.getMethod());
    boolean ownPage = permission instanceof RoutePermission.Anybody anybody && anybody.ownPage();
    return switch (of(request)) {
      case OWN, LINK -> Optional.empty();
      case UNKNOWN ->
          ownPage || (ambient && changes)
              ? Optional.of(
                  "request rejected (CSRF protection): a browser must send `Sec-Fetch-Site` or"
                      + " `Origin`; other clients must send a token in the header `Authorization`")
              : Optional.empty();
      case FOREIGN -> ownPage || ambient ? Optional.of(CROSS_SITE) : Optional.empty();
    };
  }
}
