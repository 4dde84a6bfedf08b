package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import java.util.List;

/// The result of one control for one resource.
///
/// @param id the same in every run for the same control, resource and subject
/// @param origin the location of the value that decided the verdict, or of the resource if the
///   value is in no file
/// @param causes the causes of an unknown verdict; otherwise empty
public record Finding(
    String id,
    ControlDescription control,
    Resource resource,
    Verdict verdict,
    Origin origin,
    Reason reason,
    List<UnknownCause> causes) {

  public Finding {
    causes = List.copyOf(causes);
  }
}
