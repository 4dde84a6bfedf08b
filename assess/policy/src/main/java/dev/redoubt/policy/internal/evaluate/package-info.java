/// Evaluates rules for resources, and says why.
@NullMarked
package dev.redoubt.policy.internal.evaluate;

import org.jspecify.annotations.NullMarked;
