package dev.redoubt.http.route;

import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.StepUpRequiredException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servlet for all requests: finds the route, authenticates the caller, checks the permission,
/// and only then calls the handler.
public final class RoutingServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RoutingServlet.class);

  private final transient RouteTable routes;
  private final transient Authenticator identification;
  private final transient Supplier<Authorizer> access;
  private final transient Denials denials;
  private final transient AllowedHosts hosts;
  private final transient ErrorRenderer face;
  private final transient RequestObserver watch;

  /// Creates the servlet.
  ///
  /// @param access the access rules currently in effect
  /// @param denials records denied requests
  /// @param hosts the host names that requests may use
  /// @param face renders errors
  /// @param watch observes all requests
  public RoutingServlet(
      RouteTable routes,
      Authenticator identification,
      Supplier<Authorizer> access,
      Denials denials,
      AllowedHosts hosts,
      ErrorRenderer face,
      RequestObserver watch) {
    this.routes = routes;
    this.identification = identification;
    this.access = access;
    this.denials = denials;
    this.hosts = hosts;
    this.face = face;
    this.watch = watch;
  }

  /// Records denied requests.
  @FunctionalInterface
  public interface Denials {
    /// A request of an authenticated principal was denied.
    void denied(CallerPermissions rights, AuthorizationDenial denial);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestObserver.RequestObservation visit = watch.begin(request);
    try {
      send(answered(request, visit), response);
    } finally {
      visit.end(response.getStatus());
    }
  }

  private RouteResponse answered(
      HttpServletRequest request, RequestObserver.RequestObservation visit) {
    try {
      return answer(request, visit);
    } catch (LimitExceededException limited) {
      return face.show(request, limited.failure());
    } catch (RequestRefusedException refused) {
      return face.show(request, ErrorResponse.of(refused));
    } catch (RuntimeException | IOException broken) {
      return face.show(request, broken(request, broken));
    }
  }

  private RouteResponse answer(HttpServletRequest request, RequestObserver.RequestObservation visit)
      throws IOException {
    Optional<String> stranger = hosts.problem(request);
    if (stranger.isPresent()) {
      return face.show(request, ErrorResponse.of(403, "PERMISSION_DENIED", stranger.get()));
    }
    return switch (routes.find(request.getMethod(), request.getRequestURI())) {
      case RouteTable.Match.Found(Route route, Map<String, String> path) ->
          run(route, path, visit.found(route), visit);
      case RouteTable.Match.OtherMethods(String allowed) ->
          face.show(
              request,
              ErrorResponse.of(
                      405, "BAD_REQUEST", "the method " + request.getMethod() + " is not allowed for this path")
                  .with("Allow", allowed));
      case RouteTable.Match.Malformed _ ->
          face.show(
              request,
              ErrorResponse.of(
                  400, "INVALID_PARAMETER_VALUE", "the path has an invalid percent-encoding"));
      case RouteTable.Match.None _ ->
          face.show(
              request,
              ErrorResponse.of(404, "ENDPOINT_NOT_FOUND", "no endpoint exists at this path"));
    };
  }

  private RouteResponse run(
      Route route,
      Map<String, String> path,
      HttpServletRequest request,
      RequestObserver.RequestObservation visit)
      throws IOException {
    Optional<String> forged =
        RequestOrigin.problem(request, route.permission(), identification.isAmbient(request));
    if (forged.isPresent()) {
      return face.show(request, ErrorResponse.of(403, "PERMISSION_DENIED", forged.get()));
    }
    if (route.permission() instanceof RoutePermission.Anybody) {
      return route.handler().answer(new RouteRequest(request, path, null));
    }
    return switch (identification.of(request)) {
      case AuthenticationResult.Known known -> {
        visit.known(known.who());
        CallerPermissions rights = new CallerPermissions(access.get(), known.who(), known.how());
        // Responses to authenticated requests must not be cached, whatever the route says.
        yield admitted(route, request, new RouteRequest(request, path, rights), visit)
            .with(SecurityHeaders.CACHE, SecurityHeaders.NO_STORE);
      }
      case AuthenticationResult.Anonymous _ ->
          unknown(visit, request, unauthenticated("authentication required: send a bearer token", null));
      case AuthenticationResult.Rejected(String reason) ->
          unknown(visit, request, unauthenticated(reason, "invalid_token"));
      case AuthenticationResult.Outdated(String reason, Instant notBefore) ->
          unknown(visit, request, outdated(reason, notBefore));
    };
  }

  private RouteResponse unknown(
      RequestObserver.RequestObservation visit, HttpServletRequest request, ErrorResponse failure) {
    visit.unauthenticated();
    return face.show(request, failure);
  }

  private RouteResponse admitted(
      Route route,
      HttpServletRequest request,
      RouteRequest call,
      RequestObserver.RequestObservation visit)
      throws IOException {
    Optional<AuthorizationResource> about = Optional.empty();
    try {
      about = admit(route.permission(), call);
      return route.handler().answer(call);
    } catch (RequestRefusedException refused) {
      if (refused.problem() == ErrorCode.PERMISSION_DENIED) {
        denials.denied(call.rights(), AuthorizationDenial.of(route, about, refused));
      }
      throw refused;
    } catch (StepUpRequiredException more) {
      denials.denied(call.rights(), AuthorizationDenial.of(route, about, more));
      return face.show(request, stepUp(String.valueOf(more.getMessage()), more.context()));
    } catch (AuthorizationDeniedException denied) {
      visit.denied(denied);
      denials.denied(call.rights(), AuthorizationDenial.of(denied));
      ErrorResponse failure =
          denied
              .stepUp()
              .map(context -> stepUp(words(denied), context))
              .orElseGet(() -> ErrorResponse.of(403, "PERMISSION_DENIED", words(denied)));
      return face.show(request, failure);
    }
  }

  /// Checks all permissions of a route.
  ///
  /// @return the resource of the request, if it has one
  private static Optional<AuthorizationResource> admit(
      RoutePermission permission, RouteRequest call) {
    return switch (permission) {
      case RoutePermission.Anybody _, RoutePermission.SignedIn _ -> Optional.empty();
      case RoutePermission.Needs(var needs) -> {
        AuthorizationResource about = AuthorizationResource.REGISTRY;
        for (RoutePermission.Need need : needs) {
          about = need.finder().find(call);
          call.rights().demand(need.action(), about);
        }
        yield Optional.of(about);
      }
      case RoutePermission.Depends(_, var demander) -> {
        List<RoutePermission.Demand> demands = demander.demands(call);
        if (demands.isEmpty()) {
          throw new IllegalStateException("a request that needs no permission");
        }
        demands.forEach(demand -> call.rights().demand(demand.action(), demand.target()));
        yield Optional.of(demands.getLast().target());
      }
    };
  }

  private static String words(AuthorizationDeniedException denied) {
    return String.valueOf(denied.getMessage());
  }

  private static ErrorResponse unauthenticated(String reason, @Nullable String error) {
    return ErrorResponse.of(401, "UNAUTHENTICATED", reason)
        .with("WWW-Authenticate", error == null ? "Bearer" : "Bearer error=\"" + error + "\"");
  }

  private static ErrorResponse stepUp(String words, String context) {
    return challenge(words + " Sign in again with a stronger method (step-up authentication).", "acrs", context);
  }

  private static ErrorResponse outdated(String reason, Instant notBefore) {
    return challenge(reason, "nbf", String.valueOf(notBefore.getEpochSecond()));
  }

  /// Creates a claims challenge as Microsoft Entra ID and its client libraries use it.
  private static ErrorResponse challenge(String reason, String claim, String value) {
    String claims =
        "{\"access_token\":{\"" + claim + "\":{\"essential\":true,\"value\":\"" + value + "\"}}}";
    String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return ErrorResponse.of(401, "UNAUTHENTICATED", reason)
        .with(
            "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + encoded + "\"");
  }

  private static ErrorResponse broken(HttpServletRequest request, Exception broken) {
    byte[] bytes = new byte[8];
    ThreadLocalRandom.current().nextBytes(bytes);
    String incident = HexFormat.of().formatHex(bytes);
    LOG.error("internal error {}: {} request failed", incident, request.getMethod(), broken);
    return ErrorResponse.of(
        500, "INTERNAL_ERROR", "internal error; it is logged with the id " + incident);
  }

  private static void send(RouteResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.type());
    answer.headers().forEach(response::setHeader);
    if (answer.length() >= 0) {
      response.setContentLengthLong(answer.length());
    }
    answer.body().writeTo(response.getOutputStream());
  }
}
