package dev.redoubt.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Builds trees from the events of the YAML library, without recursion, because the text decides
/// how deep they are.
final class YamlTreeBuilder {

  private final YamlLimits limits;
  private final List<YamlDocument> documents = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private YamlPosition start = YamlPosition.NONE;
  private int nodes;

  YamlTreeBuilder(YamlLimits limits) {
    this.limits = limits;
  }

  /// An open collection.
  private record Open(
      YamlPosition place,
      boolean isMapping,
      Optional<String> tag,
      Optional<String> anchor,
      List<YamlNode> parts) {

    YamlNode close() {
      if (!isMapping) {
        return new YamlNode.Sequence(place, parts, tag, anchor);
      }
      List<YamlNode.Entry> entries = new ArrayList<>(parts.size() / 2);
      for (int i = 0; i + 1 < parts.size(); i += 2) {
        entries.add(new YamlNode.Entry(parts.get(i), parts.get(i + 1)));
      }
      return new YamlNode.Mapping(place, entries, tag, anchor);
    }
  }

  /// Processes events until a number of documents is complete, or a limit is exceeded.
  Optional<YamlError> read(Iterable<Event> events, int most) {
    for (Event event : events) {
      YamlPosition at = event.getStartMark().map(YamlStream::place).orElse(YamlPosition.NONE);
      switch (event.getEventId()) {
        case DocumentStart -> start = at;
        case DocumentEnd -> {
          if (documents.size() >= most) {
            return Optional.empty();
          }
        }
        case MappingStart, SequenceStart -> {
          if (open.size() >= limits.depth()) {
            return Optional.of(
                new YamlError(
                    YamlError.Kind.TOO_DEEP,
                    at,
                    "nested deeper than " + limits.depth() + " levels"));
          }
          open.add(begun((CollectionStartEvent) event, at));
        }
        case MappingEnd, SequenceEnd -> add(open.removeLast().close());
        case Scalar -> add(scalar((ScalarEvent) event, at));
        case Alias -> add(new YamlNode.Alias(at, ((AliasEvent) event).getAlias().getValue()));
        case StreamStart, StreamEnd, Comment -> {}
      }
      if (nodes > limits.nodes()) {
        return Optional.of(
            new YamlError(YamlError.Kind.TOO_MANY, at, "more than " + limits.nodes() + " values"));
      }
    }
    return Optional.empty();
  }

  /// The parsed documents; incomplete collections end here.
  List<YamlDocument> documents() {
    while (!open.isEmpty()) {
      add(open.removeLast().close());
    }
    return documents;
  }

  private static Open begun(CollectionStartEvent event, YamlPosition at) {
    return new Open(
        at,
        event.getEventId() == Event.ID.MappingStart,
        event.getTag(),
        event.getAnchor().map(Anchor::getValue),
        new ArrayList<>());
  }

  private static YamlNode scalar(ScalarEvent event, YamlPosition at) {
    return new YamlNode.Scalar(
        at,
        event.getValue(),
        event.isPlain(),
        event.getTag(),
        event.getAnchor().map(Anchor::getValue));
  }

  private void add(YamlNode node) {
    nodes++;
    if (open.isEmpty()) {
      documents.add(new YamlDocument(start, node));
    } else {
      open.getLast().parts().add(node);
    }
  }
}
