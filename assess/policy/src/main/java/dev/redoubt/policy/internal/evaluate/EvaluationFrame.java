package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.policy.context.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// The resource and the context of one evaluation, by one thread.
public final class EvaluationFrame {

  private final ResourceView view;
  private final EvaluationContext context;
  private final Estate estate;
  private final @Nullable EvaluationFrame subject;
  private @Nullable TypeBinding binding;

  /// @param view the resource
  /// @param estate the resources of the deployment, among them the resource group of the resource
  public EvaluationFrame(ResourceView view, EvaluationContext context, Estate estate) {
    this(view, context, estate, null);
  }

  private EvaluationFrame(
      ResourceView view,
      EvaluationContext context,
      Estate estate,
      @Nullable EvaluationFrame subject) {
    this.view = view;
    this.context = context;
    this.estate = estate;
    this.subject = subject;
  }

  /// The frame of a related resource. Conditions read the related resource; functions such as
  /// `field()` read the resource of the `if`.
  EvaluationFrame related(ResourceView other) {
    return new EvaluationFrame(other, context, estate, subject());
  }

  /// The frame of the resource of the `if`.
  EvaluationFrame subject() {
    return subject == null ? this : subject;
  }

  public ResourceView view() {
    return view;
  }

  /// The fields of the resource's type, for names that are computed.
  TypeBinding binding() {
    TypeBinding made = binding;
    if (made == null) {
      made = new TypeBinding(view);
      binding = made;
    }
    return made;
  }

  EvaluationContext context() {
    return context;
  }

  Estate estate() {
    return estate;
  }

  Resource resource() {
    return view.resource();
  }

  ObjectValue body() {
    return view.body();
  }
}
