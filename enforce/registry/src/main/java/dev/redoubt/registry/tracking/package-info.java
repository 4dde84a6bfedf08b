/// Experiments, runs, their inputs and logged models, as MLflow's tracking API means them.
///
/// Nothing here speaks HTTP. What a caller does not see does not exist for them, and is refused or
/// left out like what is not there.
@NullMarked
package dev.redoubt.registry.tracking;

import org.jspecify.annotations.NullMarked;
