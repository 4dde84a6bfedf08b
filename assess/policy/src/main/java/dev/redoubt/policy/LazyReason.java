package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reason that is computed once, when it is first used.
public final class LazyReason {

  record Told(Reason reason, List<UnknownCause> causes) {}

  private final Supplier<Told> maker;
  private final Origin otherwise;
  private volatile @Nullable Told told;

  /// @param otherwise the origin if the deciding value is in no file
  LazyReason(Supplier<Told> maker, Origin otherwise) {
    this.maker = maker;
    this.otherwise = otherwise;
  }

  private Told told() {
    Told made = told;
    if (made == null) {
      made = maker.get();
      told = made;
    }
    return made;
  }

  public Reason reason() {
    return told().reason();
  }

  public List<UnknownCause> causes() {
    return told().causes();
  }

  /// The location of the deciding value.
  public Origin origin() {
    Origin origin = reason().root().origin();
    return origin.isWritten() ? origin : otherwise;
  }
}
