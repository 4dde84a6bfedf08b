/// A registry of experiments, runs and models, behind MLflow's protocol or any other.
@NullMarked
package dev.redoubt.registry;

import org.jspecify.annotations.NullMarked;
