/// What changes the meaning of a stage, an alias or a name, and who is asked before it does.
@NullMarked
package dev.redoubt.gate.move;

import org.jspecify.annotations.NullMarked;
