/// The policy definition as written, before names are resolved.
@NullMarked
package dev.redoubt.policy.syntax;

import org.jspecify.annotations.NullMarked;
