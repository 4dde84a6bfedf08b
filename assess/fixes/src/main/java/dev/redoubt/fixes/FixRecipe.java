package dev.redoubt.fixes;

import dev.redoubt.fixes.plan.FixStep;
import java.util.List;

/// How to fix a violation of one control, in no particular language.
///
/// @param safe whether one line suffices and needs no other change to work
public record FixRecipe(boolean safe, List<FixStep> steps) {
  public FixRecipe {
    steps = List.copyOf(steps);
  }
}
