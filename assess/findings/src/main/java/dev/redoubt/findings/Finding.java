package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.UnknownCause;
import java.util.List;

/// One control's answer for one resource.
///
/// @param id stable over runs as long as control, resource and subject stay the same
/// @param origin the line to look at: the deciding value where it is written, else the resource
/// @param causes for an unknown verdict, what would have to be known; empty otherwise
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
