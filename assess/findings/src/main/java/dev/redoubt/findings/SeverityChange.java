package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Another severity of a control, as `redoubt.yaml` declares it. A change that lowers a severity
/// has an owner, a reason and a last day, as an exemption has; one that raises it needs none.
///
/// @param control the id of the control
/// @param from the severity in the catalog
/// @param to the severity in this assessment
/// @param owner who answers for a lower severity; null for a higher one without an owner
/// @param reason why, one line; null for a higher one without a reason
/// @param expires the last day on which it applies; null for a higher one without an end
/// @param origin where it is declared
public record SeverityChange(
    String control,
    Severity from,
    Severity to,
    @Nullable String owner,
    @Nullable String reason,
    @Nullable LocalDate expires,
    Origin origin) {

  /// Whether a violation of the control weighs less than in the catalog.
  public boolean isLower() {
    return to.compareTo(from) < 0;
  }
}
