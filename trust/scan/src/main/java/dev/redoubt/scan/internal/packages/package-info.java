/// Lists of packages that come with a model: where each package would be installed from.
@NullMarked
package dev.redoubt.scan.internal.packages;

import org.jspecify.annotations.NullMarked;
