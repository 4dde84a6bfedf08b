/// The model formats of XGBoost, LightGBM and CatBoost. Nothing in them acts, but their loaders
/// trust the counts and indexes in the file.
@NullMarked
package dev.redoubt.scan.internal.boosting;

import org.jspecify.annotations.NullMarked;
