/// Checks Jupyter notebooks beside a model.
@NullMarked
package dev.redoubt.scan.internal.notebook;

import org.jspecify.annotations.NullMarked;
