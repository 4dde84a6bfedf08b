package dev.redoubt.http.server;

import dev.redoubt.http.route.SecurityHeaders;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/// Adds the security headers before the request is processed, so that responses of the connector
/// itself have them, too. Also counts in-flight requests.
final class SecurityHeadersAdapter implements Adapter {

  private final Adapter inner;
  private final boolean tls;
  private final InFlightRequests running;

  SecurityHeadersAdapter(Adapter inner, boolean tls, InFlightRequests running) {
    this.inner = inner;
    this.tls = tls;
    this.running = running;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    SecurityHeaders.of(tls, request.serverName().toString()).forEach(response::setHeader);
    running.begin();
    try {
      inner.service(request, response);
    } finally {
      running.end();
    }
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return inner.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    return inner.asyncDispatch(request, response, status);
  }

  @Override
  public void log(Request request, Response response, long time) {
    inner.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    inner.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return inner.getDomain();
  }
}
