package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.module.Quoted;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML as the compiler does, and keeps where each value stands: the first document of a
/// text, with aliases and merge keys (`<<`), without tags of one's own. A name that is given twice
/// is a mistake, as to the compiler.
///
/// Values are shared, not copied, and what they would be written out is bounded.
final class YamlReader {

  private static final int MAX_DEPTH = 256;

  /// Written out, in values. Each alias counts as what it stands for.
  private static final int MAX_WEIGHT = 1_000_000;

  private static final String STRING_TAG = "tag:yaml.org,2002:str";

  private final SourceFiles files;
  private final Consumer<Problem> problems;

  /// @param problems takes what is wrong and does not keep the text from being read
  YamlReader(SourceFiles files, Consumer<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Reads a text. Never throws for what it reads.
  ///
  /// @param name what to call the file in messages
  Attempt<Value> read(String text, String name) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(name).setCodePointLimit(ProjectFiles.MAX_BYTES).build();
    Document document = new Document(new Parse(settings).parseString(text), files.add(name));
    String mistake;
    int line;
    try {
      Value value = document.first();
      if (value != null && !(value instanceof NullValue)) {
        return Attempt.done(value);
      }
      mistake = document.mistake == null ? "there is nothing in it" : document.mistake;
      line = document.mistakeLine;
    } catch (MarkedYamlEngineException e) {
      mistake = "not valid YAML: " + e.getProblem();
      line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
    } catch (YamlEngineException e) {
      mistake = "not valid YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      line = 0;
    }
    return Attempt.failed(
        "%s cannot be read%s: %s"
            .formatted(Quoted.of(name), line == 0 ? "" : ", line " + line, mistake));
  }

  /// Builds the values of one text. After a mistake its methods yield null.
  private final class Document {

    private final Iterator<Event> events;
    private final int file;
    private final Map<Anchor, Value> anchors = new HashMap<>();
    private @Nullable String mistake;
    private int mistakeLine;

    Document(Iterable<Event> events, int file) {
      this.events = events.iterator();
      this.file = file;
    }

    /// The first document; the others are only looked at for mistakes.
    @Nullable Value first() {
      Value first = null;
      boolean begun = false;
      while (mistake == null && hasNext()) {
        Event event = next();
        if (!begun && isNode(event)) {
          begun = true;
          first = value(event, 0);
        }
      }
      return mistake == null ? first : null;
    }

    private boolean hasNext() {
      try {
        return events.hasNext();
      } catch (NumberFormatException e) {
        throw incomplete(e);
      }
    }

    private Event next() {
      try {
        return events.next();
      } catch (NumberFormatException e) {
        throw incomplete(e);
      }
    }

    /// The library lets this out where the text ends within `\x4`.
    private static YamlEngineException incomplete(NumberFormatException e) {
      return new YamlEngineException("an escape is not complete", e);
    }

    private static boolean isNode(Event event) {
      return switch (event.getEventId()) {
        case Scalar, SequenceStart, MappingStart, Alias -> true;
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, SequenceEnd, MappingEnd, Comment ->
            false;
      };
    }

    private @Nullable Value value(Event event, int depth) {
      if (depth > MAX_DEPTH) {
        return mistake("nested deeper than %d levels".formatted(MAX_DEPTH), event);
      }
      return switch (event) {
        case AliasEvent alias -> {
          Value value = anchors.get(alias.getAlias());
          yield value != null
              ? value
              : mistake(
                  "%s stands for nothing that is complete before it"
                      .formatted(Quoted.of("*" + alias.getAlias().getValue())),
                  event);
        }
        case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
        case SequenceStartEvent start -> anchored(start.getAnchor(), sequence(start, depth + 1));
        case MappingStartEvent start -> anchored(start.getAnchor(), mapping(start, depth + 1));
        default -> mistake("a value is missing", event);
      };
    }

    private @Nullable Value anchored(Optional<Anchor> anchor, @Nullable Value value) {
      if (value != null) {
        anchor.ifPresent(name -> anchors.put(name, value));
      }
      return value;
    }

