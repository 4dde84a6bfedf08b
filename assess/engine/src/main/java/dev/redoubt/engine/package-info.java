/// Assesses deployments: expands them, builds the estate and evaluates the controls.
@NullMarked
package dev.redoubt.engine;

import org.jspecify.annotations.NullMarked;
