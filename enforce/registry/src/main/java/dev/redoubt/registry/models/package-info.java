/// Registered models, their versions, stages, aliases and tags, with the rules of MLflow 3.17's
/// model registry. What a caller does not see does not exist.
@NullMarked
package dev.redoubt.registry.models;

import org.jspecify.annotations.NullMarked;
