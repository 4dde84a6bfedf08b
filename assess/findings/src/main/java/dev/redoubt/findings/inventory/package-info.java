/// What a deployment would create, as reports list it: resources with their effective settings,
/// identities and role assignments, data stores, endpoints, models and agents.
@NullMarked
package dev.redoubt.findings.inventory;

import org.jspecify.annotations.NullMarked;
