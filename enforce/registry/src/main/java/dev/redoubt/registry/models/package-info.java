/// Registered models with their versions, stages, aliases and tags, following MLflow 3.17's model
/// registry. Objects that are not visible to a caller are treated as if they did not exist.
@NullMarked
package dev.redoubt.registry.models;

import org.jspecify.annotations.NullMarked;
