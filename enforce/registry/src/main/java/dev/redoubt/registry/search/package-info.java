/// The filters and orders of searches, as MLflow's clients write them.
@NullMarked
package dev.redoubt.registry.search;

import org.jspecify.annotations.NullMarked;
