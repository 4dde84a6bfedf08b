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

/// Reads YAML as the compiler does, and keeps where each value stands: the first document of a
/// text, with aliases and merge keys (`<<`), without tags of one's own. A name that is given twice
/// is a mistake, as to the compiler.
///
/// Values are shared, not copied, and what they would be written out is bounded.
final class YamlReader {

  private static final YamlLimits LIMITS =
      new YamlLimits(ProjectFiles.MAX_BYTES, 256, Integer.MAX_VALUE);

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
  LoadStep<Value> read(String text, String name) {
    YamlStream stream = YamlStream.read(text, LIMITS);
    Document document = new Document(files.add(name));
    List<YamlDocument> documents = stream.documents();
    Value value = documents.isEmpty() ? null : document.value(documents.getFirst().root());
    String mistake = document.mistake;
    int line = document.mistakeLine;
    if (mistake == null && stream.mistake().isPresent()) {
      mistake = stream.mistake().get().sentence();
      line = stream.mistake().get().place().line();
    }
    if (mistake == null) {
      if (value != null && !(value instanceof NullValue)) {
        return LoadStep.done(value);
      }
      mistake = "there is nothing in it";
    }
    return LoadStep.failed(
        "%s cannot be read%s: %s"
            .formatted(QuotedInput.of(name), line == 0 ? "" : ", line " + line, mistake));
  }

  /// Builds the values of the first document; the others are only looked at for mistakes. After a
  /// mistake its methods yield null.
  private final class Document {

    private final int file;
    private final Map<String, Value> anchors = new HashMap<>();
    private @Nullable String mistake;
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
              : mistake(
                  "%s stands for nothing that is complete before it"
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
                "`%s` is a number that no template can hold; it is taken as text"
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
          return mistake("a name must be a scalar", entry.key());
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
        mistake(QuotedInput.of(name) + " is given twice", key);
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
                    + " is given twice to Azure, which ignores case; the last one counts",
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
          mistake("`<<` needs an object, or a list of objects", written);
        }
        return false;
      }
      for (Value each : merged) {
        mapping.merge((ObjectValue) each);
      }
      return true;
    }

    private @Nullable Value tooLarge(YamlNode at) {
      return mistake("with its aliases it has more than %d values".formatted(MAX_WEIGHT), at);
    }

    private @Nullable Value mistake(String message, YamlNode at) {
      if (mistake == null) {
        mistake = message;
        mistakeLine = at.place().line();
      }
      return null;
    }

    private Origin at(YamlNode node) {
      YamlPosition place = node.place();
      return Origin.of(file, place.line(), place.column());
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
