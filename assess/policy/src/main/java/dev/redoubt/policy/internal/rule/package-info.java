/// A policy's rule with names, aliases and parameters settled.
@NullMarked
package dev.redoubt.policy.internal.rule;

import org.jspecify.annotations.NullMarked;
