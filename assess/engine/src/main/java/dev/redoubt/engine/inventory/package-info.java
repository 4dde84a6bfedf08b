/// The inventory of a workload: its resources with their effective settings, identities, data
/// stores and endpoints, computed from facts.
@NullMarked
package dev.redoubt.engine.inventory;

import org.jspecify.annotations.NullMarked;
