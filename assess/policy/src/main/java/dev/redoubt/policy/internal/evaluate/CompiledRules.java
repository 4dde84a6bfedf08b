package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.policy.internal.rule.BoundCondition;
import java.util.concurrent.CopyOnWriteArrayList;

/// The forms of one condition, by resource type, API version and mode of evaluation. Thread-safe.
public final class CompiledRules {

  /// The maximum number of kept forms. Real inputs have fewer types and versions; for more, a
  /// condition is compiled at each use.
  private static final int MAX_FORMS = 256;

  private final BoundCondition source;
  private final CopyOnWriteArrayList<CompiledRule> forms = new CopyOnWriteArrayList<>();
  private volatile @org.jspecify.annotations.Nullable CompiledRule last;

  public CompiledRules(BoundCondition source) {
    this.source = source;
  }

  /// Whether a part of the condition is not supported.
  public boolean isUnsupported() {
    return source.isUnsupported();
  }

  /// Whether the condition can hold for resources of a type.
  public boolean mayConcern(ResourceType type) {
    return TypeApplicability.mayConcern(source, type);
  }

  /// The form for a resource.
  public CompiledRule of(ResourceView view) {
    CompiledRule recent = last;
    if (recent != null && recent.fits(view)) {
      return recent;
    }
    for (CompiledRule form : forms) {
      if (form.fits(view)) {
        last = form;
        return form;
      }
    }
    CompiledRule made = new CompiledRule(source, view);
    if (forms.size() < MAX_FORMS) {
      forms.add(made);
      last = made;
    }
    return made;
  }
}
