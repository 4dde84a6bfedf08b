/// Commands that run or administer a registry.
@NullMarked
package dev.redoubt.admin;

import org.jspecify.annotations.NullMarked;
