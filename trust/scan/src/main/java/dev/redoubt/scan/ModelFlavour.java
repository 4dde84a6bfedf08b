package dev.redoubt.scan;

/// A library whose objects a pickle may contain (as in MLflow, a flavor). Each has an allow list;
/// nothing else is allowed.
public enum ModelFlavour {
  /// Python's built-in values: numbers, strings, collections, dates.
  PLAIN,
  NUMPY,
  JOBLIB,
  SCIKIT_LEARN,
  PYTORCH,
  XGBOOST,
  LIGHTGBM
}
