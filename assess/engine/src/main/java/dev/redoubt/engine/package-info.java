/// Deployments become an assessment: expanded, put together, judged.
@NullMarked
package dev.redoubt.engine;

import org.jspecify.annotations.NullMarked;
