package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import java.util.List;

/// A reason, with the causes that make it unknown.
///
/// @param rank the relevance; 0 is the most relevant
/// @param statement the text of the reason without what is expected, for a summary
public record ExplainedTruth(Reason reason, List<UnknownCause> causes, int rank, String statement) {

  /// A property of the resource.
  static final int PROPERTY = 0;

  /// A count, or a computed value.
  static final int COMPUTED = 1;

  /// Name, kind, location, tags.
  static final int LABEL = 2;

  /// The type, which only selects the resources of the policy.
  static final int TYPE = 3;

  public ExplainedTruth {
    causes = List.copyOf(causes);
  }

  ExplainedTruth(Reason reason, List<UnknownCause> causes, int rank) {
    this(reason, causes, rank, reason.text());
  }

  static ExplainedTruth of(
      TruthValue truth, String text, Origin origin, List<UnknownCause> causes, int rank) {
    return new ExplainedTruth(Reason.of(truth, text, origin), causes, rank);
  }
}
