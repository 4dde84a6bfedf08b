/// Checks the description of an MLflow model.
@NullMarked
package dev.redoubt.scan.internal.mlflow;

import org.jspecify.annotations.NullMarked;
