package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.module.QuotedInput;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.yaml.YamlDocument;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlPosition;
import dev.redoubt.yaml.YamlStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads YAML as the compiler does, with the location of each value: the first document of a text,
/// with aliases and merge keys (`<<`), without custom tags. A duplicate key is an error, as in the
/// compiler.
///
/// Aliased values are shared, not copied, and their expanded size is bounded.
final class YamlReader {

  private static final YamlLimits LIMITS =
      new YamlLimits(ProjectFiles.MAX_BYTES, 256, Integer.MAX_VALUE);

  /// The maximum number of values after alias expansion.
  private static final int MAX_WEIGHT = 1_000_000;

  private static final String STRING_TAG = "tag:yaml.org,2002:str";

  private final SourceFiles files;
  private final Consumer<Problem> problems;

  /// @param problems receives problems that do not prevent reading
  YamlReader(SourceFiles files, Consumer<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Reads a YAML text. Never throws for invalid input.
  ///
  /// @param name the display name of the file in messages
  StepResult<Value> read(String text, String name) {
    YamlStream stream = YamlStream.read(text, LIMITS);
    Document document = new Document(files.add(name));
    List<YamlDocument> documents = stream.documents();
    Value value = documents.isEmpty() ? null : document.value(documents.getFirst().root());
    String error = document.error;
    int line = document.mistakeLine;
    if (error == null && stream.error().isPresent()) {
      error = stream.error().get().sentence();
      line = stream.error().get().place().line();
    }
    if (error == null) {
      if (value != null && !(value instanceof NullValue)) {
        return StepResult.done(value);
      }
      error = "the file is empty";
    }
    return StepResult.failed(
        "%s cannot be read%s: %s"
            .formatted(QuotedInput.of(name), line == 0 ? "" : ", line " + line, error));
  }

  /// Builds the values of the first document; the others are only checked for errors. After an
  /// error the methods return null.
  private final class Document {

    private final int file;
    private final Map<String, Value> anchors = new HashMap<>();
    private @Nullable String error;
    private int mistakeLine;

    Document(int file) {
      this.file = file;
    }

    private @Nullable Value value(YamlNode node) {
      return switch (node) {
        case YamlNode.Alias alias -> {
          Value value = anchors.get(alias.anchor());
          yield value != null
              ? value
              : error(
                  "%s refers to no complete anchor before it"
                      .formatted(QuotedInput.of("*" + alias.anchor())),
                  node);
        }
        case YamlNode.Scalar scalar -> anchored(scalar.anchor(), scalar(scalar));
        case YamlNode.Sequence sequence -> anchored(sequence.anchor(), sequence(sequence));
        case YamlNode.Mapping mapping -> anchored(mapping.anchor(), mapping(mapping));
      };
    }

    private @Nullable Value anchored(Optional<String> anchor, @Nullable Value value) {
      if (value != null) {
        anchor.ifPresent(name -> anchors.put(name, value));
      }
      return value;
    }

    private Value scalar(YamlNode.Scalar scalar) {
      Origin at = at(scalar);
      boolean text = !scalar.isPlain() || scalar.tag().filter(STRING_TAG::equals).isPresent();
      if (!text && YamlScalar.isNotFinite(scalar.value())) {
        problems.accept(
            Problem.warning(
                "`%s` is a number that JSON cannot represent; it is read as a string"
                    .formatted(scalar.value()),
                at));
      }
      return text
          ? new StringValue(scalar.value(), at.packed())
          : YamlScalar.of(scalar.value(), at.packed());
    }

    private @Nullable Value sequence(YamlNode.Sequence sequence) {
      List<Value> items = new ArrayList<>();
      long weight = 0;
      for (YamlNode node : sequence.items()) {
        Value item = value(node);
        if (item == null) {
          return null;
        }
        items.add(item);
        weight += item.weight();
        if (weight > MAX_WEIGHT) {
          return tooLarge(node);
        }
      }
      return ArrayValue.of(items, at(sequence));
    }

    private @Nullable Value mapping(YamlNode.Mapping node) {
      Mapping mapping = new Mapping();
      for (YamlNode.Entry entry : node.entries()) {
        if (!(entry.key() instanceof YamlNode.Scalar key)) {
          return error("a key must be a scalar", entry.key());
        }
        boolean done =
            key.value().equals("<<")
                ? merge(mapping, entry.value())
                : member(mapping, key, entry.value());
        if (!done) {
          return null;
        }
        if (mapping.weight > MAX_WEIGHT) {
          return tooLarge(key);
        }
      }
      return mapping.object.origin(at(node)).build();
    }

    private boolean member(Mapping mapping, YamlNode.Scalar key, YamlNode written) {
      String name = key.value();
      if (!mapping.explicit.add(name)) {
        error(QuotedInput.of(name) + " is a duplicate key", key);
        return false;
      }
      Value value = value(written);
      if (value == null) {
        return false;
      }
      if (mapping.object.get(name) != null && !mapping.merged.contains(name)) {
        problems.accept(
            Problem.warning(
                QuotedInput.of(name)
                    + " is a duplicate key in Azure, which ignores case; the last one is used",
                at(key)));
      }
      mapping.put(name, value);
      return true;
    }

    private boolean merge(Mapping mapping, YamlNode written) {
      Value value = value(written);
      if (value instanceof NullValue) {
        return true;
      }
      List<Value> merged = value instanceof ArrayValue array ? array.elements() : null;
      if (value instanceof ObjectValue) {
        merged = List.of(value);
      }
      if (merged == null || !merged.stream().allMatch(ObjectValue.class::isInstance)) {
        if (value != null) {
          error("`<<` requires an object or a list of objects", written);
        }
        return false;
      }
      for (Value each : merged) {
        mapping.merge((ObjectValue) each);
      }
      return true;
    }

    private @Nullable Value tooLarge(YamlNode at) {
      return error(
          "it has more than %d values after its aliases are expanded".formatted(MAX_WEIGHT), at);
    }

    private @Nullable Value error(String message, YamlNode at) {
      if (error == null) {
        error = message;
        mistakeLine = at.place().line();
      }
      return null;
    }

    private Origin at(YamlNode node) {
      YamlPosition place = node.place();
      return Origin.of(file, place.line(), place.column());
    }
  }

  /// An object under construction. Merged members are overridden by the object's own members and by
  /// later merges.
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
