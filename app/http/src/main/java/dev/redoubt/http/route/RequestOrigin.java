package dev.redoubt.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which page made a browser send a request, as far as the browser says: `Origin` (RFC 6454) and
/// `Sec-Fetch-Site` (Fetch Metadata), which no page can set or leave out.
///
/// A browser adds cookies by itself, whoever made it send the request (CSRF). So a request that is
/// authenticated by a cookie, or that would give a browser its cookie, has to prove that a page of
/// this server sent it; that nothing speaks against it is not enough. A token in a header is added
/// by nobody but its owner, and needs no such proof.
enum RequestOrigin {
  /// A page of this server, or the person itself: a bookmark, the address bar.
  OWN,
  /// Nothing is said: a program, or a browser from before 2020 that reads.
  UNSAID,
  /// A page of another origin, as the whole window: the person followed a link.
  LINK,
  /// A page of another origin, or something that no browser says.
  FOREIGN;

  /// For whoever asks.
  static final String CROSS_SITE = "cross-origin request rejected: it was sent by a page of another origin";

  /// That of a request.
  static RequestOrigin of(HttpServletRequest request) {
    List<String> sites = all(request, "Sec-Fetch-Site");
    if (sites.size() > 1 || hasForeignOrigin(request)) {
      return FOREIGN;
    }
    if (sites.isEmpty()) {
      return all(request, "Origin").isEmpty() ? UNSAID : OWN;
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

  /// Whether a page of another origin sent a request, by what a browser says of all requests that
  /// change something, and of all that a script has sent.
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

  /// Why a request may not be answered, if it may not.
  ///
  /// @param request is called by one of our names
  /// @param ambient whether a browser added what says who sends it
  static Optional<String> problem(
      HttpServletRequest request, RoutePermission permission, boolean ambient) {
    boolean changes = !HttpMethod.GET.name().equals(request.getMethod());
    boolean ownPage = permission instanceof RoutePermission.Anybody anybody && anybody.ownPage();
    return switch (of(request)) {
      case OWN, LINK -> Optional.empty();
      case UNSAID ->
          ownPage || (ambient && changes)
              ? Optional.of(
                  "request rejected (CSRF protection): a browser must send" + " `Sec-Fetch-Site` or `Origin`; other clients must send a token in the header" + " `Authorization`")
              : Optional.empty();
      case FOREIGN -> ownPage || ambient ? Optional.of(CROSS_SITE) : Optional.empty();
    };
  }
}
