package dev.redoubt.http.route;

import dev.redoubt.access.Access;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.StepUpException;
import dev.redoubt.access.Target;
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

/// Takes every request: finds its route, finds out who asks, asks whether they may, and only then
/// does what the route does.
public final class Front extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private final transient Routes routes;
  private final transient Identification identification;
  private final transient Supplier<Access> access;
  private final transient Denials denials;
  private final transient Hosts hosts;
  private final transient Face face;
  private final transient Watch watch;

  /// A front.
  ///
  /// @param access the rules as they are just now
  /// @param denials hears what was denied
  /// @param hosts the names that requests may call it by
  /// @param face shows failures
  /// @param watch sees all requests
  public Front(
      Routes routes,
      Identification identification,
      Supplier<Access> access,
      Denials denials,
      Hosts hosts,
      Face face,
      Watch watch) {
    this.routes = routes;
    this.identification = identification;
    this.access = access;
    this.denials = denials;
    this.hosts = hosts;
    this.face = face;
    this.watch = watch;
  }

  /// Takes down what was denied.
  @FunctionalInterface
  public interface Denials {
    /// Somebody known was denied something.
    void denied(Rights rights, Denial denial);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Watch.Visit visit = watch.begin(request);
    try {
      send(answered(request, visit), response);
    } finally {
      visit.end(response.getStatus());
    }
  }

  private Answer answered(HttpServletRequest request, Watch.Visit visit) {
    try {
      return answer(request, visit);
    } catch (LimitException limited) {
      return face.show(request, limited.failure());
    } catch (RefusedException refused) {
      return face.show(request, Failure.of(refused));
    } catch (RuntimeException | IOException broken) {
      return face.show(request, broken(request, broken));
    }
  }

  private Answer answer(HttpServletRequest request, Watch.Visit visit) throws IOException {
    Optional<String> stranger = hosts.problem(request);
    if (stranger.isPresent()) {
      return face.show(request, Failure.of(403, "PERMISSION_DENIED", stranger.get()));
    }
    return switch (routes.find(request.getMethod(), request.getRequestURI())) {
      case Routes.Match.Found(Route route, Map<String, String> path) ->
          run(route, path, visit.found(route), visit);
      case Routes.Match.OtherMethods(String allowed) ->
          face.show(
              request,
              Failure.of(
                      405, "BAD_REQUEST", "the method " + request.getMethod() + " is not for this")
                  .with("Allow", allowed));
      case Routes.Match.Malformed _ ->
          face.show(
              request,
              Failure.of(
                  400, "INVALID_PARAMETER_VALUE", "the path has a `%` that stands for nothing"));
      case Routes.Match.None _ ->
          face.show(
              request, Failure.of(404, "ENDPOINT_NOT_FOUND", "there is nothing at this path"));
    };
  }

  private Answer run(
      Route route, Map<String, String> path, HttpServletRequest request, Watch.Visit visit)
      throws IOException {
    Optional<String> forged =
        RequestSource.problem(request, route.permission(), identification.isAmbient(request));
    if (forged.isPresent()) {
      return face.show(request, Failure.of(403, "PERMISSION_DENIED", forged.get()));
    }
    if (route.permission() instanceof Permission.Anybody) {
      return route.handler().answer(new Call(request, path, null));
    }
    return switch (identification.of(request)) {
      case Identity.Known known -> {
        visit.known(known.who());
        Rights rights = new Rights(access.get(), known.who(), known.how());
        // Nobody keeps for others what only some may read, whatever its route says.
        yield admitted(route, request, new Call(request, path, rights), visit)
            .with(SecurityHeaders.CACHE, SecurityHeaders.NO_STORE);
      }
      case Identity.Anonymous _ ->
          unknown(visit, request, unauthenticated("a token is needed", null));
      case Identity.Rejected(String reason) ->
          unknown(visit, request, unauthenticated(reason, "invalid_token"));
      case Identity.Outdated(String reason, Instant notBefore) ->
          unknown(visit, request, outdated(reason, notBefore));
    };
  }

  private Answer unknown(Watch.Visit visit, HttpServletRequest request, Failure failure) {
    visit.unauthenticated();
    return face.show(request, failure);
  }

  private Answer admitted(Route route, HttpServletRequest request, Call call, Watch.Visit visit)
      throws IOException {
    Optional<Target> about = Optional.empty();
    try {
      about = admit(route.permission(), call);
      return route.handler().answer(call);
    } catch (RefusedException refused) {
      if (refused.problem() == Problem.PERMISSION_DENIED) {
        denials.denied(call.rights(), Denial.of(route, about, refused));
      }
      throw refused;
    } catch (StepUpException more) {
      denials.denied(call.rights(), Denial.of(route, about, more));
      return face.show(request, stepUp(String.valueOf(more.getMessage()), more.context()));
    } catch (DeniedException denied) {
      visit.denied(denied);
      denials.denied(call.rights(), Denial.of(denied));
      Failure failure =
          denied
              .stepUp()
              .map(context -> stepUp(words(denied), context))
              .orElseGet(() -> Failure.of(403, "PERMISSION_DENIED", words(denied)));
      return face.show(request, failure);
    }
  }

  /// Asks for everything that is needed.
  ///
  /// @return what the call is about, if anything
  private static Optional<Target> admit(Permission permission, Call call) {
    return switch (permission) {
      case Permission.Anybody _, Permission.SignedIn _ -> Optional.empty();
      case Permission.Needs(var needs) -> {
        Target about = Target.REGISTRY;
        for (Permission.Need need : needs) {
          about = need.finder().find(call);
          call.rights().demand(need.action(), about);
        }
        yield Optional.of(about);
      }
      case Permission.Depends(_, var demander) -> {
        List<Permission.Demand> demands = demander.demands(call);
        if (demands.isEmpty()) {
          throw new IllegalStateException("a call that needs nothing");
        }
        demands.forEach(demand -> call.rights().demand(demand.action(), demand.target()));
        yield Optional.of(demands.getLast().target());
      }
    };
  }

  private static String words(DeniedException denied) {
    return String.valueOf(denied.getMessage());
  }

  private static Failure unauthenticated(String reason, @Nullable String error) {
    return Failure.of(401, "UNAUTHENTICATED", reason)
        .with("WWW-Authenticate", error == null ? "Bearer" : "Bearer error=\"" + error + "\"");
  }

  private static Failure stepUp(String words, String context) {
    return challenge(words + " Sign in again with more.", "acrs", context);
  }

  private static Failure outdated(String reason, Instant notBefore) {
    return challenge(reason, "nbf", String.valueOf(notBefore.getEpochSecond()));
  }

  /// A claims challenge as Microsoft Entra ID and its client libraries have it.
  private static Failure challenge(String reason, String claim, String value) {
    String claims =
        "{\"access_token\":{\"" + claim + "\":{\"essential\":true,\"value\":\"" + value + "\"}}}";
    String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return Failure.of(401, "UNAUTHENTICATED", reason)
        .with(
            "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + encoded + "\"");
  }

  private static Failure broken(HttpServletRequest request, Exception broken) {
    byte[] bytes = new byte[8];
    ThreadLocalRandom.current().nextBytes(bytes);
    String incident = HexFormat.of().formatHex(bytes);
    LOG.error("incident {}: {} failed", incident, request.getMethod(), broken);
    return Failure.of(
        500, "INTERNAL_ERROR", "something is broken here; it is in the log as " + incident);
  }

  private static void send(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.type());
    answer.headers().forEach(response::setHeader);
    if (answer.length() >= 0) {
      response.setContentLengthLong(answer.length());
    }
    answer.body().writeTo(response.getOutputStream());
  }
}
