package dev.redoubt.http.limits;

import dev.redoubt.access.Principal;
import dev.redoubt.http.route.AuthorizationDeniedException;
import dev.redoubt.http.route.ErrorResponse;
import dev.redoubt.http.route.LimitExceededException;
import dev.redoubt.http.route.RequestKind;
import dev.redoubt.http.route.RequestObserver;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.RoutePermission;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Enforces the rate, concurrency, size and time limits of a server.
public final class RequestLimits implements RequestObserver {

  private final LimitSettings limits;
  private final LongSupplier nanoTime;
  private final TokenBucketLimiter addresses;
  private final TokenBucketLimiter principals;
  private final ConcurrencyLimit questions;
  private final ConcurrencyLimit transfers;

  public RequestLimits(LimitSettings limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.addresses = new TokenBucketLimiter(limits.perAddress(), nanoTime);
    this.principals = new TokenBucketLimiter(limits.perPrincipal(), nanoTime);
    this.questions =
        new ConcurrencyLimit(
            limits.concurrency().requests(),
            limits.concurrency().waiting(),
            limits.concurrency().timeout());
    this.transfers =
        new ConcurrencyLimit(
            limits.concurrency().transfers(),
            limits.concurrency().waiting(),
            limits.concurrency().timeout());
  }

  @Override
  public RequestObservation begin(HttpServletRequest request) {
    return new Observation(request);
  }

  private static void checkRate(TokenBucketLimiter buckets, String source, String who) {
    Duration wait = buckets.take(source);
    if (!wait.isZero()) {
      throw new LimitExceededException(
          new ErrorResponse(
              429,
              "REQUEST_LIMIT_EXCEEDED",
              "rate limit exceeded for " + who + "; retry later",
              Map.of("Retry-After", seconds(wait))));
    }
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private static LimitExceededException overloaded() {
    return new LimitExceededException(
        new ErrorResponse(
            503,
            "TEMPORARILY_UNAVAILABLE",
            "the server is overloaded: too many concurrent requests; retry later",
            Map.of("Retry-After", "5")));
  }

  /// The limits of one request.
  private final class Observation implements RequestObservation {

    private final HttpServletRequest request;
    private @Nullable ConcurrencyLimit inside;
    private int places;

    Observation(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public HttpServletRequest routeFound(Route route) {
      if (route.kind() == RequestKind.PROBE) {
        return request;
      }
      checkRate(addresses, ClientAddresses.of(request.getRemoteAddr()), "this address");
      long most = longest(route.kind());
      if (request.getContentLengthLong() > most) {
        throw BoundedBodyRequest.tooLong(most);
      }
      BoundedBodyRequest bounded = new BoundedBodyRequest(request, limits, most, nanoTime);
      if (route.kind() == RequestKind.REQUEST
          && route.permission() instanceof RoutePermission.Anybody) {
        // An unauthenticated client occupies no place while its body arrives.
        bounded.readAhead();
      }
      switch (route.kind()) {
        case UPLOAD, DOWNLOAD -> enter(transfers, 1);
        case REQUEST, PROBE -> enter(questions, share());
      }
      return bounded;
    }

    private long longest(RequestKind load) {
      if (load == RequestKind.UPLOAD) {
        return limits.bodies().file();
      }
      return request.getContentLengthLong() < 0
          ? limits.bodies().unannounced()
          : limits.bodies().question();
    }

    private int share() {
      long length = request.getContentLengthLong();
      long bytes =
          length < 0 && request.getHeader("Transfer-Encoding") != null
              ? limits.bodies().unannounced()
              : Math.max(0, length);
      return (int) (1 + bytes / LimitSettings.QUESTION_SHARE);
    }

    private void enter(ConcurrencyLimit limit, int wanted) {
      places = limit.enter(wanted);
      if (places == 0) {
        throw overloaded();
      }
      inside = limit;
    }

    @Override
    public void authenticated(Principal who) {
      checkRate(principals, who.id(), "`" + who.name() + "`");
    }

    @Override
    public void unauthenticated() {}

    @Override
    public void denied(AuthorizationDeniedException denied) {}

    @Override
    public void end(int status) {
      if (inside != null) {
        inside.leave(places);
        inside = null;
      }
    }
  }
}
