package dev.redoubt.engine;

import dev.redoubt.detect.SecretMask;
import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.Value;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.inventory.InventoryDifference;
import dev.redoubt.findings.inventory.InventoryDifference.Kind;
import dev.redoubt.findings.inventory.InventoryDifference.ResourceChange;
import dev.redoubt.findings.inventory.InventoryDifference.SettingChange;
import dev.redoubt.text.TextShortening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the resources of two deployments property by property, with the properties that
/// services derive. Defaults depend on the type and the API version alone, so these stand for them.
///
/// Values are compared, not their texts: two values that print the same, such as secrets, are still
/// told apart.
final class ResourceDifferences {

  /// Longer values do not help a reader; the files have them.
  private static final int MAX_TEXT = 160;

  private static final String ANOTHER = " (another value)";

  private final List<ResourceChange> changes = new ArrayList<>();
  private final List<SettingChange> settings = new ArrayList<>();

  private ResourceDifferences() {}

  static InventoryDifference of(Estate old, Estate now) {
    EvaluationEstate before = EvaluationEstate.predicted(old);
    EvaluationEstate after = EvaluationEstate.predicted(now);
    return new ResourceDifferences().compared(before, after);
  }

  private InventoryDifference compared(EvaluationEstate before, EvaluationEstate after) {
    Map<String, Resource> olds = byId(before.estate());
    Map<String, Resource> news = byId(after.estate());
    news.forEach(
        (id, resource) -> {
          Resource was = olds.get(id);
          if (was == null) {
            changes.add(new ResourceChange(resource.key(), Kind.ADDED, List.of()));
          } else {
            settings.clear();
            compare("apiVersion", was.apiVersion(), resource.apiVersion());
            compare("condition", existence(was), existence(resource));
            compare("existing", word(!was.managed()), word(!resource.managed()));
            compare("", before.view(was).body(), after.view(resource).body());
            if (!settings.isEmpty()) {
              changes.add(new ResourceChange(resource.key(), Kind.CHANGED, settings));
            }
          }
        });
    olds.forEach(
        (id, resource) -> {
          if (!news.containsKey(id)) {
            changes.add(new ResourceChange(resource.key(), Kind.REMOVED, List.of()));
          }
        });
    return new InventoryDifference(changes);
  }

  private static Map<String, Resource> byId(Estate estate) {
    Map<String, Resource> byId = new LinkedHashMap<>();
    estate.resources().forEach(each -> byId.putIfAbsent(each.key().id(), each));
    return byId;
  }

  private static String word(boolean truth) {
    return truth ? "yes" : "no";
  }

  private static String existence(Resource resource) {
    return switch (resource.existence()) {
      case ResourceExistence.Certain _ -> "";
      case ResourceExistence.Conditional(var condition) -> ExpressionPrinter.bracketed(condition);
      case ResourceExistence.Repeated(var count) ->
          "repeated " + ExpressionPrinter.bracketed(count);
    };
  }

  private void compare(String name, String old, String now) {
    if (!old.equals(now)) {
      settings.add(new SettingChange(name, old.isEmpty() ? null : old, now.isEmpty() ? null : now));
    }
  }

  private void compare(String path, @Nullable Value old, @Nullable Value now) {
    if (old == null ? now == null : old.equals(now)) {
      return;
    }
    if (old instanceof ObjectValue before
        && now instanceof ObjectValue after
        && before.rest() == null
        && after.rest() == null) {
      Set<String> names = new LinkedHashSet<>();
      names(after, names);
      names(before, names);
      names.forEach(
          name ->
              compare(
                  path.isEmpty() ? name : path + "." + name,
                  before.lookup(name),
                  after.lookup(name)));
    } else if (old instanceof ArrayValue before
        && now instanceof ArrayValue after
        && before.rest() == null
        && after.rest() == null
        && before.elements().size() == after.elements().size()) {
      for (int i = 0; i < before.elements().size(); i++) {
        compare(path + "[" + i + "]", before.elements().get(i), after.elements().get(i));
      }
    } else {
      String was = text(path, old);
      String is = text(path, now);
      settings.add(new SettingChange(path, was, is == null || !is.equals(was) ? is : is + ANOTHER));
    }
  }

  /// The names of members, of those that differ in case the first one.
  private static void names(ObjectValue object, Set<String> names) {
    for (int i = 0; i < object.size(); i++) {
      String name = object.nameAt(i);
      if (names.stream().noneMatch(name::equalsIgnoreCase)) {
        names.add(name);
      }
    }
  }

  private static @Nullable String text(String path, @Nullable Value value) {
    if (value == null) {
      return null;
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    return SecretMask.isSecretName(last)
        ? ValueText.SECRET
        : TextShortening.shorten(SecretMask.masked(ValueText.of(value)), MAX_TEXT);
  }
}
