/// What fixes want, in no particular language: steps, parameters, and the plan of a declaration.
@NullMarked
package dev.redoubt.fixes.plan;

import org.jspecify.annotations.NullMarked;
