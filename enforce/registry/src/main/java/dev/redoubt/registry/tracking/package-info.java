/// Experiments, runs with their inputs and outputs, and logged models, following MLflow's tracking
/// API.
///
/// This package is independent of HTTP. Objects that are not visible to a caller are refused or
/// omitted as if they did not exist.
@NullMarked
package dev.redoubt.registry.tracking;

import org.jspecify.annotations.NullMarked;
