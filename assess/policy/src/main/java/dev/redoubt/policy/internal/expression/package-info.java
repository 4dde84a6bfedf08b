/// Policy expressions: template expressions that can also read the current resource.
@NullMarked
package dev.redoubt.policy.internal.expression;

import org.jspecify.annotations.NullMarked;
