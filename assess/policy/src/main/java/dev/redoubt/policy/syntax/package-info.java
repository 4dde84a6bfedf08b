/// A policy definition as it is written: nothing is resolved yet.
@NullMarked
package dev.redoubt.policy.syntax;

import org.jspecify.annotations.NullMarked;
