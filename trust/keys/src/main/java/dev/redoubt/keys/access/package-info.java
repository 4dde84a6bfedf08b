/// The way to a key that somebody names: every form of reference, and the provider that it leads
/// to.
@NullMarked
package dev.redoubt.keys.access;

import org.jspecify.annotations.NullMarked;
