/// Evaluates rules for resources and explains the results.
@NullMarked
package dev.redoubt.policy.internal.evaluate;

import org.jspecify.annotations.NullMarked;
