/// Transitions of stages, aliases and model names, and the guard that checks them.
@NullMarked
package dev.redoubt.gate.transition;

import org.jspecify.annotations.NullMarked;
