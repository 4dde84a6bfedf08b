/// What tests of several modules share. Modules use it in the scope of tests alone.
@NullMarked
package dev.redoubt.testing;

import org.jspecify.annotations.NullMarked;
