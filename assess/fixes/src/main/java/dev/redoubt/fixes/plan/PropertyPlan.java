package dev.redoubt.fixes.plan;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the fixes of all findings of one declaration want of an object and the objects in it. A
/// child is a property, or an element of an array with the name `[index]`.
///
/// All fixes of a declaration are planned together, so that two that add the same object (`tags`,
/// `identity`) add it with the same text.
public final class PropertyPlan {

  private static final Set<String> KINDS_OF_IDENTITY = Set.of("SystemAssigned", "UserAssigned");

  /// The fixes, by the numbers of their findings, that need this.
  private final Set<Integer> findings = new LinkedHashSet<>();

  private final Map<String, PropertyPlan> children = new LinkedHashMap<>();
  private @Nullable Value value;
  private boolean whole;
  private boolean removed;
  private boolean forEachElement;
  private @Nullable String replaced;
  private FixStep.@Nullable Rewrite rewrite;

  public Set<Integer> findings() {
    return findings;
  }

  public Map<String, PropertyPlan> children() {
    return children;
  }

  /// The value that the property gets; null if its properties get values, or it is removed.
  public @Nullable Value value() {
    return value;
  }

  /// Whether an object replaces the declared one.
  public boolean isWhole() {
    return whole;
  }

  public boolean isRemoved() {
    return removed;
  }

  /// Whether all elements of the array change in the same way.
  public boolean isForEachElement() {
    return forEachElement;
  }

  /// The only value that the new one replaces where an expression can have several; null to replace
  /// any.
  public @Nullable String replaced() {
    return replaced;
  }

  public FixStep.@Nullable Rewrite rewrite() {
    return rewrite;
  }

  /// Whether merging an object makes all changes: nothing is removed or rewritten, and no element
  /// of an array changes.
  public boolean isMergeable() {
    return !removed
        && rewrite == null
        && !whole
        && children.entrySet().stream()
            .allMatch(each -> !each.getKey().startsWith("[") && each.getValue().isMergeable());
  }

  /// What this also has for other findings, by finding: a sentence with a place for the name.
  public Map<Integer, String> others() {
    Map<Integer, String> others = new LinkedHashMap<>();
    for (Integer finding : findings) {
      List<String> names =
          children.entrySet().stream()
              .filter(each -> !each.getValue().findings.contains(finding))
              .map(each -> "`" + each.getKey().replace("%", "%%") + "`")
              .toList();
      if (!names.isEmpty()) {
        others.put(finding, "`%s` also gets " + String.join(", ", names) + " for other findings");
      }
    }
    return others;
  }

  /// The node at a path below this one; made if absent.
  PropertyPlan at(PropertyPath path, int finding) {
    PropertyPlan node = this;
    node.findings.add(finding);
    for (String name : path.names()) {
      node = node.children.computeIfAbsent(name, _ -> new PropertyPlan());
      node.findings.add(finding);
    }
    return node;
  }

  /// The node of a child; made if absent.
  public PropertyPlan child(String name, Set<Integer> wanting) {
    findings.addAll(wanting);
    PropertyPlan node = children.computeIfAbsent(name, _ -> new PropertyPlan());
    node.findings.addAll(wanting);
    return node;
  }

  /// Takes over a child of another plan.
  public void adopt(String name, PropertyPlan child) {
    findings.addAll(child.findings);
    children.put(name, child);
  }

  /// Sets the value. Two kinds of identity that different fixes want are both wanted.
  public void set(Value wanted, boolean isWhole) {
    whole |= isWhole;
    if (value instanceof StringValue(var old, _) && wanted instanceof StringValue(var text, _)) {
      if (old.contains(text)) {
        return;
      }
      if (KINDS_OF_IDENTITY.contains(old) && KINDS_OF_IDENTITY.contains(text)) {
        value = StringValue.of("SystemAssigned, UserAssigned");
        return;
      }
    }
    value = wanted;
  }

  /// Sets the value in place of another one.
  void set(StringValue wanted, String instead) {
    set(wanted, false);
    replaced = instead;
  }

  void forEachElement() {
    forEachElement = true;
  }

  void remove() {
    removed = true;
  }

  void rewrite(FixStep.Rewrite step) {
    rewrite = step;
  }
}
