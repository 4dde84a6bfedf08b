package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.ControlDescription;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Creates JSON nodes that several machine-readable reports share.
final class JsonNodes {

  private JsonNodes() {}

  static <T> ArrayValue array(Stream<T> items, Function<? super T, ? extends Value> node) {
    return ArrayValue.of(items.map(node).toList());
  }

  static ArrayValue texts(List<String> texts) {
    return array(texts.stream(), StringValue::of);
  }

  static Value textOrNull(@Nullable String text) {
    return text == null ? NullValue.NULL : StringValue.of(text);
  }

  static ObjectValue frameworks(ControlDescription control) {
    ObjectValue.Builder node = ObjectValue.builder();
    new TreeMap<>(control.frameworks())
        .forEach((framework, provisions) -> node.put(framework, texts(provisions)));
    return node.build();
  }
}
