package dev.redoubt.http.server;

import dev.redoubt.http.route.ErrorResponse;
import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.http.route.SecurityHeaders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/// Renders errors that the connector reports before a route is called, in the same format as all
/// other errors: no Tomcat error page, and no server version.
final class ConnectorErrorValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean open = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
    if (!open.get()) {
      return;
    }
    try {
      // The reset of the response removed the headers.
      SecurityHeaders.of(request.isSecure(), request.getServerName()).forEach(response::setHeader);
      RouteResponse errorResponse = failure(status).json();
      response.setContentType(errorResponse.type());
      response.setContentLengthLong(errorResponse.length());
      errorResponse.body().writeTo(response.getOutputStream());
      response.finishResponse();
    } catch (IOException | IllegalStateException broken) {
      // The connection is closed; the client cannot be informed.
      container.getLogger().debug("the error response could not be sent", broken);
    }
  }

  private static ErrorResponse failure(int status) {
    return switch (status) {
      case 400 ->
          of(
              status,
              "BAD_REQUEST",
              "malformed HTTP/1.1 request: the request line, the URL or a header is invalid, or"
                  + " the headers are too long or too many");
      case 405 -> of(status, "BAD_REQUEST", "the method is not allowed");
      case 408 -> of(status, "TEMPORARILY_UNAVAILABLE", "timeout: the request arrived too slowly");
      case 413 -> of(status, "RESOURCE_LIMIT_EXCEEDED", "the request is too large");
      case 417 ->
          of(status, "BAD_REQUEST", "the header `Expect` asks for something that is not supported");
      case 501 ->
          of(status, "NOT_IMPLEMENTED", "the method or the transfer encoding is not supported");
      case 503 -> of(status, "TEMPORARILY_UNAVAILABLE", "the server is not accepting requests");
      case 505 -> of(status, "BAD_REQUEST", "only HTTP/1.1 is supported");
      default ->
          status < 500
              ? of(status, "BAD_REQUEST", "the request cannot be processed")
              : of(status, "INTERNAL_ERROR", "internal error");
    };
  }

  private static ErrorResponse of(int status, String code, String message) {
    return new ErrorResponse(status, code, message, Map.of());
  }
}
