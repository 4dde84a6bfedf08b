/// Evaluates the Azure Policy language with three-valued results.
@NullMarked
package dev.redoubt.policy;

import org.jspecify.annotations.NullMarked;
