package dev.redoubt.http.limits;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.http.route.ErrorResponse;
import dev.redoubt.http.route.LimitExceededException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A request whose body is limited in size and must arrive at a minimum rate. Reading beyond a
/// limit throws a [LimitExceededException].
public final class BoundedBodyRequest extends HttpServletRequestWrapper {

  private static final double SECOND = 1e9;

  private final LimitSettings limits;
  private final long bytes;
  private final LongSupplier nanoTime;
  private @Nullable Stream stream;
  private @Nullable ServletInputStream buffered;
  private @Nullable Map<String, String[]> parameters;

  /// @param bytes maximum size of the body
  BoundedBodyRequest(
      HttpServletRequest request, LimitSettings limits, long bytes, LongSupplier nanoTime) {
    super(request);
    this.limits = limits;
    this.bytes = bytes;
    this.nanoTime = nanoTime;
  }

  /// Returns the number of body bytes read so far.
  public long read() {
    Stream opened = stream;
    return opened == null ? 0 : opened.count;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream ahead = buffered;
    return ahead == null ? stream() : ahead;
  }

  private Stream stream() throws IOException {
    Stream opened = stream;
    if (opened == null) {
      opened = new Stream(super.getInputStream());
      stream = opened;
    }
    return opened;
  }

  /// Reads the body before a handler needs it, so that a slow client occupies no place in the
  /// concurrency limit.
  void readAhead() {
    buffered = new BufferedBodyRequest(bytes());
  }

  private byte[] bytes() {
    byte[] body;
    try {
      body = getInputStream().readNBytes(LimitSettings.FORM + 1);
    } catch (IOException _) {
      throw RequestRefusedException.invalid("the request body is incomplete");
    }
    if (body.length > LimitSettings.FORM) {
      throw tooLong(LimitSettings.FORM);
    }
    return body;
  }

  /// Parses the parameters of the query and the form here: the container would read the form
  /// without these limits.
  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> known = parameters;
    if (known == null) {
      byte[] form = FormParser.isOne(this) ? bytes() : new byte[0];
      known = FormParser.added(super.getParameterMap(), form);
      parameters = known;
    }
    return known;
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = getParameterMap().get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }

  static LimitExceededException tooLong(long bytes) {
    return new LimitExceededException(
        new ErrorResponse(
            413,
            "RESOURCE_LIMIT_EXCEEDED",
            "the request body is larger than " + bytes + " bytes",
            Map.of("Connection", "close")));
  }

  private static LimitExceededException tooSlow() {
    return new LimitExceededException(
        new ErrorResponse(
            408,
            "TEMPORARILY_UNAVAILABLE",
            "timeout: the request body arrived too slowly",
            Map.of("Connection", "close")));
  }

  /// Counts the bytes and checks the elapsed time after each read.
  private final class Stream extends ServletInputStream {

    private final ServletInputStream in;
    private final long start = nanoTime.getAsLong();
    private long count;

    Stream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(buffer, offset, length);
      } catch (SocketTimeoutException _) {
        throw tooSlow();
      }
      if (read > 0) {
        count += read;
        check();
      }
      return read;
    }

    private void check() {
      if (count > bytes) {
        throw tooLong(bytes);
      }
      long late = nanoTime.getAsLong() - start - limits.timeouts().grace().toNanos();
      if (late > 0 && count < late / SECOND * limits.timeouts().bytesPerSecond()) {
        throw tooSlow();
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
