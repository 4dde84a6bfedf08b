/// Filters and orders of searches in the syntax of MLflow's clients.
@NullMarked
package dev.redoubt.registry.search;

import org.jspecify.annotations.NullMarked;
