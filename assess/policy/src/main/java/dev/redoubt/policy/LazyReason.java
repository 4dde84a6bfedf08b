package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reason that is computed once, when it is first used.
public final class LazyReason {

  record Explanation(Reason reason, List<UnknownCause> causes) {}

  private final Supplier<Explanation> supplier;
  private final Origin otherwise;
  private volatile @Nullable Explanation explanation;

  /// @param otherwise the origin if the deciding value is in no file
  LazyReason(Supplier<Explanation> supplier, Origin otherwise) {
    this.supplier = supplier;
    this.otherwise = otherwise;
  }

  private Explanation explanation() {
    Explanation computed = explanation;
    if (computed == null) {
      computed = supplier.get();
      explanation = computed;
    }
    return computed;
  }

  public Reason reason() {
    return explanation().reason();
  }

  public List<UnknownCause> causes() {
    return explanation().causes();
  }

  /// The location of the deciding value.
  public Origin origin() {
    Origin origin = reason().root().origin();
    return origin.isWritten() ? origin : otherwise;
  }
}
