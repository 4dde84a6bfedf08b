/// The vocabulary of everything Redoubt assesses: values that may be unknown, where they came from,
/// resources and their identity, and the estate that holds them.
///
/// Start with [dev.redoubt.estate.Value], then [dev.redoubt.estate.Resource] and
/// [dev.redoubt.estate.Estate]. Depends on nothing of ours.
@NullMarked
package dev.redoubt.estate;

import org.jspecify.annotations.NullMarked;
