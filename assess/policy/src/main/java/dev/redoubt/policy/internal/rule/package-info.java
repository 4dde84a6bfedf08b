/// The rule of a policy with resolved names, aliases and parameters.
@NullMarked
package dev.redoubt.policy.internal.rule;

import org.jspecify.annotations.NullMarked;
