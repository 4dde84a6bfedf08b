package dev.redoubt.reporthtml;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Copies records with a hostile text in every string of them, at any depth. Ids that refer to each
/// other still do, because equal strings stay equal.
final class HostileTexts {

  private final String evil;

  HostileTexts(String evil) {
    this.evil = evil;
  }

  <T> T in(T value) {
    try {
      @SuppressWarnings("unchecked")
      T copy = (T) Objects.requireNonNull(copy(value));
      return copy;
    } catch (ReflectiveOperationException broken) {
      throw new LinkageError("no copy", broken);
    }
  }

  private @Nullable Object copy(@Nullable Object value) throws ReflectiveOperationException {
    return switch (value) {
      case null -> null;
      case String text -> text + evil;
      case ResourceKey key -> key(key);
      case SortedMap<?, ?> map -> entries(map, new TreeMap<>());
      case Map<?, ?> map -> entries(map, new LinkedHashMap<>());
      case Collection<?> list -> list(list);
      case Record record when isOurs(record) -> record(record);
      default -> value;
    };
  }

  /// Values of templates keep their invariants: their texts are those of names.
  private static boolean isOurs(Record record) {
    return record.getClass().getName().startsWith("dev.redoubt.findings")
        || record
            .getClass()
            .getSimpleName()
            .matches("Problem|UnknownCause|DeclarationSite|Resource");
  }

  private ResourceKey key(ResourceKey key) {
    return new ResourceKey(
        ResourceScope.Tenant.ROOT,
        ResourceType.of(key.type() + evil.replace("/", "")),
        key.names().stream()
            .map(each -> NameSegment.literal(each + evil.substring(0, Math.min(40, evil.length()))))
            .toList());
  }

  private Map<Object, Object> entries(Map<?, ?> map, Map<Object, Object> copy)
      throws ReflectiveOperationException {
    for (Map.Entry<?, ?> each : map.entrySet()) {
      copy.put(known(each.getKey()), known(each.getValue()));
    }
    return copy;
  }

  private Object known(@Nullable Object value) throws ReflectiveOperationException {
    return Objects.requireNonNull(copy(value));
  }

  private List<Object> list(Collection<?> list) throws ReflectiveOperationException {
    List<Object> copy = new ArrayList<>();
    for (Object each : list) {
      copy.add(known(each));
    }
    return copy;
  }

  private Object record(Record record) throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      components[i].getAccessor().setAccessible(true);
      values[i] = copy(components[i].getAccessor().invoke(record));
    }
    Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }
}
