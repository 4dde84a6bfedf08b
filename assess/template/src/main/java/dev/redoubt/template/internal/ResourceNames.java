package dev.redoubt.template.internal;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Splits the name of a resource into one segment for each segment of its type.
final class ResourceNames {

  private ResourceNames() {}

  /// Returns the segments of a name. If their number is wrong, reports a problem; missing segments
  /// are unknown.
  static List<NameSegment> split(Value name, int count, ExpansionContext context, Origin origin) {
    List<NameSegment> segments = pieces(name);
    if (segments.size() == count) {
      return segments;
    }
    if (name instanceof Unknown unknown && segments.size() < count) {
      return members(unknown, count, origin);
    }
    Unknown missing =
        context.fail(
            "the name `%s` has %d segment%s, but the type requires %d"
                .formatted(
                    JsonWriter.asText(name),
                    segments.size(),
                    segments.size() == 1 ? "" : "s",
                    count),
            origin);
    List<NameSegment> padded = new ArrayList<>(segments);
    while (padded.size() < count) {
      padded.add(new NameSegment(missing));
    }
    return List.copyOf(padded.subList(padded.size() - count, padded.size()));
  }

  /// Splits at the known slashes; an unknown part is assumed to contain none.
  static List<NameSegment> pieces(Value name) {
    List<Value> parts =
        name instanceof Unknown(ResidualExpression.Text(var some), _, _, _, _)
            ? some
            : List.of(name);
    List<NameSegment> segments = new ArrayList<>();
    List<Value> open = new ArrayList<>();
    for (Value part : parts) {
      if (!(part instanceof StringValue string)) {
        open.add(part);
        continue;
      }
      String[] pieces = string.text().split("/", -1);
      for (int i = 0; i < pieces.length; i++) {
        if (i > 0) {
          segments.add(new NameSegment(Unknown.text(open, Origin.NONE)));
          open.clear();
        }
        open.add(StringValue.of(pieces[i]));
      }
    }
    segments.add(new NameSegment(Unknown.text(open, Origin.NONE)));
    return segments;
  }

  /// Returns the segments of a name whose slashes are unknown: `split(name, '/')[i]`.
  private static List<NameSegment> members(Unknown name, int count, Origin origin) {
    Unknown split =
        Unknown.call("split", List.of(name, StringValue.of("/")), TypeHint.ARRAY, origin);
    List<NameSegment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(new NameSegment(split.member(NumberValue.of(i), false)));
    }
    return segments;
  }

  /// Validates a name, which must be a string.
  static Value checked(Value name, ExpansionContext context, Origin origin) {
    if (name instanceof StringValue string && !string.text().isBlank()) {
      return string;
    }
    if (name instanceof Unknown unknown) {
      return unknown.as(TypeHint.STRING);
    }
    return context.fail(
        name instanceof StringValue
            ? "the name of a resource must not be empty"
            : "the name of a resource must be a string, not " + name.kind(),
        origin);
  }

  /// Returns the index of a loop with an unknown count.
  static Unknown symbolicIndex(
      TemplateDeployment deployment, String loop, Unknown count, Origin origin) {
    UnknownCause cause =
        count.causes().stream()
            .findFirst()
            .orElse(
                new UnknownCause(
                    UnknownCause.Kind.RUNTIME, "the `count` of `" + loop + "` is unknown", ""));
    // loops of different deployments may have the same name
    String name = deployment.parent() == null ? loop : deployment.path() + "." + loop;
    return Unknown.symbol(
        "copyIndex('" + name.replace("'", "''") + "')", cause, TypeHint.INT, origin);
  }
}
