/// What policies read beside the resource.
@NullMarked
package dev.redoubt.policy.context;

import org.jspecify.annotations.NullMarked;
