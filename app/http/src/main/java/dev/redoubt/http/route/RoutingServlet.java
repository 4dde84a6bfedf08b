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
  private final transient Authenticator authenticator;
  private final transient Supplier<Authorizer> access;
  private final transient Denials denials;
  private final transient AllowedHosts hosts;
  private final transient ErrorRenderer errorRenderer;
  private final transient RequestObserver observer;

  /// Creates the servlet.
  ///
  /// @param access the access rules currently in effect
  /// @param denials records denied requests
  /// @param hosts the host names that requests may use
  /// @param errorRenderer renders errors
  /// @param observer observes all requests
  public RoutingServlet(
      RouteTable routes,
      Authenticator authenticator,
      Supplier<Authorizer> access,
      Denials denials,
      AllowedHosts hosts,
      ErrorRenderer errorRenderer,
      RequestObserver observer) {
    this.routes = routes;
    this.authenticator = authenticator;
    this.access = access;
    this.denials = denials;
    this.hosts = hosts;
    this.errorRenderer = errorRenderer;
    this.observer = observer;
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
    RequestObserver.RequestObservation observation = observer.begin(request);
    try {
      send(respond(request, observation), response);
    } finally {
      observation.end(response.getStatus());
    }
  }

  private RouteResponse respond(
      HttpServletRequest request, RequestObserver.RequestObservation observation) {
    try {
      return dispatch(request, observation);
    } catch (LimitExceededException limited) {
      return errorRenderer.render(request, limited.failure());
    } catch (RequestRefusedException refused) {
      return errorRenderer.render(request, ErrorResponse.of(refused));
    } catch (RuntimeException | IOException broken) {
      return errorRenderer.render(request, broken(request, broken));
    }
  }

  private RouteResponse dispatch(
      HttpServletRequest request, RequestObserver.RequestObservation observation)
      throws IOException {
    Optional<String> hostError = hosts.problem(request);
    if (hostError.isPresent()) {
      return errorRenderer.render(
          request, ErrorResponse.of(403, "PERMISSION_DENIED", hostError.get()));
    }
    return switch (routes.find(request.getMethod(), request.getRequestURI())) {
      case RouteTable.Match.Found(Route route, Map<String, String> path) ->
          run(route, path, observation.routeFound(route), observation);
      case RouteTable.Match.OtherMethods(String allowed) ->
          errorRenderer.render(
              request,
              ErrorResponse.of(
                      405,
                      "BAD_REQUEST",
                      "the method " + request.getMethod() + " is not allowed for this path")
                  .with("Allow", allowed));
      case RouteTable.Match.Malformed _ ->
          errorRenderer.render(
              request,
              ErrorResponse.of(
                  400, "INVALID_PARAMETER_VALUE", "the path has an invalid percent-encoding"));
      case RouteTable.Match.None _ ->
          errorRenderer.render(
              request,
              ErrorResponse.of(404, "ENDPOINT_NOT_FOUND", "no endpoint exists at this path"));
    };
  }

  private RouteResponse run(
      Route route,
      Map<String, String> path,
      HttpServletRequest request,
      RequestObserver.RequestObservation observation)
      throws IOException {
    Optional<String> originError =
        RequestOrigin.problem(request, route.permission(), authenticator.isAmbient(request));
    if (originError.isPresent()) {
      return errorRenderer.render(
          request, ErrorResponse.of(403, "PERMISSION_DENIED", originError.get()));
    }
    if (route.permission() instanceof RoutePermission.Anybody) {
      return route.handler().handle(new RouteRequest(request, path, null));
    }
    return switch (authenticator.of(request)) {
      case AuthenticationResult.Known known -> {
        observation.authenticated(known.who());
        CallerPermissions rights = new CallerPermissions(access.get(), known.who(), known.how());
        // Responses to authenticated requests must not be cached, whatever the route says.
        yield admitted(route, request, new RouteRequest(request, path, rights), observation)
            .with(SecurityHeaders.CACHE, SecurityHeaders.NO_STORE);
      }
      case AuthenticationResult.Anonymous _ ->
          unknown(
              observation,
              request,
              unauthenticated("authentication required: send a bearer token", null));
      case AuthenticationResult.Rejected(String reason) ->
          unknown(observation, request, unauthenticated(reason, "invalid_token"));
      case AuthenticationResult.Outdated(String reason, Instant notBefore) ->
          unknown(observation, request, outdated(reason, notBefore));
    };
  }

  private RouteResponse unknown(
      RequestObserver.RequestObservation observation,
      HttpServletRequest request,
      ErrorResponse failure) {
    observation.unauthenticated();
    return errorRenderer.render(request, failure);
  }

  private RouteResponse admitted(
      Route route,
      HttpServletRequest request,
      RouteRequest routeRequest,
      RequestObserver.RequestObservation observation)
      throws IOException {
    Optional<AuthorizationResource> about = Optional.empty();
    try {
      about = admit(route.permission(), routeRequest);
      return route.handler().handle(routeRequest);
    } catch (RequestRefusedException refused) {
      if (refused.problem() == ErrorCode.PERMISSION_DENIED) {
        denials.denied(routeRequest.permissions(), AuthorizationDenial.of(route, about, refused));
      }
      throw refused;
    } catch (StepUpRequiredException more) {
      denials.denied(routeRequest.permissions(), AuthorizationDenial.of(route, about, more));
      return errorRenderer.render(
          request, stepUp(String.valueOf(more.getMessage()), more.context()));
    } catch (AuthorizationDeniedException denied) {
      observation.denied(denied);
      denials.denied(routeRequest.permissions(), AuthorizationDenial.of(denied));
      ErrorResponse failure =
          denied
              .stepUp()
              .map(context -> stepUp(words(denied), context))
              .orElseGet(() -> ErrorResponse.of(403, "PERMISSION_DENIED", words(denied)));
      return errorRenderer.render(request, failure);
    }
  }

  /// Checks all permissions of a route.
  ///
  /// @return the resource of the request, if it has one
  private static Optional<AuthorizationResource> admit(
      RoutePermission permission, RouteRequest routeRequest) {
    return switch (permission) {
      case RoutePermission.Anybody _, RoutePermission.SignedIn _ -> Optional.empty();
      case RoutePermission.Needs(var needs) -> {
        AuthorizationResource about = AuthorizationResource.REGISTRY;
        for (RoutePermission.Need need : needs) {
          about = need.finder().find(routeRequest);
          routeRequest.permissions().require(need.action(), about);
        }
        yield Optional.of(about);
      }
      case RoutePermission.Depends(_, var demander) -> {
        List<RoutePermission.Demand> demands = demander.demands(routeRequest);
        if (demands.isEmpty()) {
          throw new IllegalStateException("a request that needs no permission");
        }
        demands.forEach(
            demand -> routeRequest.permissions().require(demand.action(), demand.target()));
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
    return challenge(
        words + " Sign in again with a stronger method (step-up authentication).", "acrs", context);
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

  private static void send(RouteResponse dispatch, HttpServletResponse response)
      throws IOException {
    response.setStatus(dispatch.status());
    response.setContentType(dispatch.type());
    dispatch.headers().forEach(response::setHeader);
    if (dispatch.length() >= 0) {
      response.setContentLengthLong(dispatch.length());
    }
    dispatch.body().writeTo(response.getOutputStream());
  }
}
