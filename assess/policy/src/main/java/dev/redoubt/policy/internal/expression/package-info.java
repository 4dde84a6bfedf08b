/// The expressions of policies: template expressions that also ask for the resource at hand.
@NullMarked
package dev.redoubt.policy.internal.expression;

import org.jspecify.annotations.NullMarked;
