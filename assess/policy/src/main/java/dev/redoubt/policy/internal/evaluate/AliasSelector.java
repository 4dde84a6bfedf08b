package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects the values of an alias path in a resource.
///
/// An absent or empty array has no elements; an element without the last property is an absent
/// value. Source: "Author policies for array properties on Azure resources", Microsoft Learn, 2025.
final class AliasSelector {

  private final ResourceView view;
  private final AliasPath path;
  private final List<FieldSelection.Item> items = new ArrayList<>();
  private @Nullable Unknown rest;

  private AliasSelector(ResourceView view, AliasPath path) {
    this.view = view;
    this.path = path;
  }

  /// The values at a path.
  ///
  /// @param start the value at the steps before `from`
  static FieldSelection select(ResourceView view, AliasPath path, Value start, int from) {
    Value here = start;
    Origin around = start.origin();
    for (int i = from; i < path.steps().size() && !path.steps().get(i).equals(AliasPath.ALL); i++) {
      if (here
          instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
        return new FieldSelection.Either(
            condition, select(view, path, a, i), select(view, path, b, i));
      }
      if (!(here instanceof ObjectValue object)) {
        break;
      }
      Value next = object.lookup(path.steps().get(i));
      around = object.origin().isWritten() ? object.origin() : around;
      if (next == null || next instanceof NullValue) {
        break;
      }
      here = next;
      from = i + 1;
    }
    if (here instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)
        && from < path.steps().size()) {
      return new FieldSelection.Either(
          condition, select(view, path, a, from), select(view, path, b, from));
    }
    AliasSelector selector = new AliasSelector(view, path);
    selector.walk(here, from, true, around);
    boolean many = path.steps().subList(from, path.steps().size()).contains(AliasPath.ALL);
    return new FieldSelection.Items(selector.items, selector.rest, many);
  }

  private void walk(@Nullable Value here, int step, boolean certain, Origin around) {
    Value value = here instanceof NullValue ? null : here;
    if (step == path.steps().size()) {
      Value found = value == null ? view.whenAbsent(path, step - 1) : value;
      items.add(new FieldSelection.Item(found, certain, around));
      return;
    }
    if (value instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      walk(a, step, false, around);
      walk(b, step, false, around);
      return;
    }
    if (path.steps().get(step).equals(AliasPath.ALL)) {
      elements(value, step, certain, around);
    } else {
      member(value, step, certain, around);
    }
  }

  private void elements(@Nullable Value array, int step, boolean certain, Origin around) {
    if (array instanceof ArrayValue known) {
      for (Value element : known) {
        walk(element, step + 1, certain, known.origin().isWritten() ? known.origin() : around);
      }
      rest = known.rest() != null ? known.rest() : rest;
    } else if (array instanceof Unknown unknown) {
      rest = unknown;
    }
  }

  private void member(@Nullable Value holder, int step, boolean certain, Origin around) {
    String name = path.steps().get(step);
    if (holder instanceof Unknown unknown) {
      walk(unknown.member(name), step + 1, certain, around);
      return;
    }
    Value next = holder instanceof ObjectValue object ? object.lookup(name) : null;
    Origin inner = holder != null && holder.origin().isWritten() ? holder.origin() : around;
    if (next != null && !(next instanceof NullValue)) {
      walk(next, step + 1, certain, inner);
    } else if (!path.steps().subList(step + 1, path.steps().size()).contains(AliasPath.ALL)) {
      items.add(new FieldSelection.Item(view.whenAbsent(path, step), certain, inner));
    }
  }
}
