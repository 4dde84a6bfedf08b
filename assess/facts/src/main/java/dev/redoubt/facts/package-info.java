/// Typed facts about resources: what is known of each, whatever its type calls it. Inventory and
/// diagrams use these facts and never read a payload themselves.
@NullMarked
package dev.redoubt.facts;

import org.jspecify.annotations.NullMarked;
