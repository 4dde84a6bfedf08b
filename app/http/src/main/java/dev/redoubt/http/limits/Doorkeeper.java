package dev.redoubt.http.limits;

import dev.redoubt.access.Principal;
import dev.redoubt.http.route.DeniedException;
import dev.redoubt.http.route.Failure;
import dev.redoubt.http.route.LimitException;
import dev.redoubt.http.route.Load;
import dev.redoubt.http.route.Permission;
import dev.redoubt.http.route.Route;
import dev.redoubt.http.route.Watch;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Holds the limits of a server.
public final class Doorkeeper implements Watch {

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final TokenBuckets addresses;
  private final TokenBuckets principals;
  private final Turnstile questions;
  private final Turnstile transfers;

  public Doorkeeper(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.addresses = new TokenBuckets(limits.perAddress(), nanoTime);
    this.principals = new TokenBuckets(limits.perPrincipal(), nanoTime);
    this.questions =
        new Turnstile(
            limits.crowd().questions(), limits.crowd().waiting(), limits.crowd().patience());
    this.transfers =
        new Turnstile(
            limits.crowd().transfers(), limits.crowd().waiting(), limits.crowd().patience());
  }

  @Override
  public Visit begin(HttpServletRequest request) {
    return new Guarded(request);
  }

  private static void measure(TokenBuckets buckets, String source, String who) {
    Duration wait = buckets.take(source);
    if (!wait.isZero()) {
      throw new LimitException(
          new Failure(
              429,
              "REQUEST_LIMIT_EXCEEDED",
              who + " sends more requests than this server takes; come again later",
              Map.of("Retry-After", seconds(wait))));
    }
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private static LimitException busy() {
    return new LimitException(
        new Failure(
            503,
            "TEMPORARILY_UNAVAILABLE",
            "this server has too much to do; come again later",
            Map.of("Retry-After", "5")));
  }

  /// One request.
  private final class Guarded implements Visit {

    private final HttpServletRequest request;
    private @Nullable Turnstile inside;
    private int places;

    Guarded(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public HttpServletRequest found(Route route) {
      if (route.load() == Load.PROBE) {
        return request;
      }
      measure(addresses, Sources.of(request.getRemoteAddr()), "this address");
      long most = longest(route.load());
      if (request.getContentLengthLong() > most) {
        throw BoundedRequest.tooLong(most);
      }
      BoundedRequest bounded = new BoundedRequest(request, limits, most, nanoTime);
      if (route.load() == Load.QUESTION && route.permission() instanceof Permission.Anybody) {
        // Strangers take no place of others while they make up their minds.
        bounded.readAhead();
      }
      switch (route.load()) {
        case UPLOAD, DOWNLOAD -> enter(transfers, 1);
        case QUESTION, PROBE -> enter(questions, share());
      }
      return bounded;
    }

    private long longest(Load load) {
      if (load == Load.UPLOAD) {
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
      return (int) (1 + bytes / Limits.QUESTION_SHARE);
    }

    private void enter(Turnstile turnstile, int wanted) {
      places = turnstile.enter(wanted);
      if (places == 0) {
        throw busy();
      }
      inside = turnstile;
    }

    @Override
    public void known(Principal who) {
      measure(principals, who.id(), "`" + who.name() + "`");
    }

    @Override
    public void unauthenticated() {}

    @Override
    public void denied(DeniedException denied) {}

    @Override
    public void end(int status) {
      if (inside != null) {
        inside.leave(places);
        inside = null;
      }
    }
  }
}
