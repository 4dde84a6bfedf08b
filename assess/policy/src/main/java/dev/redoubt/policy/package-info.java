/// The Azure Policy language, with answers of three values.
@NullMarked
package dev.redoubt.policy;

import org.jspecify.annotations.NullMarked;
