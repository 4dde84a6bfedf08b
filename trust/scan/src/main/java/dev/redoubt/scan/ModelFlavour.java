package dev.redoubt.scan;

/// Whose objects a pickle may hold: for each there is a list of what is allowed, and nothing else
/// is.
public enum ModelFlavour {
  /// Python's own values: numbers, texts, collections, dates.
  PLAIN,
  NUMPY,
  JOBLIB,
  SCIKIT_LEARN,
  PYTORCH,
  XGBOOST,
  LIGHTGBM
}
