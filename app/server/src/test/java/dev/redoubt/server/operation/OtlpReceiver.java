package dev.redoubt.server.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Receives OTLP over HTTP, and decodes it by the field numbers of opentelemetry-proto 1.7.
final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Point> points = new CopyOnWriteArrayList<>();
  private final Map<String, String> units = new ConcurrentHashMap<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

  /// @param parent empty for none
  record Span(
      String trace, String parent, String name, long kind, Map<String, String> attributes) {}

  /// A number, or of a histogram the count.
  record Point(String metric, long value, Map<String, String> attributes) {}

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", exchange -> take(exchange, this::traces));
    server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
    server.start();
  }

  private interface Reader {
    void read(UnknownFieldSet message) throws InvalidProtocolBufferException;
  }

  private void take(HttpExchange exchange, Reader reader) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      bodies.add(body);
      headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
      if ("application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        reader.read(UnknownFieldSet.parseFrom(body));
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.sendResponseHeaders(415, -1);
      }
    }
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return spans;
  }

  List<Point> points() {
    return points;
  }

  /// The unit of each metric; empty for none.
  Map<String, String> units() {
    return units;
  }

  List<String> headers() {
    return headers;
  }

  List<byte[]> bodies() {
    return bodies;
  }

  private void traces(UnknownFieldSet message) throws InvalidProtocolBufferException {
    for (UnknownFieldSet span : inside(message, 1, 2, 2)) {
      spans.add(
          new Span(
              hex(bytes(span, 1)),
              hex(bytes(span, 4)),
              bytes(span, 5).toStringUtf8(),
              span.getField(6).getVarintList().getFirst(),
              attributes(span, 9)));
    }
  }

  private void metrics(UnknownFieldSet message) throws InvalidProtocolBufferException {
    for (UnknownFieldSet metric : inside(message, 1, 2, 2)) {
      String name = bytes(metric, 1).toStringUtf8();
      units.put(name, bytes(metric, 3).toStringUtf8());
      for (int kind : List.of(5, 7)) {
        for (UnknownFieldSet point : inside(metric, kind, 1)) {
          points.add(new Point(name, fixed(point, 6), attributes(point, 7)));
        }
      }
      for (UnknownFieldSet point : inside(metric, 9, 1)) {
        points.add(new Point(name, fixed(point, 4), attributes(point, 9)));
      }
    }
  }

  private static long fixed(UnknownFieldSet message, int field) {
    return message.getField(field).getFixed64List().getFirst();
  }

  private static ByteString bytes(UnknownFieldSet message, int field) {
    List<ByteString> all = message.getField(field).getLengthDelimitedList();
    return all.isEmpty() ? ByteString.EMPTY : all.getFirst();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static List<UnknownFieldSet> inside(UnknownFieldSet message, int... fields)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> found = List.of(message);
    for (int field : fields) {
      List<UnknownFieldSet> deeper = new ArrayList<>();
      for (UnknownFieldSet each : found) {
        for (ByteString bytes : each.getField(field).getLengthDelimitedList()) {
          deeper.add(UnknownFieldSet.parseFrom(bytes));
        }
      }
      found = deeper;
    }
    return found;
  }

  private static Map<String, String> attributes(UnknownFieldSet message, int field)
      throws InvalidProtocolBufferException {
    Map<String, String> all = new TreeMap<>();
    for (UnknownFieldSet pair : inside(message, field)) {
      UnknownFieldSet value = inside(pair, 2).getFirst();
      all.put(
          bytes(pair, 1).toStringUtf8(),
          value.hasField(3)
              ? value.getField(3).getVarintList().getFirst().toString()
              : bytes(value, 1).toStringUtf8());
    }
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
