/// What a resource is and does, in types instead of JSON: its network endpoint, its identities, its
/// data. One adapter for each resource type.
@NullMarked
package dev.redoubt.facts;

import org.jspecify.annotations.NullMarked;