    private Value scalar(ScalarEvent scalar) {
      Origin at = at(scalar);
      boolean text = !scalar.isPlain() || scalar.getTag().filter(STRING_TAG::equals).isPresent();
      if (!text && YamlScalar.isNotFinite(scalar.getValue())) {
        problems.accept(
            Problem.warning(
                "`%s` is a number that no template can hold; it is taken as text"
                    .formatted(scalar.getValue()),
                at));
      }
      return text
          ? new StringValue(scalar.getValue(), at.packed())
          : YamlScalar.of(scalar.getValue(), at.packed());
    }

    private @Nullable Value sequence(Event start, int depth) {
      List<Value> items = new ArrayList<>();
      long weight = 0;
      for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
        Value item = value(event, depth);
        if (item == null) {
          return null;
        }
        items.add(item);
        weight += item.weight();
        if (weight > MAX_WEIGHT) {
          return tooLarge(event);
        }
      }
      return ArrayValue.of(items, at(start));
    }

    private @Nullable Value mapping(Event start, int depth) {
      Mapping mapping = new Mapping();
      for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
        if (!(event instanceof ScalarEvent key)) {
          return mistake("a name must be a scalar", event);
        }
        boolean done =
            key.getValue().equals("<<") ? merge(mapping, depth) : member(mapping, key, depth);
        if (!done) {
          return null;
        }
        if (mapping.weight > MAX_WEIGHT) {
          return tooLarge(event);
        }
      }
      return mapping.object.origin(at(start)).build();
    }

    private boolean member(Mapping mapping, ScalarEvent key, int depth) {
      String name = key.getValue();
      if (!mapping.explicit.add(name)) {
        mistake(Quoted.of(name) + " is given twice", key);
        return false;
      }
      Value value = value(next(), depth);
      if (value == null) {
        return false;
      }
      if (mapping.object.get(name) != null && !mapping.merged.contains(name)) {
        problems.accept(
            Problem.warning(
                Quoted.of(name)
                    + " is given twice to Azure, which ignores case; the last one counts",
                at(key)));
      }
      mapping.put(name, value);
      return true;
    }

    private boolean merge(Mapping mapping, int depth) {
      Event event = next();
      Value value = value(event, depth);
      if (value instanceof NullValue) {
        return true;
      }
      List<Value> merged = value instanceof ArrayValue array ? array.elements() : null;
      if (value instanceof ObjectValue) {
        merged = List.of(value);
      }
      if (merged == null || !merged.stream().allMatch(ObjectValue.class::isInstance)) {
        if (value != null) {
          mistake("`<<` needs an object, or a list of objects", event);
        }
        return false;
      }
      for (Value each : merged) {
        mapping.merge((ObjectValue) each);
      }
      return true;
    }

    private @Nullable Value tooLarge(Event event) {
      return mistake("with its aliases it has more than %d values".formatted(MAX_WEIGHT), event);
    }

    private @Nullable Value mistake(String message, Event event) {
      if (mistake == null) {
        mistake = message;
        mistakeLine = at(event).line();
      }
      return null;
    }

    private Origin at(Event event) {
      Optional<Mark> mark = event.getStartMark();
      return mark.isPresent()
          ? Origin.of(file, mark.get().getLine() + 1, mark.get().getColumn() + 1)
          : Origin.of(file, 0, 0);
    }
  }

  /// An object on the way. What is merged yields to what the object itself says, and to what is
  /// merged later.
  private static final class Mapping {

    private final ObjectValue.Builder object = ObjectValue.builder();
    private final Set<String> explicit = new HashSet<>();
    private final Set<String> merged = new HashSet<>();
    private long weight;

    void put(String name, Value value) {
      object.put(name, value);
      weight += value.weight();
    }

    void merge(ObjectValue other) {
      for (int i = 0; i < other.size(); i++) {
        if (!explicit.contains(other.nameAt(i))) {
          merged.add(other.nameAt(i));
          put(other.nameAt(i), other.valueAt(i));
        }
      }
    }
  }
}
