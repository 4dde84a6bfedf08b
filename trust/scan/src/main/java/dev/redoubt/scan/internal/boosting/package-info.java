/// The formats in which XGBoost, LightGBM and CatBoost save trees. Nothing in them acts, but their
/// loaders believe the counts and indexes that stand in them.
@NullMarked
package dev.redoubt.scan.internal.boosting;

import org.jspecify.annotations.NullMarked;
