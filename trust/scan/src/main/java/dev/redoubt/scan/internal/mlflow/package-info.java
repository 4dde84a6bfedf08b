/// The description of an MLflow model, and the packages that a model asks for.
@NullMarked
package dev.redoubt.scan.internal.mlflow;

import org.jspecify.annotations.NullMarked;
